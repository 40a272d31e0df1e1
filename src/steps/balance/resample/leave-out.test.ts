import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { frameRows } from '../../../core/frame';
import { resample } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** 160 visits of 40 customers, 24 of them of the class “yes”: ids that repeat, a running number, a comment of its own in each row. */
const VISITS = `SELECT 1000 + i % 40 AS customer_id, i AS row_no, 'said ' || i AS comment, (i * 37) % 50 / 2 AS spent,
  i % 4 + 1 AS number_of_visits, ['north', 'south'][1 + i % 2] AS region, CASE WHEN i % 20 < 3 THEN 'yes' ELSE 'no' END AS y
  FROM range(160) AS t(i)`;

async function balance(select: string, params: object = {}) {
  const result = await bench.tryStep(
    resample,
    { select, traits: { part: 'train' } },
    { target: 'y', ...params },
  );
  return {
    ...result,
    made: result.rows.balanced!.slice(Number(frameRows(result.frames.summary!)[0]!.rows_before)),
    notices: result.notices.map(({ text }) => text).join(' '),
  };
}

describe('columns that tell single things apart', () => {
  test('are no features where none is named, stay empty in new rows, and are told', async () => {
    const { made, notices } = await balance(VISITS);
    expect(made).toHaveLength(112);
    expect(made.every((row) => row.customer_id === null && row.row_no === null && row.comment === null)).toBe(
      true,
    );
    expect(made.every((row) => row.spent !== null && row.number_of_visits !== null)).toBe(true);
    expect(notices).toContain(
      'Left out of what says how near rows are, and empty in new rows: “customer_id”, “row_no”, taken for identifiers; “comment”, with more than 100 different values. Name the features to have them among them.',
    );
  });

  test('are features where they are named, where the setting says so, and as imbalanced-learn has it', async () => {
    const named = await balance(VISITS, { features: ['customer_id', 'spent'] });
    expect(named.made.every(({ customer_id: id }) => Number(id) >= 1000)).toBe(true);
    const asked = await balance(VISITS, { leaveOut: false });
    expect(asked.made.every(({ comment }) => String(comment).startsWith('said'))).toBe(true);
    const numbers = 'SELECT customer_id, spent, y FROM (' + VISITS + ')';
    const compatible = await balance(numbers, { rules: 'imbalanced-learn' });
    expect(compatible.made.every(({ customer_id: id }) => id !== null)).toBe(true);
    expect(compatible.notices).not.toContain('Left out');
  });

  test('stay where there is nothing else, and do not say what cleaning is near to', async () => {
    const alone = await balance(`SELECT row_no, y FROM (${VISITS})`);
    expect(alone.made.every((row) => row.row_no !== null)).toBe(true);
    const cleaned = await balance(VISITS, { method: 'Tomek links' });
    expect(cleaned.notices).toContain('Left out of what says how near rows are: “customer_id”');
  });
});

describe('missing categories', () => {
  /** Of “yes” three segments of eighty are missing. */
  const GAPS = `SELECT sin(i * 12.9) AS x, CASE WHEN i % 27 = 0 THEN NULL ELSE 'a' END AS segment,
    CASE WHEN i < 80 THEN 'yes' ELSE 'no' END AS y FROM range(1080) AS t(i)`;

  test.each(['SMOTE', 'SMOTE-N'])('are as missing in new rows as in their parents: %s', async (method) => {
    const { made, rows } = await balance(GAPS, { method });
    const all = rows.balanced!;
    const missing = made.filter(({ segment }) => segment === null).length / made.length;
    expect(missing).toBeGreaterThan(0.015);
    expect(missing).toBeLessThan(0.075);
    rows.provenance!.forEach(({ new_row: at, parent, neighbour, gap }) => {
      const nearer = gap === null || Number(gap) < 0.5 ? parent : neighbour;
      const isGap = all[Number(nearer) - 1]!.segment === null;
      expect(all[Number(at) - 1]!.segment === null).toBe(isGap);
    });
  });

  test('are voted out where the setting says so', async () => {
    const { made } = await balance(GAPS, { gaps: 'by vote' });
    expect(made.filter(({ segment }) => segment === null)).toHaveLength(0);
  });

  test('are voted on in files of version 2, where nothing was left out', () => {
    expect(resample.upgrades?.[1]?.({ target: 'y' })).toEqual({
      target: 'y',
      leaveOut: false,
      gaps: 'by vote',
    });
  });
});

describe('what was asked and what came of it', () => {
  /** Two classes that overlap. */
  const OVERLAP = `SELECT sin(i * 12.9) + (i % 5) / 10 AS p, sin(i * 78.2) AS q, CASE WHEN i < 60 THEN 'a' ELSE 'b' END AS y
    FROM range(200) AS t(i)`;

  test('cleaning that leaves the goal again says so', async () => {
    const { reading, frames } = await balance(OVERLAP, { method: 'SMOTE and edited neighbours' });
    const [a] = frameRows(frames.classes!);
    expect(a!.asked).toBe(140);
    expect(Number(a!.after)).toBeLessThan(140);
    expect(reading.text).toContain(
      `So the classes are not as asked any more: “a” has ${String(a!.after)} rows instead of 140`,
    );
    expect(reading.text).toContain('the rows of the input that are left stand unchanged before them');
  });

  test('counts that nobody has set yet are no success', async () => {
    const { notices, made } = await balance(OVERLAP, { amount: 'counts' });
    expect(made).toHaveLength(0);
    expect(notices).toMatch(/^No class has a number of rows yet, so none was balanced/);
  });
});
