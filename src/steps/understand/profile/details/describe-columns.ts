import type { Frame } from '../../../../core/frame';
import type { RunContext } from '../../../../core/run-context';
import type { ColumnStatistics, Statistics } from '../../../../core/statistics';
import type { ProfileTable } from '../columns';
import { mergeDetails } from './column-details';
import { readEnds } from './ends';
import { framesOfDetails } from './frames';
import { describeNested } from './nested';
import { describeOrdered, type KnownDetails } from './ordered';
import { describeTextColumns } from './texts';

/**
 * What suits each column beyond its statistics: boxes, extreme values and order of numbers and dates; patterns, characters, words
 * and lengths of texts; lengths and elements of lists, fields of structs; first and last values of all. Exact; of numbers all but
 * the ends is `known` from the statistics, dates and texts are read again, with the kernels beside the database.
 */
export async function describeColumns(
  context: RunContext,
  table: ProfileTable,
  statistics: Statistics,
  known: KnownDetails,
): Promise<Record<string, Frame>> {
  const present = statistics.columns.filter(({ count }) => count > 0);
  const texts = present.filter(({ text }) => text !== undefined);
  const ordered = present.filter(({ numbers, dates }) => numbers !== undefined || dates !== undefined);
  const others = present.filter(({ type }) => type === 'other');
  const tick = ticker(context, texts.length + ordered.length);
  const [ofTexts, ofOrdered, ofOthers] = await Promise.all([
    describeTextColumns(context, table, texts, { tick }),
    describeOrdered(context, table, ordered, { known, tick }),
    describeNested(context, table, others),
  ]);
  const ends = await readEnds(context, table, present);
  return framesOfDetails(
    statistics,
    mergeDetails([ends, ofTexts, ofOrdered, ofOthers, withoutValues(statistics)]),
  );
}

/** What is said of columns that have nothing to be described by. */
function withoutValues({ rows, columns }: Statistics): Map<string, { notes: string[] }> {
  const empty = columns.filter(({ count }: ColumnStatistics) => count === 0);
  const note = rows === 0 ? 'The table has no row.' : 'All values are missing.';
  return new Map(empty.map(({ name }) => [name, { notes: [note] }]));
}

function ticker(context: RunContext, total: number): (columns: number) => void {
  let done = 0;
  context.progress('details');
  return (columns) => {
    done += columns;
    context.progress('details', done / Math.max(1, total));
  };
}
