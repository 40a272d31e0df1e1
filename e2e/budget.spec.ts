import { gzipSync } from 'node:zlib';
import type { Response } from '@playwright/test';
import { expect, test } from './fixtures';

const BUDGET = 250_000;

test('a first visit sends at most 250 kB of scripts and styles, compressed, before a file can be opened', async ({
  page,
}) => {
  const sent: Response[] = [];
  page.on('response', (response) => {
    if (['script', 'stylesheet'].includes(response.request().resourceType())) sent.push(response);
  });
  await page.goto('./');
  await page.getByRole('button', { name: 'Open data' }).waitFor();
  const before = sent.filter((response) => !/worker/.test(response.url()));
  const sizes = await Promise.all(before.map(async (one) => gzipSync(await one.body()).length));
  expect(sizes.length).toBeGreaterThan(2);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  test.info().annotations.push({ type: 'bytes', description: String(total) });
  expect(total).toBeLessThan(BUDGET);
});
