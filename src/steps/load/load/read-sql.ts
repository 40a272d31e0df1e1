import type { OpenSource } from '../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import { leniencyOptions, type Dialect } from './dialect/dialect';
import { missingList, numberOptions } from './dialect/value-options';
import type { LoadParams } from './params';
import { conversionOf } from './values/conversion';

/** The call of `read_csv` that reads a file in a dialect: nothing is left to be found out, so it reads the same again. */
export function readCsv(
  source: OpenSource,
  params: LoadParams,
  dialect: Dialect,
  more: readonly string[] = [],
): string {
  const columns = dialect.columns.map((column) => {
    const { readAs } = conversionOf(column, params);
    return `${quoteLiteral(column.name)}: ${quoteLiteral(readAs)}`;
  });
  return readCsvAs(source, params, dialect, columns, more);
}

/** The same, with every field as the text that stands there. */
export function readTexts(source: OpenSource, params: LoadParams, dialect: Dialect): string {
  const columns = dialect.columns.map(({ name }) => `${quoteLiteral(name)}: 'VARCHAR'`);
  return readCsvAs(source, params, dialect, columns, ['ignore_errors = true']);
}

function readCsvAs(
  source: OpenSource,
  params: LoadParams,
  dialect: Dialect,
  columns: readonly string[],
  more: readonly string[],
): string {
  const options = [
    'auto_detect = false',
    ...leniencyOptions(dialect.leniency),
    `delim = ${quoteLiteral(dialect.delimiter)}`,
    `quote = ${quoteLiteral(dialect.quote)}`,
    `escape = ${quoteLiteral(dialect.escape)}`,
    `header = ${String(dialect.header)}`,
    `skip = ${dialect.skip}`,
    `encoding = ${quoteLiteral(dialect.encoding)}`,
    `nullstr = ${missingList(params.missing)}`,
    ...optional('new_line', dialect.newLine),
    ...optional('comment', dialect.comment),
    ...optional('dateformat', dialect.dateFormat),
    ...optional('timestampformat', dialect.timestampFormat),
    ...numberOptions(params),
    ...more,
    `columns = {${columns.join(', ')}}`,
  ];
  return `read_csv(${quoteLiteral(source.path)}, ${options.join(', ')})`;
}

/** What is selected of the rows: all columns as they are read, or those asked for, converted where the engine cannot. */
export function selectList({ columns }: Dialect, params: LoadParams, fileLabel: string): string {
  const wanted = columns.filter(({ name }) => params.columns.length === 0 || params.columns.includes(name));
  const items = wanted.map((column) => {
    const { value } = conversionOf(column, params);
    const name = quoteIdentifier(column.name);
    return value === null ? name : `${value} AS ${name}`;
  });
  const isPlain = wanted.length === columns.length && items.every((item) => !item.includes(' AS '));
  const label =
    params.filename === '' ? [] : [`${quoteLiteral(fileLabel)} AS ${quoteIdentifier(params.filename)}`];
  return [...(isPlain ? ['*'] : items), ...label].join(', ');
}

function optional(name: string, value: string | null): string[] {
  return value === null || value === '' ? [] : [`${name} = ${quoteLiteral(value)}`];
}
