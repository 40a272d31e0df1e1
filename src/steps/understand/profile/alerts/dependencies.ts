import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import { dropColumns, quoted, type Alert, type AlertInput } from './alert';
import { codesOf, crossErrors } from './cross-table';
import type { Questions } from './questions';

/** Columns whose values are held against each other, and the most values that one of them has. */
const MOST_COLUMNS = 12;
const MOST_VALUES = 250;
/** Each value stands in so many rows on average at least: rarer ones foretell anything. */
const ROWS_PER_VALUE = 5;
const LEAST_ROWS = 20;
/** Dependencies that are counted exactly in one large table. */
const MOST_EXACT = 12;

/** `from` foretells `to` but in `errors` rows, of which a blind guess of the commonest value would miss `blind`. */
interface Dependency {
  readonly from: string;
  readonly to: string;
  readonly rows: number;
  readonly errors: number;
  readonly blind: number;
}

/**
 * Functional dependencies a → b between columns of few values: with the commonest b for each a, how many rows are wrong. Told
 * where at least the share `dependency` of the errors of a blind guess is gone (Goodman and Kruskal's lambda). Looked for in a
 * sample, then counted in all rows. Rows in which either is missing are left out.
 */
export async function dependencies(input: AlertInput, questions: Questions): Promise<Alert[]> {
  const { statistics, thresholds } = input;
  const names = candidates(statistics.columns);
  if (names.length < 2 || statistics.rows < LEAST_ROWS) return [];
  const arrays = await questions.sampled(
    names.map(
      (name) =>
        `CASE WHEN ${quoteIdentifier(name)} IS NOT NULL THEN (hash(${quoteIdentifier(name)}) >> 12)::DOUBLE END`,
    ),
  );
  const likely = inSample(names, arrays).filter((found) => lambda(found) >= thresholds.dependency);
  const exact = questions.isAll ? likely : await fromAllRows(likely.slice(0, MOST_EXACT), questions);
  const found = exact.filter(
    (each) => lambda(each) >= thresholds.dependency && each.rows >= statistics.rows / 2,
  );
  return alertsOf(found, input);
}

/** The share of the errors of a blind guess that knowing `from` takes away. */
const lambda = ({ errors, blind }: Dependency): number => (blind === 0 ? 0 : 1 - errors / blind);

function candidates(columns: readonly ColumnStatistics[]): string[] {
  const isMeant = ({ distinct, count, type, values }: ColumnStatistics): boolean =>
    distinct !== null &&
    distinct >= 2 &&
    distinct <= MOST_VALUES &&
    values.complete &&
    count >= distinct * ROWS_PER_VALUE &&
    (type === 'text' || type === 'integer' || type === 'boolean');
  const likely = columns.filter(isMeant);
  // Texts and truths first: numbers are measured more often than they are codes.
  const ordered = [
    ...likely.filter(({ type }) => type !== 'integer'),
    ...likely.filter(({ type }) => type === 'integer'),
  ];
  return ordered.slice(0, MOST_COLUMNS).map(({ name }) => name);
}

function inSample(names: readonly string[], arrays: readonly Float64Array[]): Dependency[] {
  const codes = arrays.map((array) => codesOf(array, MOST_VALUES));
  const found: Dependency[] = [];
  names.forEach((from, i) => {
    names.forEach((to, j) => {
      if (i === j) return;
      const counted = crossErrors(codes[i]!, codes[j]!);
      found.push({ from, to, ...counted });
    });
  });
  return found;
}

async function fromAllRows(
  likely: readonly Dependency[],
  { table, select }: Questions,
): Promise<Dependency[]> {
  if (likely.length === 0) return [];
  const each = likely.map(({ from, to }, i) => {
    const [a, b] = [from, to].map(quoteIdentifier);
    const cells = `SELECT ${a} AS a, ${b} AS b, count(*) AS n FROM ${table} WHERE ${a} IS NOT NULL AND ${b} IS NOT NULL GROUP BY ALL`;
    return `(WITH g AS MATERIALIZED (${cells})
      SELECT ${i} AS i, (SELECT sum(n) FROM g)::DOUBLE AS total,
        (SELECT sum(m) FROM (SELECT max(n) AS m FROM g GROUP BY a))::DOUBLE AS known,
        (SELECT max(m) FROM (SELECT sum(n) AS m FROM g GROUP BY b))::DOUBLE AS guessed)`;
  });
  const rows = await select(each.join(' UNION ALL '));
  return rows.flatMap((row) => {
    const pair = likely[Number(row.i)];
    const total = Number(row.total);
    if (pair === undefined) return [];
    return [{ ...pair, rows: total, errors: total - Number(row.known), blind: total - Number(row.guessed) }];
  });
}

/** One alert for each column that follows, naming what it follows from; the more exact first. */
function alertsOf(found: readonly Dependency[], { format, thresholds }: AlertInput): Alert[] {
  const byTarget = new Map<string, Dependency[]>();
  for (const each of found) byTarget.set(each.to, [...(byTarget.get(each.to) ?? []), each]);
  const isBothWays = ({ from, to }: Dependency): boolean =>
    found.some((other) => other.from === to && other.to === from);
  const told = new Set<string>();
  return [...byTarget].flatMap(([to, all]) => {
    const [best, ...others] = [...all].sort((a, b) => a.errors - b.errors);
    // Two columns that follow from each other are told once.
    if (best === undefined || told.has(JSON.stringify([to, best.from]))) return [];
    if (isBothWays(best)) told.add(JSON.stringify([best.from, to]));
    const more = others.length > 0 ? ` ${format.count(others.length)} more do so too.` : '';
    const mutual = isBothWays(best) ? ', and the other way round' : '';
    const isExact = best.errors === 0;
    const text = isExact
      ? `Each value of ${quoted(best.from)} has one value here${mutual}, in all ${format.count(best.rows)} rows.${more}`
      : `${quoted(best.from)} foretells it but in ${format.count(best.errors)} of ${format.count(best.rows)} rows (knowing it avoids ${format.share(lambda(best))} of the mistakes made by always saying the commonest value; the alert begins at ${format.share(thresholds.dependency)})${mutual}. The exceptions may be mistakes.${more}`;
    const alert: Alert = {
      alert: 'dependency',
      column: to,
      severity: isExact ? 'note' : 'warning',
      text,
      numbers: {
        columns: [best.from, to],
        rows: best.rows,
        exceptions: best.errors,
        lambda: lambda(best),
        threshold: thresholds.dependency,
        others: others.map(({ from }) => from),
      },
      suggestion: isExact ? dropColumns([to]) : null,
      where: null,
    };
    return [alert];
  });
}
