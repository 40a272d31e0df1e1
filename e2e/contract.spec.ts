import { engineSuite } from '../src/engine/contract-suite/index';
import { expect, test } from './fixtures';

test.describe('the engine keeps its contract in the browser', () => {
  for (const [index, { name }] of engineSuite.entries()) {
    test(name, async ({ page }) => {
      await page.goto('e2e/contract.html');
      const error = await page.evaluate(async (number) => {
        try {
          await window.contractPage.run(number);
          return null;
        } catch (thrown) {
          return String(thrown);
        }
      }, index);
      expect(error).toBeNull();
    });
  }
});
