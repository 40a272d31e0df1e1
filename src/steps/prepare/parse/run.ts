import type { TableArtifact } from '../../../core/artifact';
import type { Notice } from '../../../core/contract';
import { failWith } from '../../../core/failure';
import { frameOfRows, type Cell, type Frame } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import type { RunStep } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { columnsThatFit, unmetFrame, type Unmet } from '../../../core/unmet';
import { unitOf } from '../../../core/units';
import { counted, quotedNames } from '../../../core/words';
import { datePattern } from '../../../core/written-date';
import { FRAMES } from './frame-shapes';
import { measure, type Measured } from './measure';
import type { UnitMet } from './read-numbers';
import { readTexts, wordOf, type ReadTexts } from './read-texts';
import { remediesOf, type Remedy } from './remedies';
import { PLAIN_SHARE, plainShareNotice } from './shares';
import type { ParseParams } from './step';

const NAMED_FAILURES = 5;
const format = numberFormat('en');

/** One column, read. */
interface Parsed {
  readonly column: Column;
  /** The name of the column with what was read. */
  readonly result: string;
  readonly read: ReadTexts;
  readonly measured: Measured;
  readonly remedies: readonly Remedy[];
}

/** Reads the distinct texts of each column, then joins what was read back to the rows. */
export const run: RunStep<ParseParams> = async (context, params, inputs) => {
  const table = tableAt(inputs);
  requireSound(params);
  const { columns, unmet } = chosen(table, params);
  const names = resultNames(table, columns, params);
  const parsed: Parsed[] = [];
  for (const [place, column] of columns.entries()) {
    context.progress(`reading ${column.name}`, place / columns.length);
    const read = await readTexts(context.database, table, column, params);
    const measured = await measure(context.database, read.table, params.to);
    if (params.failures === 'fail' && measured.failed > 0) fail(column, measured, params);
    const remedies = measured.failed > 0 ? await remediesOf(context.database, read, params) : [];
    const one = { column, result: names[place] ?? column.name, read, measured, remedies };
    for (const notice of noticesOf(one)) context.notice(notice);
    parsed.push(one);
  }
  context.progress('joining');
  const made = await context.database.createTable(joinedSql(table, parsed));
  return {
    artifacts: { parsed: { kind: 'table', ...made } },
    frames: { ...framesOf(parsed, table.rows, params), unmet: unmetFrame(context, unmet) },
  };
};

/** The columns of text that are named; what is no text, or not there, is left as it is. */
function chosen(
  table: TableArtifact,
  { columns: names, to }: ParseParams,
): ReturnType<typeof columnsThatFit> {
  if (names.length === 0) return failWith('column-unset');
  const { columns, unmet } = columnsThatFit(table, names, ['text']);
  const isAlready = ({ column }: Unmet): boolean =>
    table.columns.some(({ name, type }) => name === column && type === to);
  const reason = `it is ${to} already`;
  return { columns, unmet: unmet.map((one) => (isAlready(one) ? { ...one, reason } : one)) };
}

/** Refuses params that no value could be read by. */
function requireSound({ to, decimal, thousands, trueWords, falseWords, formats }: ParseParams): void {
  if ((to === 'number' || to === 'integer') && decimal === thousands) {
    failWith('parse-marks-alike', { mark: decimal });
  }
  const shared = trueWords.find((word) => falseWords.map(wordOf).includes(wordOf(word)));
  if (to === 'boolean' && shared !== undefined) failWith('parse-words-shared', { word: shared });
  const unknown = formats.find((each) => datePattern(each) === null);
  if ((to === 'date' || to === 'timestamp') && unknown !== undefined) {
    failWith('date-format-unknown', { format: unknown });
  }
}

/** The columns' own names; where texts that fail are kept, names of new columns that none has. */
function resultNames(table: TableArtifact, columns: readonly Column[], { failures }: ParseParams): string[] {
  if (failures !== 'keep') return columns.map(({ name }) => name);
  const taken = new Set(table.columns.map(({ name }) => name.toLowerCase()));
  return columns.map(({ name }) => {
    let result = `${name}_parsed`;
    for (let number = 2; taken.has(result.toLowerCase()); number++)
      result = `${name}_parsed_${String(number)}`;
    taken.add(result.toLowerCase());
    return result;
  });
}

function fail({ name }: Column, { failed, failures }: Measured, { to }: ParseParams): never {
  const values = quotedNames(
    failures.map(({ value }) => String(value)),
    NAMED_FAILURES,
  );
  return failWith('parse-failed', { rows: format.count(failed), column: name, to: nounOf(to), values });
}

function nounOf(to: ParseParams['to']): string {
  return to === 'boolean' ? 'words for true or false' : `${to}s`;
}

