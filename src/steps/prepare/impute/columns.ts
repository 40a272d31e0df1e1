import type { TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import type { RunContext } from '../../../core/run-context';
import { cellAt } from '../../../core/frame';
import { quoteLiteral } from '../../../core/sql';
import type { Column, ColumnType } from '../../../core/table';
import { columnsThatFit, unmetText, type Unmet } from '../../../core/unmet';
import { IMPUTABLE, type ImputeParams, type Method } from './step';

/** The types of column that a method can fill. */
export function typesOf(method: Method): readonly ColumnType[] {
  switch (method) {
    case 'mean':
    case 'neighbours':
      return ['integer', 'number'];
    case 'median':
      return ['integer', 'number', 'date', 'timestamp'];
    case 'mode':
    case 'constant':
    case 'group':
    case 'forward':
      return IMPUTABLE;
    default:
      return method satisfies never;
  }
}

/** Columns, and what else the params name. */
export interface Asked {
  readonly columns: readonly Column[];
  readonly unmet: readonly Unmet[];
}

/**
 * The columns that the params name, or all that the method can fill but those that it groups or orders by. Throws `nothing-fits`
 * where none of those named can be filled: there would be nothing to learn.
 */
export function columnsToImpute(table: TableArtifact, params: ImputeParams): Asked {
  const types = params.method === 'constant' ? typesOfValue(params.value) : typesOf(params.method);
  if (params.columns.length > 0) {
    const asked = columnsThatFit(table, params.columns, typesOf(params.method));
    return asked.columns.length > 0 ? asked : failWith('nothing-fits', { unmet: unmetText(asked.unmet) });
  }
  const taken = new Set(keysOf(params));
  const columns = table.columns.filter(({ name, type }) => types.includes(type) && !taken.has(name));
  return columns.length > 0
    ? { columns, unmet: [] }
    : failWith('columns-none-fit', { verb: 'impute', types: types.join(' or ') });
}

/** The columns that a method groups or orders by: they are read and, unless they are named, not filled. */
function keysOf({ method, groupBy, orderBy }: ImputeParams): string[] {
  if (method === 'group') return groupBy;
  return method === 'forward' ? [...groupBy, orderBy] : [];
}

/** The types of column that a constant is for, by what it looks like. */
function typesOfValue(value: string): readonly ColumnType[] {
  if (isNumber(value)) return ['integer', 'number'];
  if (/^(true|false)$/i.test(value)) return ['boolean'];
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return ['date', 'timestamp'];
  return /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/.test(value) ? ['timestamp'] : ['text'];
}

const isNumber = (value: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.trim());

/** What fills the cells of a column: a kind of value, and the value itself; null where nothing was learned. */
export interface Fill {
  readonly type: ColumnType;
  readonly value: string | number | null;
}

/** A constant in the kind of a column. Throws `value-not-of-type` where it is none of that kind. */
export async function constantFor(context: RunContext, column: Column, value: string): Promise<Fill> {
  const { type } = column;
  if (type === 'text') return { type, value };
  if (type === 'integer' || type === 'number') {
    const text = value.trim();
    if (isNumber(text) && Number.isFinite(Number(text))) return numberFill(type, text.replace(/^\+/, ''));
  } else {
    const cast = `TRY_CAST(${quoteLiteral(value.trim())} AS ${column.sqlType})::VARCHAR`;
    const known = cellAt(await context.database.query(`SELECT ${cast} AS v`), 'v', 0);
    if (typeof known === 'string') return { type, value: known };
  }
  return failWith('value-not-of-type', { value, column: column.name, type });
}

/** A number as a fill: digits alone are an integer, written out where it is beyond 2^53. A column of numbers takes numbers. */
export function numberFill(type: ColumnType, text: string): Fill {
  const isInteger = type === 'integer' && /^-?\d{1,38}$/.test(text);
  const value = Number(text);
  if (!isInteger) return { type: 'number', value };
  return { type: 'integer', value: Number.isSafeInteger(value) ? value : text };
}
