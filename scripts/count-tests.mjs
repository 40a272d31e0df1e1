// Counts what the last `npm test` found: tests of Vitest and Playwright, and stages of the check that failed without a test.
// Prints "N passed, N failed" on the last line; exits with 1 when anything failed or a report is missing.
import { readFileSync } from 'node:fs';

function readReport(name) {
  try {
    return JSON.parse(readFileSync(`build/reports/${name}.json`, 'utf8'));
  } catch {
    console.log(`There is no report of ${name}: it did not run to its end.`);
    return undefined;
  }
}

const check = readReport('check');
const vitest = readReport('vitest');
const playwright = check?.every((stage) => stage.ok) ? readReport('playwright') : undefined;

const flaky = playwright?.stats.flaky ?? 0;
if (flaky > 0) console.log(`Passed only at the second try: ${flaky} (listed above as flaky).`);
const passed = (vitest?.numPassedTests ?? 0) + (playwright?.stats.expected ?? 0) + flaky;
const failedTests = (vitest?.numFailedTests ?? 0) + (playwright?.stats.unexpected ?? 0);

// A stage that tests nothing, or test files that could not even be read, count as one failure each.
const failedFiles = (vitest?.testResults ?? []).filter(
  (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
).length;
const failedStages = (check ?? []).filter((stage) => !stage.ok && stage.name !== 'unit').length;
const missing = [check, vitest, playwright].filter((report) => report === undefined).length;
const failed = failedTests + failedFiles + failedStages + (playwright?.errors.length ?? 0);

const total = failed === 0 ? missing : failed;
console.log(`${passed} passed, ${total} failed`);
process.exit(total === 0 ? 0 : 1);
