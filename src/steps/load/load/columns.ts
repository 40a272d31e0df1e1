import type { Notice } from '../../../core/contract';
import type { OpenSource, RunContext } from '../../../core/run-context';
import { columnTypeOf } from '../../../core/table';
import { quotedNames } from '../../../core/words';
import { leastSkip, tableText, type Dialect } from './dialect/dialect';
import { headFields } from './dialect/head';
import { readTexts } from './read-sql';
import type { LoadParams } from './params';

const NAMED_AT_MOST = 5;

/** The names in the file's header, in order; null for each column where the file has no header line. */
export async function originalNames(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  dialect: Dialect,
): Promise<(string | null)[]> {
  if (!dialect.header) return dialect.columns.map(() => null);
  const names = dialect.columns.map(({ name }) => name);
  if (dialect.skip === leastSkip(source, dialect.encoding, params) && dialect.comment === '') {
    // Almost always the header stands in the first line as it is: no need to read the file once more.
    const fields = headFields(tableText(source, dialect.encoding, params), dialect.delimiter, dialect.quote);
    if (fields.length === names.length && fields.every((field, index) => field === names[index]))
      return names;
  }
  const asText = dialect.columns.map((_, index) => ({ name: `c${index}`, type: 'VARCHAR' }));
  const first = await context.database.query(
    `SELECT * FROM ${readTexts(source, params, { ...dialect, header: false, columns: asText })} LIMIT 1`,
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

const DATE_PARTS: readonly (readonly [RegExp, string])[] = [
  [/%d/g, 'day'],
  [/%m/g, 'month'],
  [/%[Yy]/g, 'year'],
];

/** A remark for dates that are not written as ISO 8601: which number is taken for the day cannot be seen in the table. */
export function dateNotices({ columns, dateFormat, timestampFormat }: Dialect): Notice[] {
  const types = new Set(columns.map(({ type }) => columnTypeOf(type)));
  const formats = [types.has('date') ? dateFormat : null, types.has('timestamp') ? timestampFormat : null];
  const written = formats.flatMap((format) => (format === null || /^%Y-%m-%d/.test(format) ? [] : [format]));
  if (written.length === 0) return [];
  const words = written.map((format) => {
    const order = DATE_PARTS.reduce((text, [part, word]) => text.replace(part, word), format);
    return `“${order.replace(/[ T]?%.*$/, '')}”`;
  });
  return [{ code: 'dates-read-as', text: `Dates are read as ${[...new Set(words)].join(' and ')}.` }];
}

/** A remark for times that name a zone: they are held, and shown, in UTC. */
export function zoneNotices({ columns }: Dialect): Notice[] {
  const names = columns.filter(({ type }) => type === 'TIMESTAMP WITH TIME ZONE').map(({ name }) => name);
  if (names.length === 0) return [];
  const [are, their] = names.length === 1 ? ['is', 'its'] : ['are', 'their'];
  return [{ code: 'columns-utc', text: `${listNames(names)} ${are} in UTC: ${their} times name a zone.` }];
}

/** Remarks for what was set for columns that the file does not have. */
export function typeNotices(known: ReadonlySet<string>, params: LoadParams): Notice[] {
  const set: readonly (readonly [string, readonly string[]])[] = [
    ['Types are set for', Object.keys(params.types)],
    ['Date formats are set for', Object.keys(params.formats)],
    ['Words for missing are set for', Object.keys(params.missingIn)],
    ['Words for true and false are set for', Object.keys(params.booleans)],
    ['Asked for are', params.columns],
  ];
  return set.flatMap(([what, names]) => {
    const unknown = names.filter((name) => !known.has(name));
    if (unknown.length === 0) return [];
    const list = unknown.map((name) => `“${name}”`).join(', ');
    return [{ code: 'types-unused', text: `${what} columns that the file does not have: ${list}.` }];
  });
}

/** Names a column, or several: “Column “a””, “Columns “a”, “b””, at most five of them. */
export function listNames(names: readonly string[]): string {
  return `${names.length === 1 ? 'Column' : 'Columns'} ${quotedNames(names)}`;
}

/** Remarks about columns whose type, found in the first rows, had to give way to a wider one; not about those `told` of. */
export function widenedNotices(first: Dialect, all: Dialect, told: ReadonlyMap<string, unknown>): Notice[] {
  const firstTypes = new Map(first.columns.map(({ name, type }) => [name, columnTypeOf(type)]));
  const names = new Map<string, string[]>();
  for (const { name, type } of all.columns) {
    const [from, to] = [firstTypes.get(name), columnTypeOf(type)];
    // Text holds everything: where it gave way, the first look at the file had failed.
    if (from === undefined || from === 'text' || from === to || told.has(name)) continue;
    const change = `${to}: values after the first rows did not fit ${from}.`;
    names.set(change, [...(names.get(change) ?? []), name]);
  }
  return [...names].map(([change, changed]) => ({
    code: 'types-widened',
    text: `${listNames(changed)} ${changed.length === 1 ? 'is' : 'are'} ${change}`,
  }));
}
