import { cellAt, frameOfRows, type Frame } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { aggregateOf, finiteOrNull } from './aggregate';
import { orderOf, type Drawing } from './drawing';
import type { Facts } from './facts';
import { frames } from './frames';
import { groupBy } from './group-by';
import type { SeriesPlan } from './series';
import type { ChartParams } from './step';

/** What a kind of picture adds to the facts, and its frame. */
export interface Part {
  readonly facts: Partial<Facts>;
  readonly frame: Frame;
}

interface FoundBar {
  readonly label: string | null;
  readonly place: number;
  readonly rows: number;
  readonly series: number;
  readonly value: number | null;
}

/**
 * Bars of the most frequent values of x, one for each series, the rest together as "other" (its aggregate is over the rows of
 * the rest). Numbers, dates and truths stand in their own order, all else the highest bar first; "other" is last.
 */
export async function bars(
  { database }: RunContext,
  drawing: Drawing,
  plan: SeriesPlan,
  params: ChartParams,
): Promise<Part> {
  const order = orderOf(drawing.x) ?? 'NULL';
  const frame = await database.query(
    `WITH r AS (SELECT ${drawing.xValue} AS k, (${order})::DOUBLE AS o, ${drawing.yValue ?? 'NULL'} AS y, ${plan.expression} AS s ` +
      `FROM ${drawing.table} WHERE ${drawing.used}), ` +
      `g AS (SELECT k, any_value(o) AS o, row_number() OVER (ORDER BY count(*) DESC, k) AS place FROM r GROUP BY k), ` +
      `kept AS (SELECT * FROM g WHERE place <= ${params.categories}) ` +
      `SELECT kept.k AS label, any_value(kept.o) AS place, r.s::DOUBLE AS series, count(*)::DOUBLE AS rows, ` +
      `${aggregateOf(params.aggregate, 'r.y')} AS value, (SELECT count(*) FROM g)::DOUBLE AS x_values ` +
      `FROM r LEFT JOIN kept ON r.k = kept.k GROUP BY kept.k, r.s`,
  );
  const found = Array.from({ length: frame.rows }, (_, row): FoundBar => {
    const number = (name: string): number => Number(cellAt(frame, name, row) ?? 0);
    const label = cellAt(frame, 'label', row);
    return {
      label: label === null ? null : String(label),
      place: number('place'),
      rows: number('rows'),
      series: number('series'),
      value: finiteOrNull(cellAt(frame, 'value', row)),
    };
  });
  const groups = orderBars(found, drawing, params);
  const values = Number(cellAt(frame, 'x_values', 0) ?? 0);
  return {
    facts: {
      x_values: values,
      other_values: Math.max(0, values - params.categories),
      not_drawn: found.filter(({ value }) => value === null).length,
    },
    frame: frameOfRows(
      Object.keys(frames.bars ?? {}),
      groups.flatMap((group, bar) =>
        group
          .sort((one, other) => one.series - other.series)
          .map(({ label, series, value, rows }) => ({ bar, x: label, series, value, rows })),
      ),
    ),
  };
}

/** The bars of each value of x, in the order drawn. */
function orderBars(found: readonly FoundBar[], drawing: Drawing, { aggregate }: ChartParams): FoundBar[][] {
  const groups = [...groupBy(found, ({ label }) => label).values()];
  const isOther = (group: readonly FoundBar[]): number => (group[0]?.label === null ? 1 : 0);
  const byText = (one: readonly FoundBar[], other: readonly FoundBar[]): number =>
    compareTexts(one[0]?.label ?? '', other[0]?.label ?? '');
  const isOrdered = orderOf(drawing.x) !== null;
  const heightOf = (group: readonly FoundBar[]): number =>
    aggregate === 'count' || aggregate === 'sum'
      ? group.reduce((sum, { value }) => sum + (value ?? 0), 0)
      : Math.max(...group.map(({ value }) => value ?? -Infinity));
  const compare = (one: readonly FoundBar[], other: readonly FoundBar[]): number =>
    isOrdered ? (one[0]?.place ?? 0) - (other[0]?.place ?? 0) : heightOf(other) - heightOf(one);
  return groups.sort(
    (one, other) => isOther(one) - isOther(other) || compare(one, other) || byText(one, other),
  );
}

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
