// The statistics of our profile, exact, as plain SQL: what a person who knows DuckDB well would write to get the same figures.

const TOP = 1000;
const name = (column) => `"${column.name.replaceAll('"', '""')}"`;
const isNumeric = ({ type }) =>
  /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*)$/.test(type);
const isFloat = ({ type }) => /^(FLOAT|DOUBLE)$/.test(type);
const isDate = ({ type }) => /^(DATE|TIMESTAMP.*)$/.test(type);
const DECILES = '[0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]';

function aggregatesOf(column) {
  const x = name(column);
  const all = [`count(${x})`];
  if (column.type === 'BOOLEAN') return [...all, `count_if(${x})`];
  if (isDate(column)) return [...all, `min(${x})`, `max(${x})`];
  if (!isNumeric(column)) {
    return [
      ...all,
      ...[`length(${x})`, `strlen(${x})`].flatMap((size) => [`min(${size})`, `max(${size})`, `sum(${size})`]),
      `count_if(${x} = '')`,
    ];
  }
  const finite = isFloat(column) ? ` FILTER (isfinite(${x}))` : '';
  const moments = ['avg', 'stddev_pop', 'skewness', 'kurtosis_pop', 'min', 'max', 'median', 'mad'];
  return [
    ...all,
    ...moments.map((moment) => `${moment}(${x})${finite}`),
    `quantile_disc(${x}, ${DECILES})${finite}`,
    `count_if(${x} = 0)`,
    `count_if(${x} < 0)`,
    ...(isFloat(column) ? [`count_if(isnan(${x}))`, `count_if(isinf(${x}))`] : []),
  ];
}

/** Every aggregate of every column, in one statement: one scan. */
export function aggregateSql(columns) {
  const list = columns.flatMap(aggregatesOf).map((aggregate, i) => `${aggregate} AS a${i}`);
  return `SELECT count(*) AS n, ${list.join(', ')} FROM t`;
}

/** Distinct values of a column and its most frequent ones. */
export function valuesSql(column) {
  const x = name(column);
  return `WITH groups AS (SELECT ${x} AS v, count(*) AS n FROM t WHERE ${x} IS NOT NULL GROUP BY v)
    SELECT v, n, (SELECT count(*) FROM groups) AS distinct_values FROM groups ORDER BY n DESC, v DESC LIMIT ${TOP}`;
}

/** Ten bins of equal width of a numeric column, or counts by month of a date column; undefined where there is none. */
export function histogramSql(column) {
  const x = name(column);
  if (isDate(column))
    return `SELECT date_trunc('month', ${x}) AS bin, count(*) FROM t GROUP BY bin ORDER BY bin`;
  if (!isNumeric(column)) return undefined;
  return `WITH edges AS (SELECT min(${x})::DOUBLE AS low, max(${x})::DOUBLE AS high FROM t)
    SELECT least(9, floor((${x} - low) / (high - low) * 10)) AS bin, count(*) FROM t, edges
    WHERE ${x} IS NOT NULL GROUP BY bin ORDER BY bin`;
}

/** Duplicate rows, counted both ways. */
export const DUPLICATES_SQL =
  'SELECT sum(n - 1), count_if(n > 1) FROM (SELECT count(*) AS n FROM t GROUP BY ALL)';
