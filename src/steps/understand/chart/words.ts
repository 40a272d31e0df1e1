import type { ChartParams } from './step';

const KIND_WORDS: Readonly<Record<ChartParams['kind'], string>> = {
  bar: 'bars',
  histogram: 'a histogram',
  line: 'a line',
  scatter: 'a scatter',
};

const AGGREGATE_WORDS: Readonly<Record<ChartParams['aggregate'], string>> = {
  count: 'the number of rows',
  sum: 'the sum',
  mean: 'the mean',
  median: 'the median',
  min: 'the least value',
  max: 'the greatest value',
};

/** True where the picture needs a column of numbers along y. */
export function needsY({ kind, aggregate }: Pick<ChartParams, 'kind' | 'aggregate'>): boolean {
  return kind === 'scatter' || (kind !== 'histogram' && aggregate !== 'count');
}

/** What the heights of a picture are: "the number of rows", "the mean of Income", or the name of y for a scatter. */
export function measureWords(params: Pick<ChartParams, 'kind' | 'aggregate' | 'y'>): string {
  if (params.kind === 'scatter') return params.y || '…';
  const aggregate = AGGREGATE_WORDS[params.kind === 'histogram' ? 'count' : params.aggregate];
  return needsY(params) ? `${aggregate} of ${params.y || '…'}` : aggregate;
}

const PREPOSITIONS: Readonly<Record<ChartParams['kind'], string>> = {
  bar: 'by',
  histogram: 'by',
  line: 'over',
  scatter: 'against',
};

/** The params as the sentence says them: "Draw [bars] of [the mean of Income] [by Home and Status] in credit". */
export function words(params: ChartParams): Readonly<Record<string, string>> {
  const { kind, x, colour } = params;
  const along = `${PREPOSITIONS[kind]} ${x || '…'}`;
  const joint = kind === 'bar' || kind === 'histogram' ? 'and' : 'by';
  return {
    kind: KIND_WORDS[kind],
    y: measureWords(params),
    x: colour === '' ? along : `${along} ${joint} ${colour}`,
  };
}
