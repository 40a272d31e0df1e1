import type { TableArtifact } from '../../../core/artifact';
import type { Notice } from '../../../core/contract';
import { cellAt, frameOfRows, type Frame } from '../../../core/frame';
import type { Database } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { counted, firstOf } from '../../../core/words';
import { numberFormat } from '../../../core/number-format';
import type { Column, ColumnType } from '../../../core/table';
import { IMPUTABLE, methodText, type ImputeParams, type Method } from './step';

/** A column that misses values and that the method cannot fill. */
export interface PassedOver {
  readonly column: Column;
  readonly missing: number;
}

/** Methods that pass over nothing but what they group or order by. */
const FOR_EVERY_TYPE: readonly Method[] = ['mode', 'group', 'forward'];
const COLUMNS_PER_STATEMENT = 200;
const NAMED = 4;
const format = numberFormat('en');

/**
 * The columns that were passed over where none was named, since the method is not for their type, although they miss values.
 * Counts nulls: a type that could hold NaN is filled by every method.
 */
export async function findPassedOver(
  database: Database,
  table: TableArtifact,
  { columns: named, method }: ImputeParams,
  filled: readonly Column[],
): Promise<PassedOver[]> {
  if (FOR_EVERY_TYPE.includes(method)) return [];
  const types: readonly ColumnType[] = IMPUTABLE;
  const names = new Set(filled.map(({ name }) => name));
  const others = table.columns.filter(({ name, type }) => !names.has(name) && types.includes(type));
  if (named.length > 0 || others.length === 0) return [];
  const found: PassedOver[] = [];
  for (let start = 0; start < others.length; start += COLUMNS_PER_STATEMENT) {
    const some = others.slice(start, start + COLUMNS_PER_STATEMENT);
    const counts = some.map(({ name }, i) => `count(*) - count(${quoteIdentifier(name)}) AS n${i}`);
    const frame = await database.query(`SELECT ${counts.join(', ')} FROM ${quoteIdentifier(table.table)}`);
    found.push(...some.map((column, i) => ({ column, missing: Number(cellAt(frame, `n${i}`, 0)) })));
  }
  return found.filter(({ missing }) => missing > 0);
}

/** The frame `passed_over`. */
export function passedOverFrame(found: readonly PassedOver[], names: readonly string[]): Frame {
  return frameOfRows(
    names,
    found.map(({ column, missing }) => ({ column: column.name, type: column.type, missing })),
  );
}

/** Says which columns still lack values, and why. */
export function passedOverNotices(found: readonly PassedOver[], params: ImputeParams): Notice[] {
  if (found.length === 0) return [];
  const columns = firstOf(
    found.map(({ column, missing }) => `“${column.name}” (${format.count(missing)})`),
    NAMED,
  );
  const verb = found.length === 1 ? 'still misses values' : 'still miss values';
  const text = `${counted(found.length, 'column', format)} ${verb}, since ${methodText(params)} is not for ${typesText(found)}: ${columns}.`;
  return [{ code: 'columns-passed-over', text, isWarning: true }];
}

function typesText(found: readonly PassedOver[]): string {
  return [...new Set(found.map(({ column }) => TYPE_WORDS[column.type] ?? column.type))].join(' and ');
}

const TYPE_WORDS: Readonly<Partial<Record<Column['type'], string>>> = {
  boolean: 'truths',
  date: 'dates',
  integer: 'whole numbers',
  number: 'numbers',
  text: 'text',
  timestamp: 'times',
};
