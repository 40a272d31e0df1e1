import { expect, it } from 'vitest';
import { plainTraits, type TableArtifact } from '../../core/artifact';
import { firstTable } from './first-rows';

const table = (columns: number): TableArtifact => ({
  kind: 'table',
  key: 'k',
  traits: plainTraits,
  table: 't',
  rows: 9,
  columns: Array.from({ length: columns }, (_, i) => ({ name: `c${i}`, type: 'integer', sqlType: 'BIGINT' })),
});
const transform = {
  kind: 'transform',
  key: 'f',
  traits: plainTraits,
  value: { version: 1, method: 'm', columns: [] },
} as const;

it('the first rows are those of the one table that a step makes', () => {
  const prepare = { stage: 'prepare' } as const;
  expect(firstTable(prepare, { scaled: table(3), transform })).toMatchObject({
    slot: 'scaled',
    columns: { length: 3 },
  });
  expect(firstTable(prepare, { result: table(500) })?.columns).toHaveLength(24);
  expect(firstTable(prepare, { train: table(1), test: table(1) })).toBeNull();
  expect(firstTable({ stage: 'load' }, { table: table(1) })).toBeNull();
});

it('the columns that a cell names are in sight, unless they are most of the table', () => {
  const names = (meant: string[], columns = 30) =>
    firstTable({ stage: 'prepare' }, { parsed: table(columns) }, meant);
  expect(names(['c27', 'c4'])).toMatchObject({ isReordered: true, columns: { length: 24 } });
  expect(
    names(['c27', 'c4'])
      ?.columns.slice(0, 3)
      .map(({ name }) => name),
  ).toEqual(['c4', 'c27', 'c0']);
  expect(names(['c0'])?.isReordered).toBe(false);
  expect(names(['c1', 'c2'], 3)?.columns.map(({ name }) => name)).toEqual(['c0', 'c1', 'c2']);
  expect(names(['gone'])?.isReordered).toBe(false);
});
