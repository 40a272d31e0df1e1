import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** Presses a button of a chart in the gallery and gives back the file that is saved. */
async function saved(page: Page, entry: string, button: string): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await page.locator(`#${entry}`).getByRole('button', { name: button }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

for (const theme of ['light', 'dark'] as const) {
  test(`a chart is saved as SVG that stands alone (${theme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.goto('./gallery.html');
    const { name, bytes } = await saved(page, 'view-chart-stacked', 'Save as SVG');
    expect(name).toBe('The-number-of-rows.svg');
    const text = bytes.toString('utf8');
    // What a file alone cannot know: the page's variables, classes, and colours that only browsers read.
    expect(text).not.toMatch(/var\(|class=|oklab|oklch|light-dark|color-mix|href/);
    const found = await page.evaluate((source) => {
      const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
      const rects = [...parsed.querySelectorAll('rect')];
      return {
        errors: parsed.querySelectorAll('parsererror').length,
        title: parsed.querySelector('title')?.textContent ?? '',
        ground: rects[0]?.getAttribute('fill'),
        colours: new Set(rects.map((rect) => rect.getAttribute('fill'))).size,
        texts: [...parsed.querySelectorAll('text')].map((each) => each.textContent),
      };
    }, text);
    expect(found.errors).toBe(0);
    expect(found.title).toContain('The number of rows is greatest for “owner”');
    expect(found.ground).toBe(theme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(28, 32, 36)');
    // The ground and three series.
    expect(found.colours).toBe(4);
    expect(found.texts).toContain('The number of rows, by Home and Status');
    expect(found.texts).toContain('owner');
  });
}

test('a chart is saved as PNG of twice the size, and something is on it', async ({ page }) => {
  await page.goto('./gallery.html');
  const width = await page.locator('#view-chart-scatter svg').evaluate((svg) => svg.clientWidth);
  const { name, bytes } = await saved(page, 'view-chart-scatter', 'Save as PNG');
  expect(name).toBe('bill-depth-against-bill-length.png');
  const found = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
    const colours = new Set<number>();
    for (let at = 0; at < pixels.length; at += 4) {
      colours.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0));
    }
    return { width: canvas.width, colours: colours.size };
  }, bytes.toString('base64'));
  expect(found.width).toBe(2 * (width + 28));
  expect(found.colours).toBeGreaterThan(50);
});

test('a chart is read by keyboard, dot by dot and month by month', async ({ page }) => {
  await page.goto('./gallery.html');
  const dots = page.locator('#view-chart-scatter').getByRole('slider');
  await dots.focus();
  await page.keyboard.press('Home');
  const first = await dots.getAttribute('aria-valuetext');
  await page.keyboard.press('End');
  const last = await dots.getAttribute('aria-valuetext');
  const lengthOf = (text: string | null) => Number(/^bill_length ([\d.]+)/.exec(text ?? '')?.[1]);
  expect(lengthOf(first)).toBeLessThan(lengthOf(last));
  const months = page.locator('#view-chart-lines').getByRole('slider');
  await months.focus();
  await page.keyboard.press('End');
  await expect(months).toHaveAttribute('aria-valuetext', /^2023-06: North [\d.]+ · East/);
});

test('a chart is shown as a table, with every value', async ({ page }) => {
  await page.goto('./gallery.html');
  const entry = page.locator('#view-chart-stacked');
  await entry.getByText('Show as table').click();
  await expect(entry.getByRole('row')).toHaveCount(1 + 18);
  await expect(entry.getByRole('row').nth(2)).toHaveText(/owner\s*bad\s*391/);
});
