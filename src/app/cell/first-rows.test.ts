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
