import { frameRows } from '../../../../core/frame';
import { numberFormat } from '../../../../core/number-format';
import type { RunContext } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import { dropColumns, quoted, type Alert, type AlertNumbers } from '../alerts/alert';
import { nameOf, type ProfileTable } from '../columns';
import { MISSING } from './bin-plan';
import type { MeasuredPower } from './measure-power';
import { missingPower, type BinnedColumn } from './read-bins';
import type { Target } from './target-column';

/** Suspects that are looked at in all rows. */
const MOST_EXACT = 20;
/** From here on a number is a re-coding of another. */
const LINEAR = 0.9999;
/** Values repeat so often on average, or following from one of them means nothing. */
const ROWS_PER_VALUE = 2;

const format = numberFormat('en');

/** What leaks are looked for in: the powers over a target and its bins by column, and the power from which on one is suspect. */
interface Suspicion {
  readonly target: Target;
  readonly powers: readonly MeasuredPower[];
  readonly binned: ReadonlyMap<string, BinnedColumn>;
  readonly threshold: number;
}

/**
 * Columns that foretell the target nearly without error, or by their being missing: likely written down after it, or made of it.
 * What is found is looked at again in all rows: whether each value has one class, or the numbers lie on a line.
 */
export async function findLeaks(
  context: RunContext,
  table: ProfileTable,
  { target, powers, binned, threshold }: Suspicion,
): Promise<Alert[]> {
  const slots = target.kind === 'classes' ? target.classes.length : 0;
  const found: Alert[] = [];
  for (const { column, power, rows } of powers) {
    const own = binned.get(column.name);
    const byGap = own === undefined ? null : missingPower(own, slots);
    const isByGap = byGap !== null && power !== null && byGap >= threshold;
    if (!isByGap && (power === null || power.power < threshold)) continue;
    const known = power?.power ?? null;
    const proof = found.length < MOST_EXACT ? await proofOf(context, table, target, column) : noProof;
    const text = isByGap
      ? gapText(target, own!, byGap, threshold)
      : `It alone foretells ${quoted(target.column.name)}: knowing it takes away ${format.share(known ?? 0)} of the squared error of guessing, on rows not used for fitting (${format.count(rows)} rows; the alert begins at ${format.share(threshold)}).`;
    found.push({
      alert: 'leak',
      column: column.name,
      severity: 'severe',
      text: `${text}${proof.text} If it is not known before the target is, a model must not see it.`,
      numbers: { power: known, threshold, rows, missingPower: byGap, ...proof.numbers },
      suggestion: dropColumns([column.name]),
      where: isByGap ? [{ kind: 'missing', column: column.name }] : null,
    });
  }
  return found;
}

interface Proof {
  readonly text: string;
  readonly numbers: AlertNumbers;
}
const noProof: Proof = { text: '', numbers: {} };

/** What all rows say: that the column is the target in other words, or how often it is not. */
async function proofOf(
  { database }: RunContext,
  { table }: ProfileTable,
  target: Target,
  column: ColumnStatistics,
): Promise<Proof> {
  const rows = `SELECT ${nameOf(column)} AS v, ${nameOf(target.column)} AS y FROM ${quoteIdentifier(table)}`;
  if (target.kind === 'number') {
    if (column.numbers === undefined) return noProof;
    const frame = await database.query(
      `SELECT corr(v, z)::DOUBLE AS r FROM (SELECT v::DOUBLE AS v, ${target.sql('y')} AS z FROM (${rows})) WHERE isfinite(v)`,
    );
    const [{ r = null } = {}] = frameRows(frame);
    if (typeof r !== 'number' || !(Math.abs(r) >= LINEAR)) return noProof;
    return { text: ` The two lie on a line: Pearson’s r is ${format.number(r)}.`, numbers: { r } };
  }
  if ((column.distinct ?? Infinity) * ROWS_PER_VALUE > column.count) return noProof;
  const frame = await database.query(
    `SELECT sum(n)::DOUBLE AS total, sum(most)::DOUBLE AS known FROM (SELECT v, sum(n) AS n, max(n) AS most FROM
      (SELECT v, k, count(*) AS n FROM (SELECT v, ${target.sql('y')} AS k FROM (${rows})) WHERE k IS NOT NULL GROUP BY v, k) GROUP BY v)`,
  );
  const [row = {}] = frameRows(frame);
  const total = Number(row.total ?? 0);
  const exceptions = total - Number(row.known ?? 0);
  const text =
    exceptions === 0
      ? ` In all ${format.count(total)} rows each of its values has one class: a re-coding of the target, or of what decides it.`
      : ` Each of its values has one class but in ${format.count(exceptions)} of ${format.count(total)} rows.`;
  return { text, numbers: { exceptions, total } };
}

/** In which classes, or at which mean, the column is missing. */
function gapText(target: Target, { cells }: BinnedColumn, power: number, threshold: number): string {
  const gone = cells.filter(({ code }) => code === MISSING);
  const rule = `${format.share(power)} of the variance is explained by it; the alert begins at ${format.share(threshold)}`;
  const name = quoted(target.column.name);
  if (target.kind === 'number') {
    const meanIn = (own: typeof cells): string => {
      const n = own.reduce((sum, cell) => sum + cell.n, 0);
      const sum = own.reduce((all, cell) => all + cell.sum, 0);
      return format.number(target.centre + target.scale * (sum / n));
    };
    const there = cells.filter(({ code }) => code !== MISSING);
    return `Whether it is missing gives ${name} away: the mean is ${meanIn(gone)} where it is missing, and ${meanIn(there)} elsewhere (${rule}).`;
  }
  const shares = target.classes.map(({ label, rows }, slot) => {
    const n = gone.find((cell) => cell.slot === slot)?.n ?? 0;
    return { label, share: rows === 0 ? 0 : n / rows };
  });
  const [first, last] = [...shares]
    .sort((a, b) => b.share - a.share)
    .filter((_, i, all) => i === 0 || i === all.length - 1);
  return `Whether it is missing gives ${name} away: it is missing in ${format.share(first?.share ?? 0)} of the rows of ${quoted(first?.label ?? '')} and in ${format.share(last?.share ?? 0)} of those of ${quoted(last?.label ?? '')} (${rule}).`;
}
