import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { frameRows } from '../../../core/frame';
import { METHODS } from './methods';
import { augmentTable } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

async function augment(select: string, params: object = {}, part: string | null = 'train') {
  const { rows, ...result } = await bench.tryStep(augmentTable, { select, traits: { part } }, params);
  const { augmented } = result.artifacts;
  const frame = (name: string) => frameRows(result.frames[name]!);
  return {
    ...result,
    rows: rows.augmented!,
    provenance: rows.provenance!,
    names: augmented?.kind === 'table' ? augmented.columns.map(({ name }) => name) : [],
    types: augmented?.kind === 'table' ? augmented.columns.map(({ sqlType }) => sqlType) : [],
    classes: frame('classes').map(({ class: label, asked, made }) => [label, asked, made]),
    summary: frame('summary')[0]!,
    columns: frame('columns'),
    codes: result.notices.map(({ code }) => code),
    text: result.reading.text,
  };
}

/** 60 rows of “good”, 20 of “bad”; numbers, a date, a category and a name for each row. */
const LOANS = `SELECT 'row ' || i AS id, round(sin(i * 1.7) * 40, 2) AS x, (i * 7919) % 101 AS n, DATE '2020-01-01' + ((i * 37) % 900)::INTEGER AS day,
  ['rent', 'own', 'parents'][1 + (i * i) % 3] AS home, CASE WHEN i < 60 THEN 'good' ELSE 'bad' END AS y FROM range(80) AS t(i)`;
const LABELLED = { label: 'y', key: 'id' };

