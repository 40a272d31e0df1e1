import { expect, test } from '../fixtures';
import { csv, expectDone, openData } from './actions';

/** Rows of a table large enough that its profile begins with a sample. */
function manyRows(rows: number): string {
  const lines = ['id,group,value,other'];
  for (let row = 0; row < rows; row++)
    lines.push(`${row},g${row % 977},${(row * 7919) % 100_003},${row / 7}`);
  return `${lines.join('\n')}\n`;
}

test('a large table shows a first look at a sample, marked so, before its exact profile', async ({
  page,
}) => {
  // What passes is noted by the page itself: it may be gone before a test looks.
  await page.addInitScript(() => {
    const seen = { text: '', shapes: 0 };
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const mark = [...document.querySelectorAll('[role=status]')].find((each) =>
        each.textContent.includes('First look'),
      );
      if (mark === undefined) return;
      seen.text = mark.textContent.trim();
      seen.shapes = Math.max(seen.shapes, mark.closest('article')?.querySelectorAll('svg').length ?? 0);
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto('');
  await openData(page, csv(manyRows(150_000), 'tall.csv'));
  await expectDone(page, 'Profile tall', '4 columns');
  const seen = await page.evaluate(
    () => (window as unknown as { seen: { text: string; shapes: number } }).seen,
  );
  expect(seen.text).toMatch(/^First look at a sample: [\d,]+ of 150,000 rows\. The exact figures follow\.$/);
  expect(seen.shapes).toBeGreaterThan(0);
  await expect(page.getByText('First look')).toHaveCount(0);
});
