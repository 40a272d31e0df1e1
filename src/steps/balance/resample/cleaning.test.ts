import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { balanceRows, OVERLAP, sizesAfter } from '../../../../headless/trials/resampling';
import { cellAt, type FrameRow } from '../../../core/frame';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const balance = (select: string, params: object = {}) => balanceRows(bench, select, params);

describe('cleaning', () => {
  test('a combination is SMOTE, then the cleaning of all classes on what it made', async () => {
    const smote = await balance(OVERLAP, { seed: 3 });
    for (const [method, alone] of [
      ['SMOTE and Tomek links', 'Tomek links'],
      ['SMOTE and edited neighbours', 'edited neighbours'],
    ]) {
      const both = await balance(OVERLAP, { seed: 3, method });
      const values = smote.rows.map(
        ({ p, q, word, y }) =>
          `(${String(p)}::DOUBLE, ${String(q)}::DOUBLE, '${String(word)}', '${String(y)}')`,
      );
      const cleaned = await balance(`SELECT * FROM (VALUES ${values.join(', ')}) AS t(p, q, word, y)`, {
        ...{ method: alone, losing: 'all' },
      });
      expect(both.rows).toEqual(cleaned.rows);
      expect(both.rows.length).toBeLessThan(smote.rows.length);
      const kept = both.provenance.filter(({ origin }) => origin === 'kept');
      expect(
        kept.every(({ new_row, parent }) => sameRow(both.rows, smote.rows, Number(new_row), Number(parent))),
      ).toBe(true);
      const made = both.provenance.filter(({ origin }) => origin === 'between');
      expect(made.length).toBe(Number(cellAt(both.frames.summary!, 'made', 0)));
      expect(made.length + Number(cellAt(both.frames.summary!, 'cleaned', 0))).toBe(36);
      expect(both.traits?.balanced).toMatchObject({ synthetic: true });
    }
  });

  const sameRow = (some: readonly FrameRow[], all: readonly FrameRow[], at: number, was: number): boolean =>
    JSON.stringify(some[at - 1]) === JSON.stringify(all[was - 1]);

  test('Tomek links: of a pair the row of the larger class goes, or both', async () => {
    const select = `SELECT * FROM (VALUES (0.0, 'a'), (0.1, 'a'), (0.5, 'a'), (0.55, 'b'), (3.0, 'a'), (9.0, 'b'), (9.1, 'b'), (20.0, 'a')) AS t(x, y)`;
    const { rows, text, classes } = await balance(select, { method: 'Tomek links' });
    expect(rows.map(({ x }) => Number(x))).toEqual([0, 0.1, 0.55, 3, 9, 9.1, 20]);
    expect(text).toBe('“a” was cut from 5 to 4 rows. 1 row (12.5 %) was left out, and with it what it says.');
    expect(classes.map(({ asked, removed, made }) => [asked, removed, made])).toEqual([
      [null, 1, 0],
      [null, 0, 0],
    ]);
    const all = await balance(select, { method: 'Tomek links', losing: 'all' });
    expect(all.rows.map(({ x }) => Number(x))).toEqual([0, 0.1, 3, 9, 9.1, 20]);
  });

  test('repeated editing never touches the class that was the rarest, not even where others become as rare', async () => {
    // Two rows of “b” among eighteen of “a”, most of which sit between them.
    const select = `SELECT i AS x, CASE WHEN i IN (9, 12) THEN 'b' ELSE 'a' END AS y FROM range(20) AS t(i)`;
    for (const n of [1, 2, 3, 5, 9]) {
      const { classes } = await balance(select, { method: 'repeated editing', n });
      expect(sizesAfter(classes).b).toBe(2);
      expect(Number(sizesAfter(classes).a)).toBeGreaterThanOrEqual(2);
    }
  });

  test('a class that cleaning would take away altogether is spared, and that is said', async () => {
    const select = `SELECT i AS x, CASE WHEN i % 4 = 0 THEN 'b' ELSE 'a' END AS y FROM range(20) AS t(i)`;
    const { classes, codes } = await balance(select, { method: 'edited neighbours', losing: 'all', n: 1 });
    expect([sizesAfter(classes), codes]).toEqual([
      { a: expect.any(Number) as number, b: 5 },
      ['class-spared'],
    ]);
  });

  test('NearMiss 3 may keep fewer than asked for, which is said', async () => {
    const select = `SELECT CASE WHEN i < 40 THEN i ELSE 100 + i END AS x, CASE WHEN i < 40 THEN 'a' ELSE 'b' END AS y FROM range(50) AS t(i)`;
    const { classes, codes } = await balance(select, { method: 'NearMiss', version: '3' });
    expect([sizesAfter(classes), codes]).toEqual([{ a: 3, b: 10 }, ['other-than-asked']]);
    expect(classes.find((row) => row.class === 'a')?.asked).toBe(10);
  });

  test('rows are kept in their order, and the provenance says where they stood', async () => {
    for (const method of ['NearMiss', 'one-sided selection', 'neighbourhood cleaning', 'all-k editing']) {
      const { rows, provenance } = await balance(OVERLAP, { method });
      const parents = provenance.map(({ parent }) => Number(parent));
      expect([...parents].sort((a, b) => a - b)).toEqual(parents);
      expect(new Set(provenance.map(({ origin }) => origin))).toEqual(new Set(['kept']));
      const original = await bench.rows(OVERLAP);
      expect(rows).toEqual(parents.map((row) => original[row - 1]));
      expect(rows.length).toBeLessThan(84);
    }
  });
});
