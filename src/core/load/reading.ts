import type { TableArtifact } from '../artifact';
import type { Reading, ReadingInput } from '../contract';
import { counted } from '../words';

/** What a loading step tells of the table it made. */
export interface LoadTold {
  /** How the files hold the table, in words: "sheet “arts”, cells A5:F15". */
  readonly how: string;
  /** Said behind the size: " from 3 files". */
  readonly from?: string;
  /** The sentences that follow; those of the notices where left out. */
  readonly remarks?: readonly string[];
}

/** The reading of a loading step: size, how it was read, what had to be changed; then a profile. */
export function loadReading<Params>(
  { outputs, artifacts, notices, format }: ReadingInput<Params>,
  tell: (table: TableArtifact) => LoadTold,
): Reading {
  const table = artifacts.table;
  if (table?.kind !== 'table') return { text: '', suggestions: [] };
  const { how, from = '', remarks = notices.map(({ text }) => text) } = tell(table);
  const name = outputs.table ?? 'table';
  const size = `${counted(table.rows, 'row', format)} and ${counted(table.columns.length, 'column', format)}`;
  const { sampled } = table.traits;
  const of = sampled?.of ?? null;
  const first = of === null ? 'the first rows' : `the first of ${format.count(of)}`;
  const part = sampled === null ? '' : ` (${first} only, as asked)`;
  return {
    text: [`${size}${from}${part}, ${how}.`, ...remarks].join(' '),
    suggestions: [
      {
        step: 'profile',
        title: `Profile ${name}`,
        reason: 'See what each column holds before anything is built on it.',
        params: {},
        inputs: { table: { output: 'table' } },
      },
    ],
  };
}
