import { requireColumn } from '../../core/column-param';
import { judgedColumn, type JudgedColumn, type JudgedTables } from './read';
import type { ColumnValues } from './values';

/** Rows from which on a column that never repeats is taken for an identifier. */
const ROWS_OF_IDENTIFIER = 20;

/** The columns that are compared, and those of the real table that another lacks. */
export interface ChosenColumns {
  readonly columns: readonly JudgedColumn[];
  readonly leftOut: readonly string[];
}

/** The named columns, or all that the tables share. Throws `column-unknown` for a named one that a table lacks. */
export function chooseColumns(
  { real, synthetic, holdout }: JudgedTables,
  names: readonly string[],
  categories: readonly string[],
): ChosenColumns {
  const tables = [real, synthetic, ...(holdout === null ? [] : [holdout])];
  for (const name of names) for (const table of tables) requireColumn(table, name);
  const isShared = (name: string): boolean =>
    tables.every(({ columns }) => columns.some((column) => column.name === name));
  const wanted = names.length > 0 ? [...new Set(names)] : real.columns.map(({ name }) => name);
  const columns = wanted.filter(isShared).map((name) =>
    judgedColumn(
      name,
      tables.map((table) => requireColumn(table, name)),
      categories.includes(name),
    ),
  );
  return { columns, leftOut: wanted.filter((name) => !isShared(name)) };
}

/**
 * The columns without those that tell every real row apart and are no measured numbers: whole numbers and categories that never repeat
 * in 20 rows or more. Such a column is a name, not a distribution. Named columns all stay.
 */
export function withoutIdentifiers(
  columns: readonly JudgedColumn[],
  values: readonly ColumnValues[],
  isNamed: boolean,
) {
  const isIdentifier = columns.map((column, place) => !isNamed && tellsAllApart(column, values[place]!));
  return {
    columns: columns.filter((_, place) => !isIdentifier[place]),
    values: values.filter((_, place) => !isIdentifier[place]),
    identifiers: columns.filter((_, place) => isIdentifier[place]).map(({ name }) => name),
  };
}

function tellsAllApart({ kind, isWhole }: JudgedColumn, values: ColumnValues): boolean {
  const { real } = values;
  if (real.length < ROWS_OF_IDENTIFIER) return false;
  if (kind === 'date' || kind === 'timestamp' || (kind === 'number' && !isWhole)) return false;
  return new Set(real).size === real.length;
}
