import { createServer, type Server } from 'node:http';
import type { Page } from '@playwright/test';
import type { AddressInfo } from 'node:net';
import { CHANNELS, type Channel } from './channels';
import { expect, test } from './fixtures';
import type {} from './contract-page';

// The attempts below make the browser complain; that is the point of them.
test.use({ allowedErrors: [/./] });

/** Long enough for a request to a server on this machine to arrive if it is going to. */
const PATIENCE_MS = 400;

test.describe('the canary hears, from a page without defences,', () => {
  test.use({ mayWakeCanary: true });
  let server: Server;
  test.beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>No defences</title><body></body>');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  test.afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  for (const channel of CHANNELS.filter((each) => each.heardOpenly)) {
    test(channel.name, async ({ page, canary }) => {
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await attempt(page, channel, canary.origin);
      await expect.poll(() => canary.heard.filter((sound) => sound !== 'connection')).not.toEqual([]);
    });
  }
});

test.describe('nothing leaves the app by', () => {
  for (const channel of CHANNELS) {
    test(`${channel.name} (stopped by the ${channel.stoppedBy})`, async ({ page, canary }) => {
      await page.goto('./');
      await attempt(page, channel, canary.origin);
      await page.waitForTimeout(PATIENCE_MS);
      const sounds = channel.opensConnection === true ? ['connection'] : [];
      expect(canary.heard.filter((sound) => !sounds.includes(sound))).toEqual([]);
      if (channel.opensConnection === true) canary.forget();
    });
  }
});

async function attempt(page: Page, channel: Channel, origin: string): Promise<void> {
  await page.evaluate(channel.attempt, origin).catch(() => undefined);
}

const STATEMENTS: readonly ((origin: string) => string)[] = [
  (origin) => `SELECT * FROM read_csv('${origin}/sql-csv?secret=42')`,
  (origin) => `SELECT * FROM read_text('${origin}/sql-text')`,
  (origin) => `SELECT * FROM '${origin}/sql-name.csv'`,
  (origin) => `SELECT * FROM glob('${origin}/*')`,
  (origin) => `ATTACH '${origin}/sql-attach.db' AS stranger`,
  (origin) => `COPY (SELECT 42) TO '${origin}/sql-copy.csv'`,
  (origin) => `INSTALL stranger FROM '${origin}'`,
  (origin) => `LOAD '${origin}/stranger.duckdb_extension.wasm'`,
  (origin) => `SELECT 1; SELECT * FROM read_csv('${origin}/sql-second')`,
  () => 'SET enable_external_access = true',
];

test('nothing leaves the engine by SQL', async ({ page, canary }) => {
  await page.goto('e2e/contract.html');
  for (const statement of STATEMENTS) {
    await test.step(statement('http://…'), async () => {
      expect(await askInPage(page, statement(canary.origin))).toMatch(/^sql-/);
    });
  }
  await page.waitForTimeout(PATIENCE_MS);
  expect(canary.heard).toEqual([]);
});

/** Puts a query to the engine of the contract page; the code of its failure, or `answered`. */
function askInPage(page: Page, sql: string): Promise<string> {
  return page.evaluate(async (text) => {
    const { engine, file, profilePlan } = window.contractPage;
    const files = { 'a.csv': await file('a.csv', 'a,b\n1,2\n') };
    const query = { kind: 'select', sql: text, tables: {}, limit: 9 } as const;
    const answer = await engine.ask({ plan: profilePlan('a.csv'), files, query });
    return answer.ok ? 'answered' : answer.failure.code;
  }, sql);
}

test.describe('the app', () => {
  test('states its content security policy before anything else', async ({ page, request }) => {
    const html = await (await request.get('./')).text();
    const policy = html.indexOf('http-equiv="Content-Security-Policy"');
    expect(policy).toBeGreaterThan(0);
    expect(html.slice(0, policy)).not.toMatch(/<(script|link|style|img)\b/);
    await page.goto('./');
    const content = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    expect(content).toContain("default-src 'none'");
    expect(content).not.toContain("'unsafe-eval'");
    expect(content?.match(/script-src [^;]*/)?.[0]).toBe("script-src 'self' 'wasm-unsafe-eval'");
    expect(content?.match(/connect-src [^;]*/)?.[0]).toBe("connect-src 'self' blob:");
  });

  test('starts every worker from a blob, so that it inherits the policy', async ({ page }) => {
    await page.goto('./');
    await expect.poll(() => page.workers().length).toBeGreaterThan(0);
    for (const worker of page.workers()) expect(worker.url()).toMatch(/^blob:/);
  });

  test('names no other origin in what it ships to the page', async ({ request }) => {
    const html = await (await request.get('./')).text();
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]);
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect(address).not.toMatch(/^([a-z]+:)?\/\//);
  });

  test('has a service worker of its own origin, for its own folder, that answers for nothing else', async ({
    page,
    request,
  }) => {
    await page.goto('./');
    await page.evaluate(() => navigator.serviceWorker.ready);
    const workers = await page.evaluate(async () =>
      (await navigator.serviceWorker.getRegistrations()).map(({ scope, active }) => [
        scope,
        active?.scriptURL,
      ]),
    );
    const folder = new URL('./', page.url()).href;
    expect(workers).toEqual([[folder, `${folder}service-worker.js`]]);
    const script = await (await request.get('./service-worker.js')).text();
    expect(script).not.toMatch(/https?:\/\//);
    // It asks for files of the build by their relative names, and for the page itself.
    const { files } = JSON.parse(/^self\.offline=(.*);$/m.exec(script)?.[1] ?? '{}') as { files: string[] };
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) expect(file).toMatch(/^(assets|samples)\/[^:]+$/);
  });

  test('leaves the page only by a click of the person', async ({ page }) => {
    await page.goto('./');
    const here = page.url();
    await page.evaluate(() => window.location.assign('http://127.0.0.1:9/'));
    await page.waitForTimeout(PATIENCE_MS);
    expect(page.url()).toBe(here);
    expect(await page.evaluate(() => [typeof RTCPeerConnection, window.open('about:blank')])).toEqual([
      'undefined',
      null,
    ]);
  });
});
