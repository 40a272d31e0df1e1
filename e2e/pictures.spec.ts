import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

// Pictures depend on the machine's fonts, so they are compared in CI only, where `.ci/run` installs them. New ones are made
// the same way: `CI=1 npm run e2e -- pictures --update-snapshots`.
test.skip(process.env.CI === undefined, 'Pictures are compared in CI.');

for (const theme of ['light', 'dark'] as const) {
  test(`every section of the gallery looks as it did (${theme})`, async ({ page }) => {
    test.setTimeout(420_000);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.goto('./gallery.html');
    const sections = page.locator('[data-entry]');
    await expect(sections.first()).toBeVisible();
    await untilAtRest(page);
    const ids = await sections.evaluateAll((elements) => elements.map((element) => element.id));
    for (const id of ids) {
      await expect.soft(page.locator(`#${id}`)).toHaveScreenshot(`${id}-${theme}.png`);
    }
  });
}

/** Waits until nothing on the page has changed for a second: views draw themselves in turn, and two pictures of an empty grid are alike. */
function untilAtRest(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const rest = () => setTimeout(resolve, 1000);
        let timer = rest();
        new MutationObserver(() => {
          clearTimeout(timer);
          timer = rest();
        }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      }),
  );
}
