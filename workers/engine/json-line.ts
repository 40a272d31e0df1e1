import { quoteIdentifier, quoteLiteral } from '../../src/core/sql';
import type { Column } from '../../src/core/table';

/** A row as a line of NDJSON, as SQL: an object with every column in order, ended by a line feed. */
export function jsonLine(columns: readonly Column[]): string {
  const fields = columns.flatMap((column, index) => [
    quoteLiteral(`${index === 0 ? '{' : ','}${JSON.stringify(column.name)}:`),
    `coalesce(${valueOf(column)}, 'null')`,
  ]);
  return `concat(${fields.join(', ')}, '}', chr(10))`;
}

/** The JSON text of a value as SQL; null where it is missing. */
function valueOf({ name, type, sqlType }: Column): string {
  const column = quoteIdentifier(name);
  const text = `${column}::VARCHAR`;
  switch (type) {
    case 'integer':
    case 'boolean':
      return text;
    case 'number':
      return sqlType.toUpperCase().startsWith('DECIMAL') ? text : finite(column, text);
    case 'date':
    case 'time':
      return quoted(text);
    case 'timestamp':
      return quoted(`regexp_replace(${text}, ' (\\d)', 'T\\1')`);
    case 'text':
    case 'other':
      return quoted(escaped(text));
    default:
      return type satisfies never;
  }
}

/** JSON has no NaN and no infinity. */
function finite(column: string, text: string): string {
  return `CASE WHEN ${column} IS NULL THEN NULL WHEN isnan(${column}) THEN '"NaN"' WHEN isinf(${column}) THEN CASE WHEN ${column} > 0 THEN '"Infinity"' ELSE '"-Infinity"' END ELSE ${text} END`;
}

/** `concat` passes over what is missing; `||` does not. */
function quoted(text: string): string {
  return `'"' || ${text} || '"'`;
}

function escaped(text: string): string {
  const marks = `replace(replace(${text}, '\\', '\\\\'), '"', '\\"')`;
  const lines = `replace(replace(replace(${marks}, chr(10), '\\n'), chr(13), '\\r'), chr(9), '\\t')`;
  const each = `CASE WHEN c <> '' AND c < ' ' THEN format('\\u{:04x}', ascii(c)) ELSE c END`;
  const control = `array_to_string(list_transform(string_split(${lines}, ''), lambda c: ${each}), '')`;
  return `CASE WHEN regexp_matches(${text}, '[\\x00-\\x1f]') THEN ${control} ELSE ${marks} END`;
}
