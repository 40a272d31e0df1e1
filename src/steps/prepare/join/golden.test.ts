import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import { frameRows, type Cell } from '../../../core/frame';
import { quoteLiteral } from '../../../core/sql';
import golden from './fixtures/golden.json';
import { join, type JoinParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const joinTables = (left: string, right: string, options: Partial<JoinParams>) =>
  bench.tryOnTables(join, { left: { select: left }, right: { select: right } }, options);
const rowsOf = ({ rows }: StepTrial) => rows.joined!;
const sidesOf = ({ frames }: StepTrial) => frameRows(frames.sides!);

const literal = (cell: Cell) =>
  cell === null ? 'NULL' : typeof cell === 'string' ? quoteLiteral(cell) : String(cell);
const valuesSelect = (rows: readonly (readonly Cell[])[], names: string) =>
  `SELECT * FROM (VALUES ${rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ')}) AS t(${names})`;

describe('rows that meet are those of pandas', () => {
  const left = valuesSelect(golden.left, 'i, word, number, "at"');
  const right = valuesSelect(golden.right, 'j, word, number, "at"');
  const pairsOf = (result: StepTrial) => rowsOf(result).map(({ i, j }) => [i, j]);

  test.each(golden.equal)('$kind by $keys', async ({ kind, keys, pairs }) => {
    const result = await joinTables(left, right, { kind: kind as JoinParams['kind'], keys });
    expect(pairsOf(result)).toEqual(pairs);
    const met = pairs.filter(([i, j]) => i !== null && j !== null);
    if (kind !== 'full') return;
    expect(sidesOf(result).map(({ matched }) => matched)).toEqual([
      new Set(met.map(([i]) => i)).size,
      new Set(met.map(([, j]) => j)).size,
    ]);
    expect(frameRows(result.frames.summary!)[0]!.pairs).toBe(met.length);
  });

  test.each(golden.equal.filter(({ kind }) => kind === 'inner'))(
    'semi and anti by $keys divide the left table',
    async ({ keys, pairs }) => {
      const matched = [...new Set(pairs.map(([i]) => i))];
      const semi = await joinTables(left, right, { kind: 'semi', keys });
      const anti = await joinTables(left, right, { kind: 'anti', keys });
      expect(rowsOf(semi).map(({ i }) => i)).toEqual(matched);
      expect(rowsOf(anti).map(({ i }) => i)).toEqual(
        golden.left.map(([i]) => i).filter((i) => !matched.includes(i as number)),
      );
      expect(Object.keys(rowsOf(semi)[0]!)).toEqual(['i', 'word', 'number', 'at']);
    },
  );

  test.each(golden.as_of)(
    'as-of by $keys, tolerance $tolerance, same time $sameTime',
    async ({ keys, tolerance, sameTime, pairs }) => {
      const result = await joinTables(left, right, { kind: 'as-of', keys, time: 'at', tolerance, sameTime });
      expect(pairsOf(result)).toEqual(pairs);
      expect(sidesOf(result)[0]!.matched).toBe(pairs.filter(([, j]) => j !== null).length);
    },
  );
});
