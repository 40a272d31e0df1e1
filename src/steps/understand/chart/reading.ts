import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { frameRows, type Cell, type Frame, type FrameRow } from '../../../core/frame';
import { counted } from '../../../core/words';
import { MOST_BINS } from './binning';
import { factsOf, type Facts } from './facts';
import { groupBy } from './group-by';
import { lineSentences } from './line-reading';
import { remarks } from './remarks';
import type { ChartParams } from './step';
import { measureWords } from './words';

/** What a sentence about a picture is made from. */
export interface Told {
  readonly facts: Facts;
  readonly params: ChartParams;
  readonly rows: readonly FrameRow[];
  readonly series: readonly FrameRow[];
  readonly format: ReadingInput<ChartParams>['format'];
}

/** A share of a histogram's rows in one bin from which a log scale is worth a try. */
const CROWDED = 0.6;

/** Says what the picture shows, in numbers, and what of the table is not in it. */
export function read(input: ReadingInput<ChartParams>): Reading {
  const { frames, params, format } = input;
  const facts = factsOf(frames.facts);
  if (facts === undefined) return { text: '', suggestions: [] };
  const told: Told = {
    facts,
    params,
    rows: rowsOf(frames.bars ?? frames.bins ?? frames.line ?? frames.points),
    series: rowsOf(frames.series),
    format,
  };
  const sentences = [
    told.rows.length === 0 ? emptySentence(facts) : pictureSentences(told),
    ...remarks(facts, params, format).map(({ text }) => text),
  ];
  return { text: sentences.filter((text) => text !== '').join(' '), suggestions: suggestions(input, told) };
}

const rowsOf = (frame: Frame | undefined): FrameRow[] => (frame === undefined ? [] : frameRows(frame));

function emptySentence({ rows }: Facts): string {
  return rows === 0 ? 'The table has no rows, so there is nothing to draw.' : 'No row is left to draw.';
}

function pictureSentences(told: Told): string {
  switch (told.facts.kind) {
    case 'bar':
      return barSentence(told);
    case 'histogram':
      return histogramSentence(told);
    case 'line':
      return lineSentences(told);
    case 'scatter':
      return scatterSentence(told);
  }
}

/** A value as a name in a sentence. */
function named(row: FrameRow, series: readonly FrameRow[], params: ChartParams): string {
  const name = row.x === null ? 'other' : `“${String(row.x)}”`;
  if (params.colour === '') return name;
  const { label, kind } = series[Number(row.series)] ?? {};
  return `${name} with ${params.colour} ${kind === 'value' ? `“${String(label)}”` : String(kind)}`;
}

