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
/** Rules in one statement. Every pattern of a statement keeps tables of its own to its end, and the memory of wasm never shrinks. */
const MOST_TOGETHER = 4;

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
 * Counts what tells the meaning of columns, in the order they were asked for: see `MeaningFacts`. The values of each are grouped once,
 * and at most 4,096 distinct ones held against the rules of its type, few rules at a time. About 0.3 s per million rows and column.
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
    rows.push(...(await countFacts(connection, table, column, { base, rules, signal })));
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

interface Counting {
  readonly base: FrameRow;
  readonly rules: readonly ValueRule[];
  readonly signal: AbortSignal;
}

/** The facts of one column. Where all its rules go into one statement, its sample is made within; else it is kept for all of them. */
async function countFacts(
  connection: Connection,
  table: TableArtifact,
  column: Column,
  { base, rules, signal }: Counting,
): Promise<FrameRow[]> {
  const sample = sampleSql(table, column);
  const bounds = boundsOf(table, column);
  if (rules.length <= MOST_TOGETHER)
    return factRows(base, rules, [await connection.query(countsSql(sample, bounds, rules), { signal })]);
  const kept = `meaning_sample_${(samples += 1)}`;
  const found: Frame[] = [];
  try {
    await connection.query(`CREATE TEMP TABLE ${kept} AS ${sample}`, { signal });
    for (let start = 0; start < rules.length; start += MOST_TOGETHER) {
      const some = rules.slice(start, start + MOST_TOGETHER);
      found.push(await connection.query(countsSql(`FROM ${kept}`, bounds, some), { signal }));
    }
  } finally {
    // A cancelled question leaves nothing behind; where the database has ended, nothing is left.
    await connection.query(`DROP TABLE IF EXISTS ${kept}`).catch(() => undefined);
  }
  return factRows(base, rules, found);
}

/** Samples have names of their own: questions take turns on a connection, statement by statement. */
let samples = 0;

/**
 * Distinct values as texts (x), how often each occurs (n) and its hash (h); in each row also the totals of the column. One row without a
 * hash where there are no values.
 */
function sampleSql(table: TableArtifact, column: Column): string {
  const bytes = column.type === 'other' ? bytesOf(column) : null;
  const value = bytes === null ? quoteIdentifier(column.name) : `hex((${bytes})[1:12])`;
  const from = `FROM ${quoteIdentifier(table.table)}${sampleOf(table)}`;
  const groups = `g AS MATERIALIZED (SELECT ${value} AS v, count(*) AS n ${from} GROUP BY 1)`;
  const totals =
    't AS (SELECT coalesce(sum(n), 0)::DOUBLE AS looked_at, coalesce(sum(n) FILTER (v IS NOT NULL), 0)::DOUBLE AS present, count(v)::DOUBLE AS distinct_count FROM g)';
  const texts = `x AS (SELECT trim(left(v::VARCHAR, ${LONGEST_VALUE}), E' \\t\\r\\n') AS x, n, hash(v) AS h FROM g WHERE v IS NOT NULL)`;
  const sample = `s AS (SELECT * FROM x WHERE lower(x) NOT IN (${MISSING.map(quoteLiteral).join(', ')}) ORDER BY h, x LIMIT ${MOST_SAMPLED})`;
  return `WITH ${groups}, ${totals}, ${texts}, ${sample} SELECT * FROM t LEFT JOIN s ON true`;
}

function countsSql(sample: string, bounds: string, rules: readonly ValueRule[]): string {
  const totals =
    't AS (SELECT any_value(looked_at) AS looked_at, any_value(present) AS present, any_value(distinct_count) AS distinct_count FROM s)';
  const held = `r AS MATERIALIZED (SELECT left(x, ${LONGEST_EXAMPLE}) AS x, n, h${rules.map(({ sql }, index) => `, coalesce(${sql}, false) AS c${index}`).join('')} FROM s WHERE h IS NOT NULL)`;
  const counts = rules.map((_, index) => countsOf(`c${index}`, index)).join('');
  return `WITH s AS MATERIALIZED (${sample}), ${totals}, ${held}, b AS (${bounds}), k AS (SELECT count(*)::DOUBLE AS sampled, coalesce(sum(n), 0)::DOUBLE AS sampled_rows${counts} FROM r) SELECT * FROM t, b, k`;
}

function countsOf(condition: string, index: number): string {
  const when = `FILTER (${condition})`;
  return `, (count(*) ${when})::DOUBLE AS hits${index}, coalesce(sum(n) ${when}, 0)::DOUBLE AS rows${index}, arg_min(x, h) ${when} AS first${index}, arg_max(x, h) ${when} AS second${index}`;
}

/**
 * Rows are chosen by the hash of their place, so that the same table gives the same sample. A table with a column called
 * `rowid` hides the place of its rows: it is read whole.
 */
function sampleOf({ rows, columns }: TableArtifact): string {
  if (rows <= MOST_ROWS || columns.some(({ name }) => name.toLowerCase() === 'rowid')) return '';
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

/** A row for each rule that some value fits, or one without a rule; `found` has the answers for the rules in their order. */
function factRows(base: FrameRow, rules: readonly ValueRule[], found: readonly Frame[]): FrameRow[] {
  const at = (name: string, group = 0) => {
    const frame = found[group];
    return frame === undefined ? null : cellAt(frame, name, 0);
  };
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
  const fitting = rules.flatMap(({ id }, index) => {
    const own = (name: string) => at(`${name}${index % MOST_TOGETHER}`, Math.floor(index / MOST_TOGETHER));
    if (Number(own('hits')) === 0) return [];
    const examples = { first_example: own('first'), second_example: own('second') };
    return [{ ...facts, rule: id, hits: own('hits'), hit_rows: own('rows'), ...examples }];
  });
  return fitting.length === 0 ? [facts] : fitting;
}
