import type { TableArtifact } from '../../src/core/artifact';
import { requireColumn } from '../../src/core/column-param';
import { cellAt, frameOfRows, type Frame, type FrameRow } from '../../src/core/frame';
import { MEANING_FRAME } from '../../src/core/meaning/facts';
import { MOST_SAMPLED, rulesFor, type ValueRule } from '../../src/core/meaning/value-rules';
import { quoteIdentifier, quoteLiteral } from '../../src/core/sql';
import type { Column } from '../../src/core/table';
import type { Connection } from '../duckdb/connection';

/** So many rows are looked at, about; of a larger table a sample by the hash of their place. */
const MOST_ROWS = 1_000_000;
const LONGEST_VALUE = 2048;
const LONGEST_EXAMPLE = 120;

/** Texts that say that a value is missing, and nothing about the others. */
const MISSING = [
  '',
  '?',
  '-',
  '--',
  '.',
  'na',
  'n/a',
  '#n/a',
  'nan',
  'null',
  'none',
  'nil',
  'empty',
  'missing',
  'unknown',
];

/**
 * Counts what tells the meaning of columns, in the order they were asked for: see `MeaningFacts`. One statement a column, which
 * groups its values and holds at most 4,096 distinct ones against the rules of its type. About 0.3 s per million rows and column.
 */
export async function readMeanings(
  connection: Connection,
  table: TableArtifact,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Frame> {
  const rows: FrameRow[] = [];
  for (const name of names) {
    const column = requireColumn(table, name);
    const rules = rulesOf(column);
    const base = { column: name, type: column.type, rows: table.rows };
    if (rules.length === 0) {
      rows.push(base);
      continue;
    }
    const found = await connection.query(countsSql(table, column, rules), { signal });
    rows.push(...factRows(base, rules, found));
  }
  return frameOfRows(MEANING_FRAME, rows);
}

/** Of other kinds only bytes have a meaning to be found, alone or as the field `bytes` of an image with its path. */
function rulesOf(column: Column): readonly ValueRule[] {
  return column.type === 'other' && bytesOf(column) === null ? [] : rulesFor(column.type);
}

function bytesOf({ name, sqlType }: Column): string | null {
  if (sqlType.toUpperCase() === 'BLOB') return quoteIdentifier(name);
  return /^STRUCT\((.*, )?"?bytes"? BLOB[,)]/i.test(sqlType) ? `${quoteIdentifier(name)}."bytes"` : null;
}

function countsSql(table: TableArtifact, column: Column, rules: readonly ValueRule[]): string {
  const bytes = column.type === 'other' ? bytesOf(column) : null;
  const value = bytes === null ? quoteIdentifier(column.name) : `hex((${bytes})[1:12])`;
  const from = `FROM ${quoteIdentifier(table.table)}${sampleOf(table.rows)}`;
  const groups = `g AS MATERIALIZED (SELECT ${value} AS v, count(*) AS n ${from} GROUP BY 1)`;
  const totals =
    't AS (SELECT coalesce(sum(n), 0)::DOUBLE AS looked_at, coalesce(sum(n) FILTER (v IS NOT NULL), 0)::DOUBLE AS present, count(v)::DOUBLE AS distinct_count FROM g)';
  const texts = `x AS (SELECT trim(left(v::VARCHAR, ${LONGEST_VALUE}), E' \\t\\r\\n') AS x, n, hash(v) AS h FROM g WHERE v IS NOT NULL)`;
  const sample = `s AS MATERIALIZED (SELECT * FROM x WHERE lower(x) NOT IN (${MISSING.map(quoteLiteral).join(', ')}) ORDER BY h, x LIMIT ${MOST_SAMPLED})`;
  const held = `r AS MATERIALIZED (SELECT left(x, ${LONGEST_EXAMPLE}) AS x, n, h${rules.map(({ sql }, index) => `, coalesce(${sql}, false) AS c${index}`).join('')} FROM s)`;
  const counts = rules.map((_, index) => countsOf(`c${index}`, index)).join('');
  return `WITH ${groups}, ${totals}, ${texts}, ${sample}, ${held}, b AS (${boundsOf(table, column)}), k AS (SELECT count(*)::DOUBLE AS sampled, coalesce(sum(n), 0)::DOUBLE AS sampled_rows${counts} FROM r) SELECT * FROM t, b, k`;
}

function countsOf(condition: string, index: number): string {
  const when = `FILTER (${condition})`;
  return `, (count(*) ${when})::DOUBLE AS hits${index}, coalesce(sum(n) ${when}, 0)::DOUBLE AS rows${index}, arg_min(x, h) ${when} AS first${index}, arg_max(x, h) ${when} AS second${index}`;
}

/** Rows are chosen by the hash of their place, so that the same table gives the same sample. */
function sampleOf(rows: number): string {
  if (rows <= MOST_ROWS) return '';
  const limit = ((1n << 64n) * BigInt(MOST_ROWS)) / BigInt(rows);
  return ` WHERE hash(rowid) < ${limit}::UBIGINT`;
}

/** The ends of integers over all rows: the database knows them without a scan. */
function boundsOf({ table }: TableArtifact, { name, type, sqlType }: Column): string {
  if (type !== 'integer') return 'SELECT NULL AS low, NULL AS high, NULL AS span';
  const wide = /HUGEINT/i.test(sqlType) ? 'DOUBLE' : 'HUGEINT';
  const [low, high] = [`min(${quoteIdentifier(name)})`, `max(${quoteIdentifier(name)})`];
  return `SELECT ${low}::DOUBLE AS low, ${high}::DOUBLE AS high, (${high}::${wide} - ${low}::${wide} + 1)::DOUBLE AS span FROM ${quoteIdentifier(table)}`;
}

function factRows(base: FrameRow, rules: readonly ValueRule[], found: Frame): FrameRow[] {
  const at = (name: string) => cellAt(found, name, 0);
  const facts = {
    ...base,
    looked_at: at('looked_at'),
    present: at('present'),
    distinct: at('distinct_count'),
    sampled: at('sampled'),
    sampled_rows: at('sampled_rows'),
    low: at('low'),
    high: at('high'),
    span: at('span'),
  };
  const fitting = rules.flatMap(({ id }, index) =>
    Number(at(`hits${index}`)) === 0
      ? []
      : [
          {
            ...facts,
            rule: id,
            hits: at(`hits${index}`),
            hit_rows: at(`rows${index}`),
            first_example: at(`first${index}`),
            second_example: at(`second${index}`),
          },
        ],
  );
  return fitting.length === 0 ? [facts] : fitting;
}
