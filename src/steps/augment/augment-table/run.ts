import { failWith } from '../../../core/failure';
import type { MadeTable, RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteIdentifier } from '../../../core/sql';
import { addedName } from '../../../kernels/columns/fit';
import { dealRows, readGroups } from './amounts';
import { rowChanger } from './change-rows';
import { planColumns } from './columns';
import { countFrames, type Found } from './counts';
import { drawRows } from './draw-again';
import { judgeFidelity } from './fidelity';
import { reportLabels } from './label-report';
import { learnColumns } from './learn';
import { boundNotices, madeNotices, partNotices } from './notices';
import { writeProvenance } from './provenance';
import type { AugmentTableParams } from './step';
import { rowDrawer } from './synthesise';
import { unsafeFrames } from './unsafe-rows';

/** Cells that memory has room for, of real rows and of new ones. */
const MOST_CELLS = 60_000_000;

/**
 * Makes new rows. Columns are read as numbers and codes; kernels say which numbers change and which real row each other value is taken from;
 * the rows themselves are put together in the database.
 */
export async function run(
  context: RunContext,
  params: AugmentTableParams,
  inputs: RunInputs,
): Promise<RunOutput> {
  const table = tableAt(inputs);
  const columns = planColumns(table, params);
  if (table.rows === 0) failWith('rows-none', { because: '' });
  context.progress('reading columns');
  const groups = await readGroups(context, table, columns, params);
  const asked = groups.all.reduce((sum, one) => sum + one.asked, 0);
  const cells = Math.max(asked, table.rows) * columns.length;
  if (cells > MOST_CELLS) failWith('augment-table-too-large', { cells, limit: MOST_CELLS });
  const learnt = await learnColumns(
    context,
    table,
    columns.filter(({ part }) => part !== 'key'),
    params,
  );
  for (const notice of partNotices(table.traits.part)) context.notice(notice);
  for (const notice of madeNotices(columns, learnt, groups, params)) context.notice(notice);
  const maker = params.method === 'synthesise' ? rowDrawer : rowChanger;
  const make = await maker(context, columns, learnt, groups, params);
  const drawn = await drawRows(context, table, columns, dealRows(groups, params.seed), make);
  const { made, kept } = drawn;
  for (const notice of boundNotices(columns, made)) context.notice(notice);
  const found: Found = { ...drawn, table, columns, learnt, groups, params };
  context.progress('appending rows');
  const augmented = await appendRows(context, found);
  context.progress('provenance');
  const start = params.keep ? table.rows : 0;
  const provenance = await writeProvenance(context, table, columns, { made, kept, start, params });
  const report = await reportLabels(context, columns, learnt, { made, kept, groups, seed: params.seed });
  const unsafe = await unsafeFrames(context, { real: table.table, augmented, start }, columns, report.unsafe);
  const fidelity = await judgeFidelity(context, found, augmented, start);
  return {
    artifacts: {
      augmented: { kind: 'table', ...augmented },
      provenance: { kind: 'table', ...provenance },
    },
    frames: { ...countFrames(found, augmented), label_safety: report.frame, ...unsafe, ...fidelity },
    ...(kept.length > 0 && { traits: { augmented: { synthetic: true } } }),
  };
}

/** The real rows, if they are wanted, then the new ones that stayed. */
async function appendRows({ database }: RunContext, found: Found): Promise<MadeTable> {
  const { table, tables, columns, kept, params } = found;
  const hasWeight =
    params.method === 'mixup' && params.partners === 'all classes' && params.softLabel && params.label !== '';
  const names = table.columns.map(({ name }) => name);
  const weight = quoteIdentifier(addedName(`${params.label}_weight`, names));
  const order = await database.createNumbers({
    row: Float64Array.from(kept, (row) => row + 1),
    place: Float64Array.from(kept, (_, place) => place + 1),
    weight: Float64Array.from(kept, (row) => (hasWeight ? labelWeight(found, row) : 1)),
  });
  const originals = names.map(quoteIdentifier);
  const news = columns.map(({ name, alias }) => `m.${alias} AS ${quoteIdentifier(name)}`);
  const withWeight = (values: readonly string[], value: string): string =>
    [...values, ...(hasWeight ? [`${value} AS ${weight}`] : [])].join(', ');
  const composed = tables.map((one) => `FROM ${one.table}`).join(' UNION ALL ');
  const real = `SELECT ${withWeight(originals, '1::DOUBLE')} FROM ${quoteIdentifier(table.table)}`;
  const added = `SELECT ${withWeight(news, 'o.weight')} FROM ${order.table} AS o JOIN (${composed}) AS m ON m.row = o.row ORDER BY o.place`;
  return database.createTable(params.keep ? `${real} UNION ALL (${added})` : added);
}

/** The weight of the label of a mixed row: all of it where both rows have it. */
function labelWeight({ made, groups }: Found, row: number): number {
  return groups.ofRow[made.partners[row]!] === made.groups[row] ? 1 : made.weights[row]!;
}
