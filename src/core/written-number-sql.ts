import { quoteLiteral } from './sql';
import { COMPOUNDS, isCurrency, UNITS } from './units';
import {
  compoundPattern,
  EDGES,
  FIRST_TWO_WORDS,
  FIRST_WORD,
  MULTIPLIED,
  MULTIPLIERS,
  plainPattern,
  type NumberMarks,
  type NumberPattern,
} from './written-number';

const list = (texts: readonly string[]): string => `[${texts.map(quoteLiteral).join(', ')}]`;

const extract = (text: string, { pattern, groups }: NumberPattern): string =>
  `regexp_extract(${text}, ${quoteLiteral(pattern)}, ${list(groups)})`;

/** SQL: a text without the spaces at its ends; the same as `trimmed`. */
export function trimmedSql(text: string): string {
  return `trim(${text}, ${quoteLiteral(EDGES)})`;
}

/** SQL: the same as `unitWord`. */
function wordSql(text: string): string {
  return String.raw`regexp_replace(lower(${text}), '([^.])\.+$', '\1')`;
}

const ENTRIES = UNITS.flatMap((unit) => unit.words.map((word) => ({ word, unit })));

/** SQL: a relation of every word for a unit. Lists are planned ten times faster than rows of VALUES. */
const WORDS = `SELECT unnest(${list(ENTRIES.map(({ word }) => word))}) AS word,
  unnest(${list(ENTRIES.map(({ unit }) => unit.id))}) AS id,
  unnest([${ENTRIES.map(({ unit }) => String(isCurrency(unit))).join(', ')}]) AS is_currency`;

const PAIRS = `(VALUES ${COMPOUNDS.map(([one, other, parts]) => `('${one}', '${other}', ${String(parts)})`).join(', ')})`;

function timesSql(word: string, others: Readonly<Record<string, number>> = {}): string {
  const all = Object.entries({ ...MULTIPLIERS, ...others });
  return `CASE ${word} ${all.map(([key, times]) => `WHEN '${key}' THEN ${String(times)}::DOUBLE`).join(' ')} END`;
}

/** SQL: digits with a point for the decimals, and nothing between thousands. */
function plainDigitsSql(digits: string, { decimal, thousands }: NumberMarks): string {
  const marks = thousands === ' ' ? ' \t\u00a0\u2009\u202f' : thousands === "'" ? "'’" : thousands;
  const whole = thousands === 'none' ? digits : `translate(${digits}, ${quoteLiteral(marks)}, '')`;
  return decimal === ',' ? `replace(${whole}, ',', '.')` : whole;
}

/**
 * SQL: a SELECT that reads the texts in column `x` of a relation as `readNumber` does. It has the columns `keep` of the relation and
 * - `amount` DOUBLE, the number in its unit; null where the text is none;
 * - `unit` VARCHAR, its id; empty where none is written, null where it is not known;
 * - `written` VARCHAR, what stands in the place of the unit, in lower case;
 * - `behind` VARCHAR, words behind a known unit; empty where there are none;
 * - `whole` VARCHAR, the digits alone where the text is a whole number without a unit, to be cast exactly; else null.
 *
 * Rows come in no order. Some 0.2 s to plan and 4 µs a row: give it distinct values.
 */
export function writtenNumberSql(from: string, keep: readonly string[], marks: NumberMarks): string {
  const kept = (alias: string): string => keep.map((name) => `${alias}.${name}`).join(', ');
  return `WITH words AS MATERIALIZED (${WORDS}),
texts AS MATERIALIZED (SELECT *, ${extract('t', plainPattern(marks))} AS p
  FROM (SELECT *, ${trimmedSql('x')} AS t FROM ${from})),
rests AS MATERIALIZED (${restsSql()})
${plainSql(kept('f'), marks)}
UNION ALL
${compoundSql(kept('f'), marks)}`;
}

const joinWord = (alias: string, text: string): string =>
  `LEFT JOIN words AS ${alias} ON ${alias}.word = ${wordSql(text)}`;