function noticesOf({ column, read }: Parsed): Notice[] {
  const notices: Notice[] = [];
  if (read.cut > 0) {
    const text = `“${column.name}”: the time of day of ${counted(read.cut, 'value', format)} is cut off.`;
    notices.push({ code: 'parse-time-cut', text, isWarning: true });
  }
  if (read.rounded > 0) {
    const text = `“${column.name}”: ${counted(read.rounded, 'number has', format, 'numbers have')} more digits than a number holds, and ${read.rounded === 1 ? 'is' : 'are'} rounded; as integers they are exact.`;
    notices.push({ code: 'parse-rounded', text, isWarning: true });
  }
  const bare = read.units.find(({ unit, factor }) => unit === '' && factor !== null);
  if (bare !== undefined && read.unit !== '' && read.unit !== null && read.unit !== PLAIN_SHARE.id) {
    notices.push(bareNotice(column.name, bare, read));
  }
  return notices;
}

function bareNotice(column: string, { rows, factor }: UnitMet, { unit }: ReadTexts): Notice {
  if (unitOf(unit ?? '')?.kind === PLAIN_SHARE.kind) {
    return plainShareNotice(column, rows, { unit: unit ?? '', isConverted: factor !== 1 }, format);
  }
  const text = `“${column}”: ${counted(rows, 'number has', format, 'numbers have')} no unit and ${rows === 1 ? 'stands as it is' : 'stand as they are'} beside values with the unit “${unit ?? ''}”.`;
  return { code: 'parse-bare', text };
}

/**
 * SQL: the table with what was read. The database keeps no order in a join, so the values alone are joined and sorted by row,
 * and then stand beside the table. Rows are counted: `rowid` would be a column's where one is called so.
 */
function joinedSql(table: TableArtifact, parsed: readonly Parsed[]): string {
  const from = quoteIdentifier(table.table);
  if (parsed.length === 0) return `SELECT * FROM ${from}`;
  const texts = parsed.map(({ column }, i) => `${quoteIdentifier(column.name)}::VARCHAR AS x${String(i)}`);
  const joins = parsed.map(
    ({ read }, i) =>
      `LEFT JOIN ${quoteIdentifier(read.table)} AS p${String(i)} ON p${String(i)}.x = t.x${String(i)}`,
  );
  const values = parsed.map((_, i) => `p${String(i)}.value AS v${String(i)}`);
  const list = table.columns.flatMap(({ name }) => {
    const own = `l.${quoteIdentifier(name)}`;
    const place = parsed.findIndex(({ column }) => column.name === name);
    const one = parsed[place];
    if (one === undefined) return [own];
    const value = `v.v${String(place)} AS ${quoteIdentifier(one.result)}`;
    return one.result === name ? [value] : [own, value];
  });
  return `SELECT ${list.join(', ')} FROM ${from} AS l POSITIONAL JOIN
    (SELECT ${values.join(', ')} FROM (SELECT row_number() OVER () AS i, ${texts.join(', ')} FROM ${from}) AS t ${joins.join(' ')} ORDER BY t.i) AS v`;
}

function framesOf(parsed: readonly Parsed[], rows: number, { to }: ParseParams): Record<string, Frame> {
  const frame = (
    name: keyof typeof FRAMES,
    each: (one: Parsed) => readonly Readonly<Record<string, Cell>>[],
  ) =>
    frameOfRows(
      Object.keys(FRAMES[name]),
      parsed.flatMap((one) => each(one).map((row) => ({ column: one.column.name, ...row }))),
    );
  return {
    columns: frame('columns', ({ result, read, measured }) => {
      const { parsed: read_, failed, distinct, distinctFailed } = measured;
      const missing = { missing_before: rows - read_ - failed, missing_after: rows - read_ };
      const { unit } = read;
      return [
        {
          result,
          to,
          unit,
          rows,
          ...missing,
          parsed: read_,
          failed,
          distinct,
          distinct_failed: distinctFailed,
        },
      ];
    }),
    failures: frame('failures', ({ measured }) => measured.failures),
    units: frame('units', ({ read }) => unitRows(read)),
    formats: frame('formats', ({ read }) =>
      read.formats.map(({ format: written, rows: of }) => ({ format: written, rows: of })),
    ),
    remedies: frame('remedies', ({ remedies }) =>
      remedies.map(({ params: set, rows: more, example }) => ({
        ...{ params: JSON.stringify(set), rows: more },
        ...{ text: example?.text ?? null, value: example?.value ?? null },
      })),
    ),
    texts: frame('texts', ({ measured }) => measured.texts),
    histograms: frame('histograms', ({ measured }) =>
      measured.bins.map((bin, place) => ({ bin: place, ...bin })),
    ),
  };
}

/** A row for each unit, taken and not; words behind it make no other one. */
function unitRows({ units }: ReadTexts): Readonly<Record<string, Cell>>[] {
  const rows = new Map<string, { unit: string; rows: number; factor: number | null }>();
  for (const { unit, rows: count, factor } of units) {
    const key = `${unit}|${String(factor)}`;
    const one = rows.get(key) ?? { unit, rows: 0, factor };
    rows.set(key, { ...one, rows: one.rows + count });
  }
  return [...rows.values()].sort((a, b) => b.rows - a.rows || (a.unit < b.unit ? -1 : 1));
}
