import { cellAt, type Frame } from '../../../../core/frame';
import { maskReason } from '../../../../core/masking';
import { namesIdentifier, readAsIdentifiers } from '../../../../core/meaning/identifier-name';
import { personalMeanings, type KnownColumn } from '../../../../core/meaning/personal';
import type { Database } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { Column } from '../../../../core/table';

/** Frequent values of a column of text that the rule looks at. */
const LOOKED_AT = 20;
/** Different values from which a name or the values may speak for an identifier, as in a profile. */
const LEAST_IDENTIFIERS = 20;
/** The sketch that counts different values errs by less than this share. */
const ERROR = 0.2;

/**
 * Names of the columns whose values are hidden at first, by the rule of a profile. Different values are counted by a sketch, about
 * 0.01 s per million rows and column, and exactly only where they may all be different.
 */
export async function maskedColumns(
  database: Database,
  { table, rows }: { readonly table: string; readonly rows: number },
  columns: readonly Column[],
): Promise<ReadonlySet<string>> {
  if (columns.length === 0 || rows === 0) return new Set();
  const from = quoteIdentifier(table);
  const known = await knownColumns(database, from, rows, columns);
  const meanings = await personalMeanings(database, known);
  const isMasked = (one: KnownColumn): boolean =>
    maskReason({
      ...{ name: one.column, type: one.type, rows, count: one.count, distinct: one.distinct },
      ...{ values: one.values, meaning: meanings.get(one.column) ?? null, isIdentifier: isIdentifier(one) },
    }) !== null;
  return new Set(known.filter(isMasked).map(({ column }) => column));
}

/** As a profile tells a repeated identifier. */
function isIdentifier({ column, type, count, distinct, values }: KnownColumn): boolean {
  if ((type !== 'integer' && type !== 'text') || distinct === null) return false;
  const repeats = distinct >= LEAST_IDENTIFIERS && distinct < count;
  return repeats && (namesIdentifier(column) || (type === 'text' && readAsIdentifiers(values)));
}

async function knownColumns(
  database: Database,
  from: string,
  rows: number,
  columns: readonly Column[],
): Promise<KnownColumn[]> {
  const counts = columns.map(({ name }, place) => {
    const value = quoteIdentifier(name);
    return `count(${value})::DOUBLE AS n${place}, approx_count_distinct(${value})::DOUBLE AS d${place}`;
  });
  const counted = await database.query(`SELECT ${counts.join(', ')} FROM ${from}`);
  const figure = (name: string, place: number): number => Number(cellAt(counted, `${name}${place}`, 0));
  const places = columns.map((_, place) => place);
  const mayBeUnique = places.filter((place) => figure('d', place) >= figure('n', place) * (1 - ERROR));
  const exact = await countExactly(database, from, columns, mayBeUnique);
  const frequent = await frequentValues(database, from, columns);
  return columns.map((column, place) => ({
    ...{ column: column.name, type: column.type, rows, min: null, max: null },
    count: figure('n', place),
    distinct: exact.get(place) ?? figure('d', place),
    values: frequent.get(place) ?? [],
  }));
}

async function countExactly(
  database: Database,
  from: string,
  columns: readonly Column[],
  places: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (places.length === 0) return new Map();
  const counts = places.map(
    (place) => `count(DISTINCT ${quoteIdentifier(columns[place]!.name)})::DOUBLE AS d${place}`,
  );
  const frame = await database.query(`SELECT ${counts.join(', ')} FROM ${from}`);
  return new Map(places.map((place) => [place, Number(cellAt(frame, `d${place}`, 0))]));
}

/** The most frequent values of the columns of text, by place. */
async function frequentValues(
  database: Database,
  from: string,
  columns: readonly Column[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const places = columns.flatMap(({ type }, place) => (type === 'text' ? [place] : []));
  if (places.length === 0) return new Map();
  const lists = places.map(
    (place) =>
      `unnest(approx_top_k(${quoteIdentifier(columns[place]!.name)}::VARCHAR, ${LOOKED_AT})) AS v${place}`,
  );
  const frame = await database.query(`SELECT ${lists.join(', ')} FROM ${from}`);
  return new Map(places.map((place) => [place, textsIn(frame, `v${place}`)]));
}

function textsIn({ columns }: Frame, name: string): string[] {
  return Array.from(columns[name] ?? []).flatMap((value) => (value === null ? [] : [String(value)]));
}
