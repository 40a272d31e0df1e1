import { test as base, expect, type Page } from '@playwright/test';
import { Canary } from './canary';

interface Options {
  /** Console errors and uncaught page errors that a test expects; all others fail it. */
  readonly allowedErrors: readonly RegExp[];
  /** True only for a test that wakes the canary on purpose, from a page that is not ours. */
  readonly mayWakeCanary: boolean;
}

interface Fixtures extends Options {
  /** Checks after every test that nothing left the tab and nothing went wrong unseen. */
  readonly watch: undefined;
}

/** Playwright's `test`, with a canary on another origin that must stay silent and a console that must stay clean. */
export const test = base.extend<Fixtures, { readonly canary: Canary }>({
  allowedErrors: [[], { option: true }],
  mayWakeCanary: [false, { option: true }],

  canary: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the wanted fixtures from this pattern
    async ({}, use) => {
      const canary = await Canary.start();
      await use(canary);
      await canary.close();
    },
    { scope: 'worker' },
  ],

  watch: [
    async ({ context, canary, allowedErrors, mayWakeCanary }, use) => {
      const errors: string[] = [];
      context.on('page', (page) => collectErrors(page, errors));
      canary.forget();
      await use(undefined);
      if (!mayWakeCanary) expect(canary.heard, 'Something left the tab.').toEqual([]);
      const unexpected = errors.filter((error) => !allowedErrors.some((allowed) => allowed.test(error)));
      expect(unexpected, 'The console or the page reported errors.').toEqual([]);
    },
    { auto: true },
  ],
});

function collectErrors(page: Page, errors: string[]): void {
  page.on('console', (message) => {
    const { url } = message.location();
    // A page that only tests open has no icon, and the browser asks for one all the same.
    if (message.type() === 'error' && !url.endsWith('/favicon.ico'))
      errors.push(`${message.text()} (${url})`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
}

export { expect };
