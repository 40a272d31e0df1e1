import type { Notice } from '../../../core/contract';
import type { OpenSource, RunContext } from '../../../core/run-context';
import type { Dialect } from './dialect';
import { readCsv } from './read-sql';
import type { LoadParams } from './step';

const NAMED_AT_MOST = 5;

/** The names in the file's header, in order; null for each column where the file has no header line. */
export async function originalNames(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  dialect: Dialect,
): Promise<(string | null)[]> {
  if (!dialect.header) return dialect.columns.map(() => null);
  const asText = dialect.columns.map((_, index) => ({ name: `c${index}`, type: 'VARCHAR' }));
  const first = await context.database.query(
    `SELECT * FROM ${readCsv(source, params, { ...dialect, header: false, columns: asText })} LIMIT 1`,
  );
  return asText.map(({ name }) => {
    const value = first.columns[name]?.[0];
    return value === undefined || value === null ? null : String(value);
  });
}

/** Remarks about columns whose name in the table is not the one in the file. */
export function nameNotices(dialect: Dialect, originals: readonly (string | null)[]): Notice[] {
  if (!dialect.header) return [];
  const changed = dialect.columns.flatMap(({ name }, index) => {
    const original = originals[index] ?? null;
    if (original === name) return [];
    return [
      original === null || original === ''
        ? `column ${index + 1} (without a name) is “${name}”`
        : `“${original}” is “${name}”`,
    ];
  });
  if (changed.length === 0) return [];
  const more = changed.length > NAMED_AT_MOST ? `, and ${changed.length - NAMED_AT_MOST} more` : '';
  const text = `Names that were empty or taken (capitals do not tell names apart) were changed: ${changed.slice(0, NAMED_AT_MOST).join(', ')}${more}.`;
  return [{ code: 'columns-renamed', text }];
}

/** A remark for lines above the table that were left out. */
export function skipNotices(dialect: Dialect): Notice[] {
  if (dialect.skip === 0) return [];
  const lines = dialect.skip === 1 ? 'The first line was' : `The first ${dialect.skip} lines were`;
  return [{ code: 'lines-skipped', text: `${lines} left out: the table begins below.` }];
}

/** A remark for types that were set for columns the file does not have. */
export function typeNotices(dialect: Dialect, types: LoadParams['types']): Notice[] {
  const names = new Set(dialect.columns.map((column) => column.name));
  const unknown = Object.keys(types).filter((name) => !names.has(name));
  if (unknown.length === 0) return [];
  const list = unknown.map((name) => `“${name}”`).join(', ');
  return [{ code: 'types-unused', text: `Types are set for columns that the file does not have: ${list}.` }];
}
