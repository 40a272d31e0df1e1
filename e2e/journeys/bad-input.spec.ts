import { expect, test } from '../fixtures';
import {
  cell,
  csv,
  expectAlive,
  expectDone,
  loadCell,
  openData,
  openWorkbench,
  peopleWorkbench,
  profileCell,
  workbenchFile,
  type GivenFile,
} from './actions';

const BINARY = Uint8Array.from([0x12, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0, 1, 2, 3]);
const LATIN1 = Buffer.from('name\nMüller\nCarrère\n', 'latin1');

const BAD_DATA: Readonly<Record<string, { readonly file: GivenFile; readonly says: string | RegExp }>> = {
  'an empty file': { file: csv('', 'bad.csv'), says: 'The file “bad.csv” is empty.' },
  'white space only': { file: csv('\n  \n', 'bad.csv'), says: 'The file “bad.csv” is empty.' },
  'a header only': { file: csv('a,b\n', 'bad.csv'), says: 'has a header (columns: 2) and no rows' },
  'binary data called .csv': { file: csv(BINARY, 'bad.csv'), says: 'The file “bad.csv” is not text' },
};

for (const [name, { file, says }] of Object.entries(BAD_DATA)) {
  test(`${name} is a named failure with what to do, and the page lives on`, async ({ page }) => {
    await page.goto('./');
    await openData(page, file);
    const load = cell(page, 'Load bad.csv');
    await expect(load.getByRole('alert')).toContainText(says, { timeout: 30_000 });
    await expect(load.getByRole('button', { name: 'Choose another file' })).toBeVisible();
    await expect(cell(page, 'Profile bad')).toContainText(/waits for/i);
    await expectAlive(page);
    await expect(load.getByRole('alert')).toContainText(says);
  });
}

test('a row with a field too many is left out, counted and kept with its line', async ({ page }) => {
  await page.goto('./');
  await openData(page, csv('a,b\n1,2\n3,4,5\n', 'bad.csv'));
  await expectDone(page, 'Load bad.csv', '1 × 2');
  const load = cell(page, 'Load bad.csv');
  await expect(load).toContainText('1 row left out');
  await load.getByRole('button', { name: 'Show them' }).click();
  await expect(load).toContainText('3,4,5');
});

test('an encoding is guessed and said; a wrong one is named, and mended in the drawer', async ({ page }) => {
  await page.goto('./');
  await openData(page, csv(LATIN1, 'bad.csv'));
  await expectDone(page, 'Load bad.csv', '2 × 1');
  const load = cell(page, 'Load bad.csv');
  await expect(load).toContainText('it is read as windows-1252');
  await load.getByRole('button', { name: 'bad.csv', exact: true }).click();
  const encoding = load.getByRole('combobox', { name: 'Encoding' }).first();
  await encoding.selectOption('utf-8');
  await expect(load.getByRole('alert')).toContainText('is not written in UTF-8', { timeout: 30_000 });
  await encoding.selectOption('latin-1');
  await expectDone(page, 'Load bad.csv', '2 × 1');
  await expect(load).toContainText('Müller');
});

test('5,000 columns load and are profiled, and the page stays usable', async ({ page }) => {
  test.setTimeout(180_000);
  const names = Array.from({ length: 5000 }, (_, index) => `c${index}`);
  const row = (first: number) => names.map((_, index) => first + index).join(',');
  await page.goto('./');
  await openData(page, csv(`${names.join(',')}\n${row(1)}\n${row(2)}\n`, 'wide.csv'));
  await expectDone(page, 'Load wide.csv', '2 × 5,000');
  await expect(cell(page, 'Profile wide').locator('.meta')).toContainText('5,000 columns', {
    timeout: 120_000,
  });
  await expectAlive(page);
});

test('duplicate, empty and keyword column names load, and what was renamed is said', async ({ page }) => {
  await page.goto('./');
  await openData(page, csv('select,a,a,,group by,"x ""y"""\n1,2,3,4,5,6\n', 'names.csv'));
  await expectDone(page, 'Load names.csv', '1 × 6');
  await expectDone(page, 'Profile names', '6 columns');
  await expect(cell(page, 'Load')).toContainText('select');
  await expect(cell(page, 'Load')).toContainText(/was “a” in the file|was “a”/);
});

test('a reference to a deleted table is named at the cell that holds it', async ({ page }) => {
  await page.goto('./');
  await openWorkbench(page, workbenchFile(peopleWorkbench({ cells: [profileCell('c2', 'people')] })));
  await expect(cell(page, 'Profile people').getByRole('alert')).toContainText(
    'Nothing here is named “people”.',
  );
  await expect(cell(page, 'Profile people').getByRole('alert')).toContainText('Choose another table');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expectAlive(page);
});

test('a circle is named at its cells', async ({ page }) => {
  const circle = [profileCell('c1', 'b', { statistics: 'a' }), profileCell('c2', 'a', { statistics: 'b' })];
  await page.goto('./');
  await openWorkbench(page, workbenchFile(peopleWorkbench({ cells: circle })));
  await expect(page.getByRole('alert')).toHaveCount(2);
  await expect(page.getByRole('alert').first()).toContainText(
    'There is a circle through “Profile b”, “Profile a”.',
  );
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expectAlive(page);
});

test('what could not be opened is said where it is seen, however far the page is scrolled', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await page.goto('./');
  await expectAlive(page);
  await cell(page, 'Profile alive').scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 4000);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300);
  await openData(page, csv('%PDF-1.7\n1 0 obj\n', 'paper.pdf'));
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('paper.pdf');
  await expect(notice.getByRole('button', { name: 'Dismiss' })).toBeInViewport();
  await page.mouse.wheel(0, -200);
  await expect(notice.getByRole('button', { name: 'Dismiss' })).toBeInViewport();
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
});

const wrongTypes = peopleWorkbench({
  cells: [{ ...loadCell('c1', 'people.csv', 'people'), outputs: ['people'] }],
});
const BAD_WORKBENCHES: Readonly<
  Record<string, { readonly file: GivenFile; readonly says: string | RegExp }>
> = {
  'that is not JSON': {
    file: workbenchFile('name,age\nAda,36\n'),
    says: 'This is not a workbench file: it is not JSON.',
  },
  'that is too large': {
    file: workbenchFile(' '.repeat(20_000_001)),
    says: 'The workbench file is too large',
  },
  'of wrong types': {
    file: workbenchFile(wrongTypes),
    says: 'The workbench file is not valid at cells[0].outputs',
  },
  'that is another JSON': { file: workbenchFile([1, 2]), says: 'This JSON is no workbench file' },
  'of a newer format': {
    file: workbenchFile(peopleWorkbench({ version: 99 })),
    says: 'The workbench was written by a newer Sluice',
  },
};

for (const [name, { file, says }] of Object.entries(BAD_WORKBENCHES)) {
  test(`a workbench file ${name} is a named failure, and nothing is lost`, async ({ page }) => {
    await page.goto('./');
    await expectAlive(page);
    await openWorkbench(page, file);
    await expect(page.getByRole('alert')).toContainText(says);
    await page
      .getByRole('button', { name: /^(Dismiss|Close)$/ })
      .first()
      .click();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expectDone(page, 'Load alive.csv', '2 × 2');
  });
}
