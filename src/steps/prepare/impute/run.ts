import type { JsonValue, TableArtifact, TransformValue } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { frameOfRows, type Cell } from '../../../core/frame';
import type { MadeTable, RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import type { Column } from '../../../core/table';
import { unmetFrame } from '../../../core/unmet';
import { transformSelect } from '../../../kernels/impute/transform-select';
import { columnsToImpute, type Fill } from './columns';
import { keepRows, measuredColumns } from './fit-rows';
import { learnFills } from './fit';
import {
  categoriesFrame,
  columnIn,
  columnsFrame,
  countChangedRows,
  histogramsFrame,
  type Outcome,
} from './frames';
import { groupColumns, groupConstants, learnGroups } from './groups';
import { measureColumns, type Figures } from './measure';
import { columnNotices, keptIntegersNotice, neighbourNotices, partNotices } from './notices';
import { findPassedOver, passedOverFrame, passedOverNotices } from './passed-over';
import { impute, ORDERED, type ImputeParams } from './step';

/** Learns what missing cells become, then fills the same table by it, through the same SQL as every other table. */
export async function run(context: RunContext, params: ImputeParams, inputs: RunInputs): Promise<RunOutput> {
  const table = tableAt(inputs);
  const { columns: asked, unmet } = columnsToImpute(table, params);
  context.progress('measuring');
  const measured = await measureColumns(context.database, table.table, asked);
  const figures = measured.filter((one) => !isLeftOut(one, params));
  context.progress('learning');
  const fills = await learnFills(context, table, figures, params);
  const fitted = await fit(context, table, params, figures, fills);
  context.progress('filling');
  const made = await context.database.createTable(await transformSelect(context, fitted.transform, table));
  const outcomes = await outcomesOf(context, made, figures, fills);
  const left = measured.filter((one) => isLeftOut(one, params)).map(({ column }) => column);
  const passedOver = await findPassedOver(context.database, table, params, asked);
  const notices = [
    ...partNotices(table, params),
    ...columnNotices(outcomes),
    ...keptIntegersNotice(left),
    ...passedOverNotices(passedOver, params),
  ];
  for (const notice of notices) context.notice(notice);
  return {
    artifacts: {
      imputed: { kind: 'table', ...made },
      transform: { kind: 'transform', value: fitted.transform },
    },
    frames: {
      ...(await framesOf(context, table, made, { params, outcomes, kept: fitted.kept })),
      passed_over: passedOverFrame(passedOver, Object.keys(impute.frames.passed_over!)),
      unmet: unmetFrame(context, unmet),
    },
  };
}

/** Where no column is named: an integer column that misses nothing, and would become numbers by a mean. */
function isLeftOut({ column, missing }: Figures, { columns, method }: ImputeParams): boolean {
  const widens = method === 'mean' || method === 'neighbours';
  return columns.length === 0 && widens && column.type === 'integer' && missing === 0;
}

/** What the transform keeps beside its constants, for the frame `summary`. */
interface Fitted {
  readonly transform: TransformValue;
  readonly kept: Readonly<Record<string, Cell>>;
}

async function fit(
  context: RunContext,
  table: TableArtifact,
  params: ImputeParams,
  figures: readonly Figures[],
  fills: readonly Fill[],
): Promise<Fitted> {
  const constants = figures.map((one, i) => constantsOf(one, fills[i]!, params));
  const build = (
    method: string,
    own: readonly Readonly<Record<string, JsonValue>>[] = [],
    shared?: Readonly<Record<string, JsonValue>>,
  ): TransformValue => ({
    version: 1,
    method,
    columns: figures.map(({ column }, i) => ({
      name: column.name,
      constants: { ...constants[i], ...own[i] },
    })),
    ...(shared === undefined ? {} : { shared }),
  });
  switch (params.method) {
    case 'group': {
      const by = groupColumns(table, params.groupBy.length > 0 ? params.groupBy : ['']);
      const columns = figures.map(({ column }) => column);
      const groups = await learnGroups(context, table, by, columns);
      const own = fills.map((fill, i) => groupConstants(fill, groups.fills[i]!));
      const shared = { ...namesOf(by), groups: groups.names };
      const kept = { groups: groups.count, kept_values: groups.count * (by.length + columns.length) };
      return { transform: build('impute-groups', own, shared), kept };
    }
    case 'neighbours': {
      const columns = figures.map(({ column }) => column);
      const { columns: by, identifiers } = await measuredColumns(context, table, columns, params);
      const rows = await keepRows(context, table, by);
      for (const notice of neighbourNotices(identifiers, table.rows, by)) context.notice(notice);
      const shared = { k: params.k, measured: by.map(({ name }) => name), rows };
      const kept = { kept_rows: table.rows, kept_values: table.rows * by.length };
      return { transform: build('impute-neighbours', [], shared), kept };
    }
    case 'forward': {
      const order = params.orderBy === '' ? null : requireColumn(table, params.orderBy, ORDERED);
      const shared = {
        ...namesOf(groupColumns(table, params.groupBy)),
        orderBy: order?.name ?? '',
        orderType: order?.type ?? '',
      };
      return { transform: build('impute-forward', [], shared), kept: {} };
    }
    default:
      return { transform: build('impute'), kept: {} };
  }
}

const namesOf = (columns: readonly Column[]): Record<string, JsonValue> => ({
  groupBy: columns.map(({ name }) => name),
  groupTypes: columns.map(({ type }) => type),
});

/** What is kept of a column: its fill, the range of its numbers, and whether it has an indicator. */
function constantsOf(
  { column, missing, min, max }: Figures,
  fill: Fill,
  { columns, method, indicator }: ImputeParams,
): Readonly<Record<string, JsonValue>> {
  const isNumber = column.type === 'integer' || column.type === 'number';
  const hasIndicator = indicator && (columns.length > 0 || missing > 0);
  return {
    by: method,
    type: fill.type,
    value: fill.value,
    ...(isNumber ? { min, max } : {}),
    ...(hasIndicator ? { indicator: true } : {}),
  };
}

async function outcomesOf(
  { database }: RunContext,
  made: MadeTable,
  figures: readonly Figures[],
  fills: readonly Fill[],
): Promise<Outcome[]> {
  const columns = figures.map(({ column }) => columnIn(made, column.name));
  const after = await measureColumns(database, made.table, columns);
  return figures.map((before, i) => ({ before, after: after[i]!, fill: fills[i]! }));
}

/** True where all cells of a column take the same value. */
const hasOneFill = ({ method }: ImputeParams): boolean =>
  !['group', 'neighbours', 'forward'].includes(method);

/** What the frames are made from. */
interface Found {
  readonly params: ImputeParams;
  readonly outcomes: readonly Outcome[];
  readonly kept: Fitted['kept'];
}

async function framesOf(
  { database }: RunContext,
  table: TableArtifact,
  made: MadeTable,
  { params, outcomes, kept }: Found,
): Promise<RunOutput['frames']> {
  const tables = { before: table.table, after: made.table };
  const sum = (of: (one: Outcome) => number): number => outcomes.reduce((total, one) => total + of(one), 0);
  const summary = {
    method: params.method,
    rows: table.rows,
    rows_changed: await countChangedRows(database, table.table, made, outcomes),
    cells: sum(({ before, after }) => before.missing - after.missing),
    left: sum(({ after }) => after.missing),
    ...kept,
  };
  // By neighbours the constant is only what holds where no row is near.
  const isConstant = params.method !== 'neighbours';
  const shown = isConstant
    ? outcomes
    : outcomes.map((one) => ({ ...one, fill: { ...one.fill, value: null } }));
  return {
    columns: columnsFrame(shown),
    histograms: await histogramsFrame(database, tables, outcomes, hasOneFill(params)),
    categories: await categoriesFrame(database, tables, outcomes),
    summary: frameOfRows(Object.keys(impute.frames.summary!), [summary]),
  };
}