function barSentence({ facts, params, rows, series, format }: Told): string {
  const withValue = rows.filter(({ value }) => value !== null);
  const sorted = withValue.sort((one, other) => Number(other.value) - Number(one.value));
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return 'No bar has a value that can be drawn.';
  const isCount = params.aggregate === 'count';
  const value = (row: FrameRow): string =>
    isCount
      ? `${format.count(Number(row.value))} of ${format.count(facts.used)} rows, ${format.share(Number(row.value) / facts.used)}`
      : `${format.number(Number(row.value))}, over ${counted(Number(row.rows), 'row', format)}`;
  const name = (row: FrameRow): string => named(row, series, params);
  const subject = capital(measureWords(params));
  if (first === last) return `There is one bar, ${name(first)}: ${value(first)}.`;
  if (first.value === last.value) {
    return `${subject} is the same for all ${format.count(sorted.length)} bars: ${isCount ? format.count(Number(first.value)) : format.number(Number(first.value))}.`;
  }
  return `${subject} is greatest for ${name(first)} (${value(first)}) and least for ${name(last)} (${value(last)}).`;
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const RULES: Partial<Record<NonNullable<Facts['rule']>, string>> = {
  freedman_diaconis: ' by the rule of Freedman and Diaconis',
  sturges: ' by the rule of Sturges, since the middle half of the values is one value',
  cap: ` (Freedman and Diaconis would take more; by itself a chart takes ${MOST_BINS} at most)`,
};

/** The bins with the counts of all series together. */
function wholeBins(rows: readonly FrameRow[]): { low: Cell; high: Cell; count: number }[] {
  const groups = groupBy(rows, ({ low }) => low);
  return [...groups.values()].map((group) => ({
    low: group[0]?.low ?? null,
    high: group[0]?.high ?? null,
    count: group.reduce((sum, { count }) => sum + Number(count), 0),
  }));
}

function histogramSentence({ facts, params, rows, format }: Told): string {
  const bins = wholeBins(rows);
  const fullest = bins.reduce((most, bin) => (bin.count > most.count ? bin : most));
  const value = (cell: Cell): string => (typeof cell === 'number' ? format.number(cell) : String(cell));
  const share = `${format.count(fullest.count)} of ${counted(facts.used, 'row', format)} (${format.share(fullest.count / facts.used)})`;
  if (facts.rule === 'constant')
    return `“${params.x}” is ${value(facts.x_low)} in all ${counted(facts.used, 'row', format)}.`;
  const range = `“${params.x}” runs from ${value(facts.x_low)} to ${value(facts.x_high)}`;
  if (facts.unit !== null) {
    return `${range}; the fullest ${facts.unit} begins ${value(fullest.low)} and holds ${share}.`;
  }
  const place = `${value(fullest.low)} to ${value(fullest.high)}`;
  const count = `${counted(bins.length, 'bin', format)}${RULES[facts.rule ?? 'asked'] ?? ''}`;
  return `${range}. Of ${count}, the fullest is ${place} with ${share}.`;
}

function scatterSentence({ facts, params, format }: Told): string {
  const { pearson, used, x_low, x_high, y_low, y_high } = facts;
  const range = (low: unknown, high: unknown): string =>
    `${format.number(Number(low))} to ${format.number(Number(high))}`;
  const ranges = `“${params.x}” runs from ${range(x_low, x_high)}, “${params.y}” from ${range(y_low, y_high)}.`;
  if (params.x === params.y)
    return `“${params.x}” stands along both axes, so there is nothing to compare. It runs from ${range(x_low, x_high)}.`;
  if (pearson === null)
    return `${ranges} No correlation: ${used === 1 ? 'there is one row only' : 'one of them is constant'}.`;
  const logs = [params.xScale === 'log' ? params.x : '', params.yScale === 'log' ? params.y : ''];
  const of = logs.filter((name) => name !== '').map((name) => `“${name}”`);
  const basis = of.length === 0 ? '' : `, of the logarithm of ${of.join(' and ')}`;
  return `Pearson’s r is ${format.number(pearson)} (n = ${format.count(used)}${basis}): ${relation(pearson, params)}. ${ranges}`;
}

/** r in words, at the customary marks of 0.1, 0.3 and 0.5 (Cohen 1988). */
function relation(pearson: number, { x, y }: ChartParams): string {
  const size = Math.abs(pearson);
  if (size < 0.1) return `hardly any linear relation`;
  const strength = size < 0.3 ? 'weakly' : size < 0.5 ? 'moderately' : 'strongly';
  return `“${y}” ${pearson > 0 ? 'rises' : 'falls'} ${strength} with “${x}”`;
}

function suggestions({ params, inputs }: ReadingInput<ChartParams>, told: Told): Suggestion[] {
  const table = inputs.table;
  if (typeof table !== 'string' || table === '') return [];
  const follow = { inputs: { table: { name: table } } };
  const { facts } = told;
  const counts =
    facts.kind === 'histogram' && facts.unit === null ? wholeBins(told.rows).map(({ count }) => count) : [];
  const crowded = counts.length > 1 && Math.max(...counts) > CROWDED * facts.used;
  if (crowded && params.xScale === 'linear' && Number(facts.x_low) > 0) {
    const share = told.format.share(Math.max(...counts) / facts.used);
    const reason = `One bin holds ${share} of the rows, and all values are above 0.`;
    const title = `Draw ${params.x} on a log scale`;
    return [{ step: 'chart', title, reason, params: { ...params, xScale: 'log' }, ...follow }];
  }
  if (facts.missing + facts.not_finite === 0) return [];
  const left = counted(facts.missing + facts.not_finite, 'row has', told.format, 'rows have');
  const reason = `${left} no place in this picture: see which columns lack values.`;
  return [{ step: 'profile', title: `Profile ${table}`, reason, params: {}, ...follow }];
}