/** SQL: what is made of each prefix with a rest: the multiplier, null where both make no number; the unit; what is written of it. */
function restsSql(): string {
  const namedBy = (pattern: string): string =>
    extract(trimmedSql('rest'), { pattern, groups: ['name', 'behind'] });
  return `SELECT prefix, rest,
    CASE WHEN prefix <> '' THEN CASE WHEN is_currency THEN ${timesSql('rest', { '': 1, m: 1e6 })} END
      WHEN plain_times IS NOT NULL THEN plain_times
      WHEN of_rest IS NULL AND of_own IS NOT NULL THEN ${timesSql('m.large')} ELSE 1 END AS times,
    CASE WHEN prefix <> '' THEN of_prefix WHEN plain_times IS NOT NULL THEN ''
      ELSE coalesce(of_rest, of_own, of_two, of_one) END AS unit,
    CASE WHEN prefix <> '' THEN ${wordSql('prefix')} WHEN is_behind AND of_two IS NOT NULL THEN ${wordSql('w2.name')}
      WHEN is_behind AND of_one IS NOT NULL THEN ${wordSql('w1.name')} ELSE ${wordSql('r')} END AS written,
    CASE WHEN NOT is_behind THEN '' WHEN of_two IS NOT NULL THEN w2.behind
      WHEN of_one IS NOT NULL THEN w1.behind ELSE '' END AS behind
  FROM (SELECT d.*, prefix = '' AND plain_times IS NULL AND ur.id IS NULL AND um.id IS NULL AS is_behind,
      ux.is_currency AS is_currency, ux.id AS of_prefix, ur.id AS of_rest, um.id AS of_own, u2.id AS of_two, u1.id AS of_one
    FROM (SELECT *, ${trimmedSql('rest')} AS r, ${timesSql('rest', { '': 1 })} AS plain_times,
      ${extract('rest', { pattern: MULTIPLIED, groups: ['large', 'own'] })} AS m,
      ${namedBy(FIRST_TWO_WORDS)} AS w2, ${namedBy(FIRST_WORD)} AS w1
      FROM (SELECT DISTINCT p.prefix AS prefix, p.rest AS rest FROM texts WHERE p.digits <> '')) AS d
    ${joinWord('ux', 'd.prefix')} ${joinWord('ur', 'd.r')} ${joinWord('um', trimmedSql('d.m.own'))}
    ${joinWord('u2', 'd.w2.name')} ${joinWord('u1', 'd.w1.name')})`;
}

/** SQL: the texts that are one number; those that are none too, with null. */
function plainSql(kept: string, marks: NumberMarks): string {
  const isNegative = `regexp_matches(f.p.sign || f.p.inner, '[-\u2212]')`;
  const digits = plainDigitsSql('f.p.digits', marks);
  const isOne = `f.p.digits <> '' AND rests.times IS NOT NULL AND (f.p.sign = '' OR f.p.inner = '')`;
  const amount = `TRY_CAST(${digits} AS DOUBLE) * CASE WHEN ${isNegative} THEN -1 ELSE 1 END * rests.times`;
  return `SELECT ${kept}, CASE WHEN ${isOne} AND isfinite(${amount}) THEN ${amount} END AS amount,
  rests.unit, rests.written, rests.behind,
  CASE WHEN ${isOne} AND f.p.prefix = '' AND f.p.rest = '' AND regexp_full_match(${digits}, '[0-9]+')
    THEN CASE WHEN ${isNegative} THEN '-' ELSE '' END || ${digits} END AS whole
FROM texts AS f LEFT JOIN rests ON rests.prefix = f.p.prefix AND rests.rest = f.p.rest AND f.p.digits <> ''
WHERE NOT (f.p.digits = '' AND regexp_matches(lower(f.t), ${quoteLiteral(compoundPattern(marks).pattern)}))`;
}

/** SQL: the texts that look like two numbers of one measure. */
function compoundSql(kept: string, marks: NumberMarks): string {
  const pattern = compoundPattern(marks);
  const small = `TRY_CAST(${plainDigitsSql('c.small', marks)} AS DOUBLE)`;
  const large = 'TRY_CAST(c.large AS DOUBLE)';
  return `SELECT ${kept}, CASE WHEN ${small} < pair.parts AND isfinite(${large} * pair.parts) THEN ${large} * pair.parts + ${small} END AS amount,
  pair.small AS unit, trim(${wordSql('c.large_unit')} || ' ' || ${wordSql('c.small_unit')}) AS written, '' AS behind, NULL AS whole
FROM (SELECT *, ${extract('lower(t)', pattern)} AS c FROM texts
  WHERE p.digits = '' AND regexp_matches(lower(t), ${quoteLiteral(pattern.pattern)})) AS f
${joinWord('ul', 'c.large_unit')} ${joinWord('us', 'c.small_unit')}
LEFT JOIN ${PAIRS} AS pair(large, small, parts) ON pair.large = ul.id
  AND pair.small = CASE WHEN c.small_unit = '' AND ul.id = 'ft' THEN 'in' ELSE us.id END`;
}
