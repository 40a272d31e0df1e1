import type { PatchValue } from '../../src/core/artifact';
import { frameRows } from '../../src/core/frame';
import { numberFormat } from '../../src/core/number-format';
import { contractOf } from '../../src/steps/index';
import { runOf } from '../../src/steps/runs';
import type { SqlBench } from '../step-on-sql';
import { present } from './present';

/** Runs `deduplicate` on a SELECT with the decisions of a cell. */
export async function deduplicated(
  bench: SqlBench,
  select: string,
  given: object,
  patch?: PatchValue | null,
) {
  const contract = present(contractOf('deduplicate'));
  const params = contract.params.parse(given);
  const run = await runOf('deduplicate');
  const table = await bench.makeTable(select);
  const result = await bench.run(
    (context, _, inputs) => run(context, params, inputs, patch ?? undefined),
    table,
  );
  const reading = contract.read({
    ...result,
    params,
    inputs: { table: 'table' },
    outputs: {},
    artifacts: {},
    format: numberFormat('en'),
  });
  const frame = (name: string) => frameRows(present(result.frames[name]));
  return {
    rows: await bench.rowsOf(result.artifacts.deduplicated),
    dropped: await bench.rowsOf(result.artifacts.dropped),
    summary: present(frame('summary')[0]),
    differences: frame('differences'),
    pairs: frame('pairs'),
    cells: frame('cells'),
    decisions: frame('decisions'),
    unmet: frame('unmet'),
    text: reading.text,
    suggestions: reading.suggestions.map(({ step }) => step),
  };
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/** The column `id` of rows. */
export const idsOf = (rows: Rows) => rows.map(({ id }) => id);

/** The places of rows that went, each with that of the row kept for it. */
export const goneOf = (rows: Rows) => rows.map(({ row_number, kept_row }) => [row_number, kept_row]);
