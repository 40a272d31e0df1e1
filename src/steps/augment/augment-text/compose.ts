import type { TableArtifact } from '../../../core/artifact';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { OPERATIONS } from '../../../kernels/augment-text/names';
import { NEW } from './judge-copies';
import type { MadeTexts } from './make-texts';
import type { AugmentTextParams } from './step';

/** The two tables that the step gives. */
export interface Composed {
  readonly augmented: MadeTable;
  readonly provenance: MadeTable;
}

/** Puts the real rows and the new ones together inside the database, and says of each new one where it comes from. */
export async function compose(
  { database }: RunContext,
  table: TableArtifact,
  { parents, made }: MadeTexts,
  verdicts: MadeTable,
  params: AugmentTextParams,
): Promise<Composed> {
  const columns = table.columns.map((column, place) => ({ ...column, alias: `v${place}` }));
  const from = quoteIdentifier(table.table);
  const taken = columns.filter((column) => isTaken(column, params));
  const takenRows =
    taken.length === 0
      ? ''
      : `JOIN (SELECT row_number() OVER () - 1 AS i, ${taken.map(({ name, alias }) => `${quoteIdentifier(name)} AS ${alias}`).join(', ')} FROM ${from}) AS r ON r.i = d.row::BIGINT`;
  const fresh = `FROM ${quoteIdentifier(verdicts.table)} AS d JOIN ${quoteIdentifier(made.table)} AS m ON m.n = d.n`;
  const values = columns.map((column) => {
    const value =
      column.name === params.text
        ? 'm.t'
        : taken.includes(column)
          ? `r.${column.alias}`
          : `NULL::${column.sqlType}`;
    return `${value} AS ${quoteIdentifier(column.name)}`;
  });
  const newRows = `SELECT ${values.join(', ')} ${fresh} ${takenRows} WHERE d.verdict = ${NEW} ORDER BY d.place`;
  const realRows = `SELECT ${columns.map((column) => realValue(column, params)).join(', ')} FROM ${from}`;
  const augmented = await database.createTable(params.keep ? `${realRows} UNION ALL (${newRows})` : newRows);
  const before = params.keep ? table.rows : 0;
  const parent = params.key === '' ? '(d.row::BIGINT + 1)::VARCHAR' : 'p.k';
  const provenance = await database.createTable(
    `SELECT d.place + ${before} AS new_row, d.row::BIGINT + 1 AS parent_row, ${parent} AS parent,
      ${operationName('d.operation')} AS operation, m.parameters, m.seed::BIGINT AS seed
    ${fresh} JOIN ${quoteIdentifier(parents.table)} AS p ON p.row = d.row WHERE d.verdict = ${NEW} ORDER BY d.place`,
  );
  return { augmented, provenance };
}

/** True for columns that a new row takes over from its parent: the label always, the text and the key never. */
function isTaken({ name }: Column, { text, key, label, copy }: AugmentTextParams): boolean {
  if (name === text || name === key) return false;
  return name === label || copy.length === 0 || copy.includes(name);
}

/** Texts that are an enumeration become plain texts: the new ones are not among its words. */
function realValue({ name, sqlType }: Column, { text }: AugmentTextParams): string {
  const value = quoteIdentifier(name);
  return name === text && sqlType !== 'VARCHAR' ? `${value}::VARCHAR AS ${value}` : value;
}

/** SQL of the name of an operation by its number. */
export const operationName = (number: string): string =>
  `[${OPERATIONS.map(quoteLiteral).join(', ')}][${number}::INTEGER + 1]`;
