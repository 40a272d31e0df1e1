import * as z from 'zod';
import { defineStep } from '../../../core/contract';
import { firstOf } from '../../../core/words';
import { unmetShape } from '../../../core/unmet';
import { read } from './reading';

const NAMED_AT_MOST = 3;
const words = z.array(z.string().max(1000)).max(1000);

/** The params of `missing-tokens`: what means missing, in one column or in all of text. */
export const missingTokensParams = z.strictObject({
  tokens: z.record(z.string().max(1000), words).default({}).meta({
    description:
      'What means missing in one column: texts as they stand there, numbers such as -999, dates such as 9999-12-31',
    columnOf: 'table',
  }),
  everywhere: words
    .default([])
    .describe('Texts that mean missing in every text column, with or without spaces around them'),
});

/** The params of `missing-tokens`, complete. */
export type MissingTokensParams = z.output<typeof missingTokensParams>;

/** `missing-tokens`: values that stand for a missing one become missing. */
export const missingTokens = defineStep({
  id: 'missing-tokens',
  version: 1,
  stage: 'prepare',
  title: 'Mark as missing',
  summary: 'Sets cells missing whose value only says that there is none, such as “N/A” or -999.',
  sentence: 'Take {tokens} in {table} for missing → {marked}',
  params: missingTokensParams,
  inputs: { table: { kind: 'table', meaning: 'The table whose cells are looked at' } },
  outputs: { marked: { kind: 'table', meaning: 'The same rows and columns, with those cells missing' } },
  isOneStatement: true,
  frames: {
    cells: {
      column: { type: 'text', meaning: 'Name of the column; null for a text that was met in none' },
      token: { type: 'text', meaning: 'What means missing there' },
      everywhere: { type: 'boolean', meaning: 'True where it was given for every text column' },
      cells: { type: 'integer', meaning: 'Cells that held it, and are missing now' },
    },
    columns: {
      column: { type: 'text', meaning: 'Name of a column that has tokens of its own, or met one' },
      type: { type: 'text', meaning: 'Kind of values' },
      missing_before: { type: 'integer', meaning: 'Cells that were missing' },
      missing_after: { type: 'integer', meaning: 'Cells that are missing now' },
      share_before: { type: 'number', meaning: 'Missing cells of all before; null without any row' },
      share_after: { type: 'number', meaning: 'Missing cells of all now' },
      numbers: {
        type: 'integer',
        meaning: 'Of text: values left that are plain numbers; null for other types',
      },
    },
    summary: {
      rows: { type: 'integer', meaning: 'Rows of the table' },
      cells: { type: 'integer', meaning: 'Cells set missing' },
      text_columns: { type: 'integer', meaning: 'Text columns in which the texts for all were looked for' },
    },
    unmet: unmetShape,
  },
  describe: (params) => ({ tokens: tokensText(params) }),
  keyParams: (params) => params,
  read,
});

/** "N/A everywhere, -999 in age": the tokens in words. */
function tokensText({ tokens, everywhere }: MissingTokensParams): string {
  const shown = (list: readonly string[]): string =>
    firstOf(
      list.map((token) => (token.trim() === '' ? '“”' : token)),
      NAMED_AT_MOST,
    );
  const own = Object.entries(tokens)
    .filter(([, list]) => list.length > 0)
    .map(([column, list]) => `${shown(list)} in ${column}`);
  const all = everywhere.length === 0 ? [] : [`${shown(everywhere)} in all text`];
  return firstOf([...all, ...own], NAMED_AT_MOST) || '…';
}
