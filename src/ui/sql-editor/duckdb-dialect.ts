import { SQLDialect } from '@codemirror/lang-sql';

const KEYWORDS =
  'all and any as asc asof anti between both by case cast collate columns cross cube current default desc describe distinct ' +
  'else end escape except exclude exists extract false fetch filter first following for from full glob group grouping groups ' +
  'having ignore ilike in inner intersect interval into is isnull join lambda last lateral leading left like limit ' +
  'materialized name natural not notnull null nulls offset on only or order outer over overlaps partition pivot positional ' +
  'preceding qualify range recursive repeatable replace reservoir respect right rollup row rows sample select semi sets ' +
  'similar some struct summarize table tablesample then ties to trailing true try_cast unbounded union unique unpivot using ' +
  'values when where window with within';

const TYPES =
  'bigint bit blob bool boolean char date decimal double enum float hugeint int integer interval list map numeric real ' +
  'smallint string struct text time timestamp timestamptz tinyint ubigint uinteger union usmallint utinyint uuid varchar';

/** Functions of the DuckDB core that queries of data use; those that only extensions bring are left out. */
const FUNCTIONS =
  'abs any_value approx_count_distinct arg_max arg_min avg bool_and bool_or cbrt ceil coalesce concat concat_ws contains ' +
  'corr count covar_pop covar_samp cume_dist date_diff date_part date_trunc day dayname dense_rank ends_with entropy exp ' +
  'first_value floor generate_series greatest hash histogram hour if ifnull isfinite isinf isnan kurtosis lag last_value ' +
  'lead least left len length levenshtein list list_contains list_filter list_transform ln log log10 log2 lower lpad ltrim ' +
  'mad make_date max md5 median min minute mode month monthname ntile nullif percent_rank position power quantile_cont ' +
  'quantile_disc quarter range rank regexp_extract regexp_full_match regexp_matches regexp_replace regr_slope replace ' +
  'reverse round row_number rpad rtrim second sign skewness split_part sqrt starts_with stddev_pop stddev_samp strftime ' +
  'string_agg string_split strip_accents strptime substring sum trim trunc try_strptime typeof unnest upper var_pop ' +
  'var_samp week weekday year';

/** The SQL of DuckDB, as far as colours and completion go. */
export const duckdbDialect = SQLDialect.define({
  keywords: KEYWORDS,
  types: TYPES,
  builtin: FUNCTIONS,
  doubleDollarQuotedStrings: true,
  operatorChars: '*+-%<>!=&|^/~@:',
  identifierQuotes: '"',
  caseInsensitiveIdentifiers: true,
});