describe('new rows', () => {
  test('stand behind the real ones, one for each, without a key, and provenance names their parents by it', async () => {
    const { rows, provenance, summary, traits, classes, text } = await augment(LOANS, LABELLED);
    expect(rows.slice(0, 80)).toEqual(await bench.rows(LOANS));
    expect(summary).toMatchObject({ rows_before: 80, asked: 80, made: 80, rows_after: 160, part: 'train' });
    expect(classes).toEqual([
      ['bad', 20, 20],
      ['good', 60, 60],
    ]);
    expect(rows.slice(80).every(({ id }) => id === null)).toBe(true);
    expect(provenance[0]).toMatchObject({
      new_row: 81,
      parent_row: 61,
      parent: 'row 60',
      operation: 'jitter and swap',
      seed: 0,
    });
    expect(
      provenance.every(
        ({ new_row: at, parent_row: parent }) => rows[Number(at) - 1]!.y === rows[Number(parent) - 1]!.y,
      ),
    ).toBe(true);
    expect(traits).toEqual({ augmented: { synthetic: true } });
    expect(text).toMatch(
      /^80 new rows, each a real row with its numbers moved and some categories swapped; the 80 real rows stand unchanged before them\. The nearest real rows have the label of a new row in /,
    );
  });

  test('are made for the classes chosen, by counts, and alone where real rows are not kept', async () => {
    expect((await augment(LOANS, { ...LABELLED, classes: ['bad'], times: 2.5 })).classes).toEqual([
      ['bad', 50, 50],
      ['good', 0, 0],
    ]);
    const { rows, classes, provenance } = await augment(LOANS, {
      ...LABELLED,
      ...{ amount: 'counts', counts: { good: 7, bad: 3 }, keep: false },
    });
    expect(classes).toEqual([
      ['bad', 3, 3],
      ['good', 7, 7],
    ]);
    expect(rows).toHaveLength(10);
    expect(provenance.map((row) => row.new_row)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('that equal a real row or one another are drawn again, and what is missing is counted', async () => {
    const { summary, rows, text } = await augment(`SELECT i % 2 AS a, i % 3 AS b FROM range(12) AS t(i)`, {
      ...{ method: 'synthesise', minLeaf: 12, times: 5 },
    });
    expect(summary).toMatchObject({ asked: 60, made: 0, copies: 60, repeats: 0 });
    expect(rows).toHaveLength(12);
    expect(text).toContain(
      'No new row was made. In place of copies 600 other rows were drawn. 60 rows were asked for: 60 to the last draw equalled a real row.',
    );
    const repeated = await augment(`SELECT 1 AS a, 'u' AS b UNION ALL SELECT 2, 'v'`, {
      method: 'synthesise',
      times: 50,
    });
    // Of two rows drawn column by column there are two new pairs.
    expect(repeated.summary).toMatchObject({ asked: 100, made: 2 });
    expect(Number(repeated.summary.repeats)).toBeGreaterThan(30);
    // A swap in one of ten rows: ten more draws leave 0.9 ^ 11 of them without one.
    const swapped = await augment(LOANS, { ...LABELLED, method: 'swap', columns: ['home'], times: 1 });
    expect(Number(swapped.summary.made)).toBeGreaterThan(40);
    expect(Number(swapped.summary.redrawn)).toBeGreaterThan(300);
    expect(swapped.provenance.map((row) => row.new_row)).toEqual(
      Array.from({ length: Number(swapped.summary.made) }, (_, n) => 81 + n),
    );
    const parents = swapped.provenance.map((row) => Number(row.parent_row));
    expect(parents.filter((row) => row > 60)).toEqual(
      [...parents].slice(0, parents.filter((row) => row > 60).length),
    );
    expect(swapped.text).toMatch(/In place of copies [\d,]+ other rows were drawn\./);
  });

  test('change only the columns chosen', async () => {
    const { rows, provenance, columns } = await augment(LOANS, { ...LABELLED, columns: ['n'], strength: 1 });
    for (const { new_row: at, parent_row: parent } of provenance) {
      const [made, own] = [rows[Number(at) - 1]!, rows[Number(parent) - 1]!];
      expect([made.x, made.day, made.home]).toEqual([own.x, own.day, own.home]);
    }
    expect(columns.map(({ treatment }) => treatment)).toEqual([
      'key',
      'kept',
      'moved',
      'kept',
      'kept',
      'label',
    ]);
  });

  test('mixed across classes have the label of the parent, and its weight in a column where asked', async () => {
    const { names, rows, provenance } = await augment(LOANS, {
      ...LABELLED,
      ...{ method: 'mixup', partners: 'all classes', softLabel: true, alpha: 1 },
    });
    expect(names.at(-1)).toBe('y_weight');
    expect(rows.slice(0, 80).every(({ y_weight: weight }) => weight === 1)).toBe(true);
    let mixed = 0;
    for (const { new_row: at, parent_row: parent, parameters } of provenance) {
      const { partner, weight } = JSON.parse(String(parameters)) as { partner: number; weight: number };
      const made = rows[Number(at) - 1]!;
      expect(made.y).toBe(rows[Number(parent) - 1]!.y);
      const isAcross = rows[partner - 1]!.y !== made.y;
      expect(made.y_weight).toBe(isAcross ? weight : 1);
      if (isAcross) mixed += 1;
    }
    expect(mixed).toBeGreaterThan(15);
  });
});

test('the interquartile range is the unit of noise where it is asked for, untouched by outliers', async () => {
  const select = `SELECT CASE WHEN i = 0 THEN 1e6 ELSE i::DOUBLE END AS x FROM range(101) AS t(i)`;
  const { columns } = await augment(select, { method: 'jitter', spread: 'interquartile range' });
  // numpy.percentile([1e6, 1, 2, …, 100], [25, 75]) gives 26 and 76.
  expect(columns[0]!.spread).toBe(50);
  expect(Number((await augment(select, { method: 'jitter' })).columns[0]!.spread)).toBeGreaterThan(90_000);
});

test('every type stays as it is: values are taken over to the last digit, numbers keep their grain', async () => {
  const select = `SELECT (i % 100)::TINYINT AS t, 9223372036854775807 - (i % 3) AS g, (i * 0.01 - 9.99)::DECIMAL(6, 2) AS d, (i % 7)::FLOAT / 4 AS f,
    TIMESTAMP '2024-01-01' + INTERVAL (i) HOUR AS at, i % 2 = 0 AS flag, [i] AS list, (i::HUGEINT << 100) AS huge, TIME '10:00' AS "time" FROM range(40) AS r(i)`;
  for (const method of METHODS) {
    const { types, rows } = await augment(select, { method, strength: 1, swap: 0.9 });
    expect(types.join(' ').replace(', ', ',')).toBe(
      'TINYINT BIGINT DECIMAL(6,2) FLOAT TIMESTAMP BOOLEAN BIGINT[] HUGEINT TIME',
    );
    expect(rows.length).toBeGreaterThan(60);
    const known = new Set(rows.slice(0, 40).map(({ g }) => g));
    expect(rows.slice(40).every(({ g, at }) => known.has(g) && String(at).endsWith(':00:00'))).toBe(true);
  }
}, 120_000);

test('a table that is not a training part is augmented with a warning', async () => {
  const codeOf = async (part: string | null) => (await augment(LOANS, LABELLED, part)).codes;
  expect(await codeOf(null)).toEqual(['not-split']);
  expect(await codeOf('test')).toEqual(['judging-part']);
  expect(await codeOf('fold 2')).toEqual(['part-unknown']);
  expect(await codeOf('train')).toEqual([]);
});

test('labels of noisy rows are called less safe, and the least safe ones are shown beside parent and neighbour', async () => {
  // Two classes apart in x; noise of three spreads carries rows across.
  const select = `SELECT CASE WHEN i % 2 = 0 THEN 10 ELSE 0 END + (i * 7919 % 100) / 100 AS x, i % 2 = 0 AS y FROM range(400) AS t(i)`;
  const calm = await augment(select, { label: 'y', strength: 0.01 });
  const wild = await augment(select, { label: 'y', strength: 3 });
  const agreementOf = ({ frames }: typeof calm) => Number(frameRows(frames.label_safety!)[0]!.made_agreement);
  expect(agreementOf(calm)).toBeGreaterThan(0.99);
  expect(agreementOf(wild)).toBeLessThan(0.9);
  expect(wild.text).toContain('less safe than real ones');
  const [first] = frameRows(wild.frames.unsafe!);
  expect(first!.agreement).toBe(0);
  const values = frameRows(wild.frames.unsafe_values!).filter((row) => row.new_row === first!.new_row);
  expect(values.map(({ column, made }) => [column, Number(made)])).toEqual([
    ['x', wild.rows[Number(first!.new_row) - 1]!.x],
  ]);
  expect(calm.frames.unsafe!.rows).toBe(0);
});

test('new rows are judged beside the real ones of their classes, and spoken of by their places in both tables', async () => {
  const { rows, frames, text } = await augment(LOANS, {
    ...LABELLED,
    method: 'synthesise',
    classes: ['bad'],
    times: 2,
  });
  const [whole] = frameRows(frames.fidelity!);
  expect(whole).toMatchObject({ real_rows: 20, columns: 5 });
  expect(whole!.synthetic_rows).toBe(rows.length - 80);
  const closest = frameRows(frames.fidelity_closest!);
  expect(closest.length).toBeGreaterThan(0);
  for (const { synthetic_row: made, real_row: real, column, synthetic, real: own } of closest) {
    expect(Number(made)).toBeGreaterThan(80);
    expect(rows[Number(real) - 1]!.y).toBe('bad');
    if (column !== 'home') continue;
    expect([rows[Number(made) - 1]!.home, rows[Number(real) - 1]!.home]).toEqual([synthetic, own]);
  }
  expect(text).toMatch(/The quality of \d+ synthetic rows is /);
});

test('noise that carries a column to its bounds lowers its score', async () => {
  const select = `SELECT CASE WHEN i % 2 = 0 THEN 0 ELSE sin(i) * sin(i) * 100 END AS debt, i % 5 AS n FROM range(300) AS t(i)`;
  const scoreOf = async (strength: number) => {
    const { frames, codes } = await augment(select, { method: 'jitter', strength });
    return { score: Number(frameRows(frames.fidelity_columns!)[0]!.score), codes };
  };
  const [calm, wild] = [await scoreOf(0.001), await scoreOf(2)];
  expect(calm.score).toBeGreaterThan(wild.score);
  expect(wild.codes).toEqual(['no-label', 'bounds-often']);
});
