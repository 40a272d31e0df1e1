import { cellAt } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteLiteral } from '../../../core/sql';
import { orderOf, textOf, type Drawing } from './drawing';

/** One colour of the picture: a value, all rarer values together, or the rows without one. */
export interface Series {
  readonly label: string | null;
  readonly kind: 'all' | 'value' | 'other' | 'missing';
  readonly rows: number;
}

/** The colours of a picture, and the SQL that says of a row which one is its. */
export interface SeriesPlan {
  readonly series: readonly Series[];
  readonly expression: string;
  /** Distinct values of the colour; null without colour. */
  readonly values: number | null;
  readonly others: number | null;
}

/** Colours that can be told apart, by every kind of colour vision too. */
const MOST_SERIES = 7;

/** Reads the values of the colour, the most frequent ones first chosen, then in their own order where they have one. */
export async function planSeries(
  { database }: RunContext,
  drawing: Drawing,
  used: number,
): Promise<SeriesPlan> {
  const { colour, table } = drawing;
  if (colour === null) {
    return {
      series: [{ label: null, kind: 'all', rows: used }],
      expression: '0',
      values: null,
      others: null,
    };
  }
  const order = orderOf(colour) ?? 'NULL';
  const frame = await database.query(
    `WITH g AS (SELECT ${textOf(colour)} AS label, count(*) AS n, any_value(${order}) AS place FROM ${table} ` +
      `WHERE ${drawing.used} GROUP BY 1) SELECT label, n::DOUBLE AS n, place::DOUBLE AS place, ` +
      `(SELECT count(label) FROM g)::DOUBLE AS distinct_values FROM g ` +
      `ORDER BY label IS NOT NULL, n DESC, label LIMIT ${MOST_SERIES + 1}`,
  );
  const listed = Array.from({ length: frame.rows }, (_, row) => ({
    label: cellAt(frame, 'label', row) as string | null,
    rows: Number(cellAt(frame, 'n', row)),
    place: Number(cellAt(frame, 'place', row) ?? 0),
  }));
  const values = Number(cellAt(frame, 'distinct_values', 0) ?? 0);
  const kept = listed.filter(({ label }) => label !== null).slice(0, MOST_SERIES);
  // A stable sort: values without an order of their own stay by frequency.
  kept.sort((one, other) => one.place - other.place);
  const missing = listed.find(({ label }) => label === null);
  const rest = used - kept.reduce((sum, { rows }) => sum + rows, 0) - (missing?.rows ?? 0);
  const series: Series[] = [
    ...kept.map(({ label, rows }) => ({ label, kind: 'value' as const, rows })),
    ...(rest > 0 ? [{ label: null, kind: 'other' as const, rows: rest }] : []),
    ...(missing === undefined ? [] : [{ label: null, kind: 'missing' as const, rows: missing.rows }]),
  ];
  return { series, expression: placeOf(textOf(colour), series), values, others: values - kept.length };
}

/** SQL for the number of a row's series. */
function placeOf(text: string, series: readonly Series[]): string {
  const cases = series.map(({ label, kind }, index) =>
    label === null
      ? kind === 'missing'
        ? ` WHEN ${text} IS NULL THEN ${index}`
        : ''
      : ` WHEN ${text} = ${quoteLiteral(label)} THEN ${index}`,
  );
  const other = series.findIndex(({ kind }) => kind === 'other');
  const all = cases.join('');
  return all === '' ? '0' : `CASE${all} ELSE ${Math.max(0, other)} END`;
}
