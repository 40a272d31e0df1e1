import { failWith } from '../../src/core/failure';
import { quoteIdentifier } from '../../src/core/sql';
import type { Column } from '../../src/core/table';
import type { Connection } from '../duckdb/connection';

/** Characters of a cell, by Excel's own specification. */
const LONGEST_TEXT = 32_767;
/** Styles of the workbook, by their places in its list: see `sheetStyles` of `src/kernels/table-file/sheet.ts`. */
const STYLE = { date: 1, timestamp: 2, time: 3, text: 4 } as const;
const MICROS_PER_DAY = '86400000000.0';
/** Microseconds from 1899-12-30, Excel's day 0, to 1970. */
const MICROS_TO_1970 = '2209161600000000';

/**
 * A row as XML of an Excel sheet, as SQL. Numbers of at most 15 digits are numbers, longer ones text with all digits; days from
 * March 1900 on are days, earlier ones (which Excel counts wrong or not at all) text. A text is never a formula.
 */
export function sheetRow(columns: readonly Column[]): string {
  const cells = columns.map((column) => `coalesce(${cellOf(column)}, '<c/>')`);
  return `concat('<row>', ${cells.join(', ')}, '</row>')`;
}

/** Throws `excel-text-too-long` where a text of these rows does not fit a cell. */
export async function checkSheetTexts(
  { patient, signal }: { readonly patient: Connection; readonly signal: AbortSignal },
  columns: readonly Column[],
  rows: string,
): Promise<void> {
  const texts = columns.filter(({ type }) => type === 'text' || type === 'other');
  if (texts.length === 0) return;
  const longest = texts.map(
    ({ name }, index) => `max(length(${quoteIdentifier(name)}::VARCHAR))::DOUBLE AS c${index}`,
  );
  const inner = texts.map(({ name }) => quoteIdentifier(name)).join(', ');
  const sql = `SELECT ${longest.join(', ')} FROM (SELECT ${inner} ${rows})`;
  const found = await patient.query(sql, { signal });
  for (const [index, { name }] of texts.entries()) {
    const length = Number(found.columns[`c${index}`]?.[0] ?? 0);
    if (length > LONGEST_TEXT) {
      failWith('excel-text-too-long', { column: name, length, limit: LONGEST_TEXT });
    }
  }
}

/** The cell of a value as SQL; null where it is missing. */
function cellOf({ name, type, sqlType }: Column): string {
  const column = quoteIdentifier(name);
  const text = `${column}::VARCHAR`;
  switch (type) {
    case 'integer':
      return when(`${column} BETWEEN -999999999999999 AND 999999999999999`, cell(text), textCell(text));
    case 'number':
      return numberCell(column, text, sqlType.toUpperCase().startsWith('DECIMAL'));
    case 'boolean':
      return `'<c t="b"><v>' || ${column}::INTEGER::VARCHAR || '</v></c>'`;
    case 'date':
      return when(
        `${column} BETWEEN DATE '1900-03-01' AND DATE '9999-12-31'`,
        cell(`date_diff('day', DATE '1899-12-30', ${column})::VARCHAR`, STYLE.date),
        textCell(text),
      );
    case 'timestamp':
      return when(
        `${column}::TIMESTAMP >= TIMESTAMP '1900-03-01' AND ${column}::TIMESTAMP < TIMESTAMP '10000-01-01'`,
        cell(
          `((epoch_us(${column}::TIMESTAMP) + ${MICROS_TO_1970}) / ${MICROS_PER_DAY})::VARCHAR`,
          STYLE.timestamp,
        ),
        textCell(text),
      );
    case 'time':
      return cell(`(epoch_us(${column}::TIME) / ${MICROS_PER_DAY})::VARCHAR`, STYLE.time);
    case 'text':
    case 'other':
      return textCell(text);
    default:
      return type satisfies never;
  }
}

function numberCell(column: string, text: string, isDecimal: boolean): string {
  const digits = `length(ltrim(replace(replace(${text}, '-', ''), '.', ''), '0'))`;
  return when(isDecimal ? `${digits} <= 15` : `isfinite(${column})`, cell(text), textCell(text));
}

function when(condition: string, yes: string, no: string): string {
  return `CASE WHEN ${condition} THEN ${yes} ELSE ${no} END`;
}

function cell(value: string, style?: number): string {
  return `'<c${style === undefined ? '' : ` s="${style}"`}><v>' || ${value} || '</v></c>'`;
}

function textCell(text: string): string {
  // What Excel would take for the start of a formula when the cell is edited is marked as text for good.
  const style = when(`regexp_matches(${text}, '^[=+@-]')`, `' s="${STYLE.text}"'`, `''`);
  return `'<c t="inlineStr"' || ${style} || '><is><t xml:space="preserve">' || ${escaped(text)} || '</t></is></c>'`;
}

/** Markup is escaped; so is, in Excel's own way, what XML cannot hold, and what would be read as such an escape. */
function escaped(text: string): string {
  const marks = `replace(replace(replace(${text}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')`;
  const odd = `[\\x00-\\x08\\x0b-\\x1f\\x{fffe}\\x{ffff}]|_x[0-9A-Fa-f]{4}_`;
  const plain = `regexp_replace(${marks}, '_(x[0-9A-Fa-f]{4}_)', '_x005F_\\1', 'g')`;
  const isOdd = `c <> '' AND regexp_matches(c, '[\\x00-\\x08\\x0b-\\x1f\\x{fffe}\\x{ffff}]')`;
  const each = `CASE WHEN ${isOdd} THEN format('_x{:04X}_', unicode(c)) ELSE c END`;
  // Carriage returns first: with a line feed behind it, one is a single character to the splitter.
  const split = `string_split(replace(${plain}, chr(13), '_x000D_'), '')`;
  const control = `array_to_string(list_transform(${split}, lambda c: ${each}), '')`;
  return when(`regexp_matches(${text}, '${odd}')`, control, marks);
}
