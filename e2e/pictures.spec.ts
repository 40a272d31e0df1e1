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
    await untilAtRest(page, 1000);
    // One section at a time: its picture then depends on nothing that stands above it, and the browser lays out one section, not all.
    await page.addStyleTag({ content: '[data-entry]:not(.shown) { display: none }' });
    const ids = await sections.evaluateAll((elements) => elements.map((element) => element.id));
    for (const id of ids) {
      const section = page.locator(`#${id}`);
      await section.evaluate((element) => {
        for (const shown of document.querySelectorAll('[data-entry].shown')) shown.classList.remove('shown');
        element.classList.add('shown');
        scrollTo(0, 0);
      });
      await untilAtRest(page, 100);
      await expect.soft(section).toHaveScreenshot(`${id}-${theme}.png`);
    }
  });
}

/** Waits until nothing on the page has changed for some milliseconds: views draw themselves in turn, and two pictures of an empty grid are alike. */
function untilAtRest(page: Page, milliseconds: number): Promise<void> {
  return page.evaluate(
    (milliseconds) =>
      new Promise<void>((resolve) => {
        const rest = () => setTimeout(resolve, milliseconds);
        let timer = rest();
        new MutationObserver(() => {
          clearTimeout(timer);
          timer = rest();
        }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      }),
    milliseconds,
  );
}
