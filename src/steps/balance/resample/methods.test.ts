import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { balanceRows, OVERLAP, sizesAfter } from '../../../../headless/trials/resampling';
import { frameRows } from '../../../core/frame';
import { sentenceText } from '../../../core/sentence';
import { METHOD_LINES, METHODS } from './methods';
import { resample, resampleParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const balance = (select: string, params: object = {}) => balanceRows(bench, select, params);

/** The classes of `OVERLAP`, a world apart. */
const APART = OVERLAP.replace('ELSE 2 END', 'ELSE 900 END');

describe('new rows', () => {
  test('Borderline-SMOTE draws only from rows that at least half, but not all, of their neighbours contradict', async () => {
    const { rows, provenance, classes } = await balance(OVERLAP, { method: 'Borderline-SMOTE', m: 6 });
    expect(sizesAfter(classes)).toEqual({ big: 60, small: 60 });
    const parents = new Set(provenance.map(({ parent }) => parent));
    const all = new Set((await balance(OVERLAP)).provenance.map(({ parent }) => parent));
    expect(parents.size).toBeLessThan(all.size);
    expect(rows.slice(84).every(({ y }) => y === 'small')).toBe(true);
  });

  test('towards a row of another class a new row goes less than half way', async () => {
    const params = { method: 'Borderline-SMOTE', border: 'all classes', m: 6 };
    const { rows, provenance } = await balance(OVERLAP, params);
    const foreign = provenance.filter(({ neighbour }) => rows[Number(neighbour) - 1]!.y === 'big');
    expect(foreign.length).toBeGreaterThan(3);
    expect(foreign.every(({ gap }) => Number(gap) < 0.5)).toBe(true);
    expect(provenance.some(({ gap }) => Number(gap) > 0.5)).toBe(true);
  });

  test.each([
    ['Borderline-SMOTE', 'no-danger'],
    ['ADASYN', 'no-foreign'],
  ])('%s makes rows as SMOTE does where it would make none, and says so', async (method, code) => {
    const { classes, codes, rows } = await balance(APART, { method });
    expect([sizesAfter(classes), codes]).toEqual([{ big: 60, small: 60 }, [code]]);
    expect(rows).toEqual((await balance(APART)).rows);
  });

  test('ADASYN makes exactly as many rows as were asked for, more of those with more foreign neighbours', async () => {
    const { classes, provenance, codes } = await balance(OVERLAP, {
      method: 'ADASYN',
      amount: 'ratio',
      ratio: 0.9,
    });
    expect([sizesAfter(classes).small, codes]).toEqual([54, []]);
    const counts = new Map<unknown, number>();
    for (const { parent } of provenance) counts.set(parent, (counts.get(parent) ?? 0) + 1);
    expect(new Set(counts.values()).size).toBeGreaterThan(1);
  });

  test('SMOTE-N votes on every value, and says what new rows are', async () => {
    const select = `SELECT ['u', 'v', 'w'][1 + (i * 7) % 3] AS a, ['k', 'l'][1 + (i * i) % 2] AS b, i % 4 AS n,
      CASE WHEN i < 30 THEN 'big' ELSE 'small' END AS y FROM range(40) AS t(i)`;
    const { rows, provenance } = await balance(select, { method: 'SMOTE-N' });
    const own = rows.slice(30, 40);
    for (const row of rows.slice(40)) {
      for (const name of ['a', 'b', 'n']) expect(own.some((kin) => kin[name] === row[name])).toBe(true);
    }
    expect(new Set(provenance.map(({ origin, neighbour }) => `${origin} ${neighbour}`))).toEqual(
      new Set(['vote null']),
    );
  });

  test('only the rarest class grows where that is asked for', async () => {
    const select = `SELECT i AS x, CASE WHEN i < 20 THEN 'a' WHEN i < 30 THEN 'b' ELSE 'c' END AS y FROM range(36) AS t(i)`;
    expect(sizesAfter((await balance(select, { amount: 'minority' })).classes)).toEqual({
      a: 20,
      b: 10,
      c: 20,
    });
    const cut = { amount: 'minority', method: 'random under' };
    expect(sizesAfter((await balance(select, cut)).classes)).toEqual({ a: 6, b: 10, c: 6 });
  });
});

describe('the pictures', () => {
  test('new rows stand between their parents, and rows left out are marked', async () => {
    const { frames } = await balance(OVERLAP, { method: 'SMOTE and edited neighbours' });
    const dots = frameRows(frames.picture!);
    expect(dots.filter((dot) => dot.is_removed === true).length).toBeGreaterThan(0);
    for (const dot of dots.filter(({ is_new }) => is_new === true)) {
      const [low, high] = [Number(dot.parent_x), Number(dot.neighbour_x)].sort((a, b) => a - b);
      expect(Number(dot.x)).toBeGreaterThan(low! - 0.01);
      expect(Number(dot.x)).toBeLessThan(high! + 0.01);
    }
  });

  test('distributions: shares of one, the column that differs most first, each class weighted as it was made', async () => {
    const { frames } = await balance(OVERLAP);
    const rows = frameRows(frames.distributions!);
    const columns = [...new Set(rows.map(({ column }) => column))];
    expect([...columns].sort()).toEqual(['p', 'q', 'word']);
    const distances = columns.map((name) => Number(rows.find(({ column }) => column === name)?.distance));
    expect([...distances].sort((a, b) => b - a)).toEqual(distances);
    for (const name of columns) {
      const own = rows.filter(({ column }) => column === name);
      for (const part of ['real', 'made'] as const) {
        expect(own.reduce((sum, row) => sum + Number(row[part]), 0)).toBeCloseTo(1, 9);
      }
    }
    // 24 rows of “small”: 8 of each word.
    const real = rows.filter(({ column }) => column === 'word').map((row) => Number(row.real));
    real.forEach((share) => expect(share).toBeCloseTo(1 / 3, 9));
  });

  test('distances: a copy is at none, and both kinds of rows add up to one', async () => {
    const { frames } = await balance(OVERLAP);
    const bins = frameRows(frames.nearness!);
    for (const part of ['real', 'made'] as const) {
      expect(bins.reduce((sum, row) => sum + Number(row[part]), 0)).toBeCloseTo(1, 9);
    }
    const [figures] = frameRows(frames.likeness!);
    expect(figures).toMatchObject({ made_sampled: 36, real_sampled: 24, compared: 3, equal_made: 0 });
    expect(Number(figures?.median_made)).toBeLessThan(Number(figures?.median_real));
    const copies = await balance(`SELECT 1 AS x, i < 12 AS y FROM range(20) AS t(i)`);
    expect(frameRows(copies.frames.likeness!)[0]).toMatchObject({ equal_made: 4, median_made: 0 });
    expect(copies.text).toContain('Of 4 new rows looked at, 4 equal a row of the input.');
    const repeated = await balance(OVERLAP, { method: 'random over' });
    expect(repeated.frames.likeness!.rows).toBe(0);
  });
});

describe('the contract', () => {
  const said = (params: object) =>
    sentenceText(resample, {
      params: resampleParams.parse({ target: 'y', ...params }),
      ...{ inputs: { table: 't' }, outputs: { balanced: 'u' } },
    });

  test('reads as a sentence whatever the method', () => {
    expect(said({})).toBe('Balance t by y with SMOTE until classes are equal → u');
    expect(said({ method: 'random under', amount: 'ratio' })).toBe(
      'Balance t by y with random under until the smallest has 50 % of every class → u',
    );
    expect(said({ method: 'Tomek links' })).toBe(
      'Balance t by y with Tomek links in all classes but the smallest → u',
    );
    expect(said({ method: 'SMOTE and edited neighbours', amount: 'counts', counts: { a: 5 } })).toBe(
      'Balance t by y with SMOTE and edited neighbours until “a” has 5, then cleaning all classes → u',
    );
  });

  test('cells of version 1 mean what they meant', () => {
    const old = {
      target: 'y',
      method: 'random under',
      amount: 'ratio',
      ratio: 0.25,
      k: 3,
      features: ['p'],
      seed: 9,
      rules: 'sluice',
    };
    const upgraded = resample.upgrades?.[0]?.(old) ?? {};
    const params = resampleParams.parse(upgraded);
    expect(params).toMatchObject(old);
    expect(resample.keyParams(params)).toEqual({
      ...{ target: 'y', method: 'random under', amount: 'ratio', ratio: 0.25, seed: 9, rules: 'sluice' },
    });
  });

  test('has a line on when each method helps', () => {
    expect(Object.keys(METHOD_LINES)).toEqual([...METHODS]);
    expect(Object.values(METHOD_LINES).every((line) => line.length > 30 && line.length < 120)).toBe(true);
  });
});
