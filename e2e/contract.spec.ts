import { engineSuite } from '../src/engine/contract-suite/index';
import { expect, test } from './fixtures';

/** One engine for all cases, as in Node: each leaves it able to work, also where its workers died. */
test('the engine keeps its contract in the browser', async ({ page }) => {
  test.setTimeout(10 * 60_000);
  await page.goto('e2e/contract.html');
  for (const [index, { name }] of engineSuite.entries()) {
    await test.step(name, async () => {
      const error = await page.evaluate(async (number) => {
        try {
          await window.contractPage.run(number);
          return null;
        } catch (thrown) {
          return String(thrown);
        }
      }, index);
      expect.soft(error, name).toBeNull();
    });
  }
});
