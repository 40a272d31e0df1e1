import { frameOfRows } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import type { RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { bars, type Part } from './bars';
import { drawingOf, type Drawing } from './drawing';
import { countRows, factsFrame, type Facts } from './facts';
import { frames } from './frames';
import { histogram } from './histogram';
import { line } from './line';
import { remarks } from './remarks';
import { scatter } from './scatter';
import { planSeries, type SeriesPlan } from './series';
import type { ChartParams } from './step';

/** The frame in which each kind states what it draws. */
const FRAME_OF = { bar: 'bars', histogram: 'bins', line: 'line', scatter: 'points' } as const;

/** Computes a picture: which rows have a place in it, its colours, and then what its kind shows, all in the database. */
export async function run(context: RunContext, params: ChartParams, inputs: RunInputs): Promise<RunOutput> {
  const drawing = drawingOf(params, inputs);
  context.progress('rows');
  const counted = await countRows(context, drawing, params.kind);
  const plan = await planSeries(context, drawing, counted.used);
  context.progress('picture');
  const part = await partOf(context, drawing, plan, params, counted);
  const facts: Facts = { ...counted, colours: plan.values, other_colours: plan.others, ...part.facts };
  for (const remark of remarks(facts, params, numberFormat('en'))) context.notice(remark);
  return {
    artifacts: {},
    frames: {
      facts: factsFrame(facts),
      series: frameOfRows(
        Object.keys(frames.series ?? {}),
        plan.series.map((each) => ({ ...each })),
      ),
      [FRAME_OF[params.kind]]: part.frame,
    },
  };
}

function partOf(
  context: RunContext,
  drawing: Drawing,
  plan: SeriesPlan,
  params: ChartParams,
  facts: Facts,
): Promise<Part> {
  switch (params.kind) {
    case 'bar':
      return bars(context, drawing, plan, params);
    case 'histogram':
      return histogram(context, drawing, plan, params, facts);
    case 'line':
      return line(context, drawing, plan, params, facts);
    case 'scatter':
      return scatter(context, drawing, plan, params, facts);
  }
}
