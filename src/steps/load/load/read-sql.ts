import type { OpenSource } from '../../../core/run-context';
import { quoteLiteral } from '../../../core/sql';
import { BUFFER_BYTES, missingList, type Dialect } from './dialect';
import type { LoadParams } from './step';

/** Storage types of the types a user can set. */
const SQL_TYPES: Readonly<Record<LoadParams['types'][string], string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};

/** The `read_csv(…)` call that reads a file in a dialect: nothing is left to be found out, so it reads the same again. */
export function readCsv(source: OpenSource, params: LoadParams, dialect: Dialect): string {
  const columns = dialect.columns.map(({ name, type }) => {
    const forced = Object.hasOwn(params.types, name) ? params.types[name] : undefined;
    return `${quoteLiteral(name)}: ${quoteLiteral(forced === undefined ? type : SQL_TYPES[forced])}`;
  });
  const options = [
    'auto_detect = false',
    `buffer_size = ${BUFFER_BYTES}`,
    `delim = ${quoteLiteral(dialect.delimiter)}`,
    `quote = ${quoteLiteral(dialect.quote)}`,
    `escape = ${quoteLiteral(dialect.escape)}`,
    `header = ${String(dialect.header)}`,
    `skip = ${dialect.skip}`,
    `encoding = ${quoteLiteral(dialect.encoding)}`,
    `nullstr = ${missingList(params)}`,
    ...optional('new_line', dialect.newLine),
    ...optional('comment', dialect.comment),
    ...optional('dateformat', dialect.dateFormat),
    ...optional('timestampformat', dialect.timestampFormat),
    `columns = {${columns.join(', ')}}`,
  ];
  return `read_csv(${quoteLiteral(source.path)}, ${options.join(', ')})`;
}

function optional(name: string, value: string | null): string[] {
  return value === null || value === '' ? [] : [`${name} = ${quoteLiteral(value)}`];
}
