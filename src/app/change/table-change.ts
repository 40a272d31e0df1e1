import type { TableArtifact } from '../../core/artifact';
import type { NumberFormat } from '../../core/number-format';
import type { ColumnType } from '../../core/table';
import { counted, firstOf } from '../../core/words';

/** What is different between the columns of two tables. A renamed column is one removed and one added. */
export interface TableChange {
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly retyped: readonly {
    readonly name: string;
    readonly before: ColumnType;
    readonly after: ColumnType;
  }[];
  /** The columns of both, in the order of the later one. */
  readonly common: readonly string[];
}

type Shape = Pick<TableArtifact, 'rows' | 'columns'>;

/** Compares a table with the one it was made of, by the names and types of their columns. */
export function tableChange(before: Shape, after: Shape): TableChange {
  const types = new Map(before.columns.map(({ name, type }) => [name, type]));
  const names = new Set(after.columns.map(({ name }) => name));
  const retyped = after.columns.flatMap(({ name, type }) => {
    const old = types.get(name);
    return old === undefined || old === type ? [] : [{ name, before: old, after: type }];
  });
  return {
    rowsBefore: before.rows,
    rowsAfter: after.rows,
    added: after.columns.map(({ name }) => name).filter((name) => !types.has(name)),
    removed: before.columns.map(({ name }) => name).filter((name) => !names.has(name)),
    retyped,
    common: after.columns.map(({ name }) => name).filter((name) => types.has(name)),
  };
}

/** The change of the rows in words: "3,563 rows → 5,120 (+1,557)", or that they are as many as before. */
export function rowsText({ rowsBefore, rowsAfter }: TableChange, format: NumberFormat): string {
  const rows = counted(rowsBefore, 'row', format);
  if (rowsAfter === rowsBefore) return `${rows}, as before`;
  const by = Math.abs(rowsAfter - rowsBefore);
  return `${rows} → ${format.count(rowsAfter)} (${rowsAfter > rowsBefore ? '+' : '−'}${format.count(by)})`;
}

/** The size of a table in words, where there is nothing to compare it with. */
export function sizeText(
  { rows, columns }: Pick<TableArtifact, 'rows' | 'columns'>,
  format: NumberFormat,
): string {
  return `${counted(rows, 'row', format)} of ${counted(columns.length, 'column', format)}`;
}

/** What happened to the columns, a piece each: "2 columns added: a, b"; nothing where they are the same. */
export function columnTexts({ added, removed, retyped }: TableChange, format: NumberFormat): string[] {
  const types = retyped.map(({ name, before, after }) => `${name} (${before} → ${after})`);
  return [
    countedList(added, 'added', format),
    countedList(removed, 'removed', format),
    countedList(types, 'of another type', format),
  ].filter((text) => text !== '');
}

/** Columns that a line names before it only counts the rest. */
const LISTED = 6;

function countedList(names: readonly string[], what: string, format: NumberFormat): string {
  if (names.length === 0) return '';
  return `${counted(names.length, 'column', format)} ${what}: ${firstOf(names, LISTED, (rest) => format.count(rest))}`;
}
