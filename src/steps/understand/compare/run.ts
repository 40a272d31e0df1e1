import { requireColumn } from '../../../core/column-param';
import { frameOfRows, type Cell, type Frame } from '../../../core/frame';
import {
  areAlike,
  overlapOf,
  overlapRow,
  sharedColumns,
  type Overlap,
  type SharedColumn,
  type TablePair,
} from '../../../core/overlap';
import type { RunContext, RunStep } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { compareColumn, type ComparedColumn } from './compare-columns';
import { FRAMES } from './frame-shapes';
import { personalColumns } from './personal';
import type { CompareParams } from './step';

/** Single columns that are tried as keys where none is named. */
const MOST_KEYS = 5;

/** Compares the columns of two tables one by one, then looks for rows and keys that stand in both. */
export const run: RunStep<CompareParams> = async (context, params, inputs) => {
  const pair: TablePair = [tableAt(inputs), tableAt(inputs, 'beside')];
  for (const name of params.keys) for (const table of pair) requireColumn(table, name);
  const shared = sharedColumns(pair);
  const compared: ComparedColumn[] = [];
  for (const [place, one] of shared.entries()) {
    context.progress(`comparing ${one.column.name}`, place / shared.length);
    compared.push(await compareColumn(context, pair, one));
  }
  context.progress('looking for rows in both');
  const overlaps = await overlapsOf(context, pair, shared, compared, params);
  const personal = await personalColumns(context.database, pair, shared, compared);
  return { artifacts: {}, frames: framesOf(pair, { compared, overlaps, personal }, params) };
};

async function overlapsOf(
  { database }: RunContext,
  pair: TablePair,
  shared: readonly SharedColumn[],
  compared: readonly ComparedColumn[],
  { keys }: CompareParams,
): Promise<Overlap[]> {
  if (shared.length === 0) return [];
  const names = shared.map(({ column }) => column.name);
  const found = [await overlapOf(database, pair, 'rows', names)];
  const asked = keys.length > 0 ? [[...new Set(keys)]] : singleKeys(pair, shared, compared);
  for (const key of asked) {
    if (key.length < names.length) found.push(await overlapOf(database, pair, 'key', key));
  }
  return found;
}

/** Columns that are no measured numbers, nor lists and their like, miss nothing and tell all rows of both tables apart. */
function singleKeys(
  [table, beside]: TablePair,
  shared: readonly SharedColumn[],
  compared: readonly ComparedColumn[],
): string[][] {
  const isKey = ({ column }: SharedColumn, place: number): boolean => {
    const { distinct, distinct_beside: other } = compared[place]?.figures ?? {};
    return (
      column.type !== 'number' &&
      column.type !== 'other' &&
      table.rows > 1 &&
      beside.rows > 0 &&
      distinct === table.rows &&
      other === beside.rows
    );
  };
  return shared
    .filter(isKey)
    .slice(0, MOST_KEYS)
    .map(({ column }) => [column.name]);
}

type Row = Readonly<Record<string, Cell>>;

/** What was found out about two tables. */
interface Findings {
  readonly compared: readonly ComparedColumn[];
  readonly overlaps: readonly Overlap[];
  readonly personal: ReadonlySet<string>;
}

function framesOf(
  pair: TablePair,
  { compared, overlaps, personal }: Findings,
  { distance }: CompareParams,
): Record<string, Frame> {
  const [table, beside] = pair;
  const frame = (name: keyof typeof FRAMES, rows: readonly Row[]): Frame =>
    frameOfRows(Object.keys(FRAMES[name]), rows);
  const summary = {
    rows: table.rows,
    rows_beside: beside.rows,
    shared_columns: compared.length,
    part: table.traits.part,
    part_beside: beside.traits.part,
    distance,
  };
  return {
    tables: frame('tables', [summary]),
    overlap: frame(
      'overlap',
      overlaps.map((overlap, place) => ({ overlap: place + 1, ...overlapRow(overlap, pair) })),
    ),
    examples: frame('examples', overlaps.flatMap(exampleRows)),
    compared: frame('compared', [
      ...compared.map(({ figures }) => ({
        ...figures,
        is_personal: personal.has(String(figures.column)),
        is_different: isDifferent(figures, distance),
      })),
      ...notCompared(pair),
    ]),
    shares: frame(
      'shares',
      compared.flatMap(({ shares }) => shares),
    ),
  };
}

function exampleRows({ columns, examples }: Overlap, place: number): Row[] {
  return examples.flatMap((values, example) =>
    columns.map((column, i) => ({
      overlap: place + 1,
      example: example + 1,
      column,
      value: values[i] ?? null,
    })),
  );
}

function isDifferent({ jensen_shannon: found }: Row, distance: number): boolean {
  return typeof found === 'number' && found > 0 && found >= distance;
}

function notCompared([table, beside]: TablePair): Row[] {
  const other = new Map(beside.columns.map((column) => [column.name, column]));
  const own = new Set(table.columns.map(({ name }) => name));
  return [
    ...table.columns.flatMap((column): Row[] => {
      const found = other.get(column.name);
      if (found !== undefined && areAlike(column, found)) return [];
      const problem = found === undefined ? 'only the first table has it' : 'it is of another kind';
      return [{ column: column.name, type: column.type, type_beside: found?.type ?? null, problem }];
    }),
    ...beside.columns
      .filter(({ name }) => !own.has(name))
      .map(({ name, type }) => ({
        column: name,
        type_beside: type,
        problem: 'only the second table has it',
      })),
  ];
}
