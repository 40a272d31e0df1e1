import type { ModelValue } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import type { RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { toModelValue } from '../../../kernels/logistic/table/model-value';
import { judgeVariants, type BootstrapOutput } from '../../../kernels/metrics/bootstrap';
import { curveFrames } from './curves';
import { figureFrames, type Leak } from './frames';
import { countRowsIn } from './leaks';
import { noticesOf } from './notices';
import { readMaterial, type Material } from './prepare';
import type { CompareBalancingParams } from './step';
import { fitAll, type Fitted } from './variants';

/** New rows fall on fewer held-out rows than this share of them; a table resampled before the split holds far more. */
const CHANCE_SHARE = 0.1;
/** Rows x variants x replicas beyond which fewer replicas are drawn: some 10 s. */
const MOST_WORK = 400_000_000;
const LEAST_REPLICAS = 20;

/**
 * Fits a logistic model for every way to balance, and judges all of them on the same held-out rows. Nothing is chosen on those:
 * the threshold comes from predictions out of fold of the training rows.
 */
export async function run(
  context: RunContext,
  params: CompareBalancingParams,
  inputs: RunInputs,
): Promise<RunOutput> {
  const material = await readMaterial(context, params, inputs);
  context.progress('looking for rows on both sides');
  const leaks = await findLeaks(context, material);
  context.progress('fitting', 0);
  const fitted = await fitAll(context, params, material);
  context.progress('judging', 0);
  const { judgement, replicas } = await judge(context, params, material, fitted);
  const model = keptModel(params, material, fitted);
  for (const notice of noticesOf(params, material, fitted, leaks, replicas)) context.notice(notice);
  return {
    artifacts: { model: { kind: 'model', value: model } },
    frames: {
      ...figureFrames({ params, material, fitted, judgement, leaks, replicas }),
      ...curveFrames(params, material, fitted),
    },
  };
}

async function findLeaks(context: RunContext, { tables }: Material): Promise<Leak[]> {
  const leaks: Leak[] = [];
  const learnt = [tables.train, ...tables.resampled];
  const of = tables.judged.rows;
  for (const [number, table] of learnt.entries()) {
    const rows = await countRowsIn(context, tables.judged, table);
    const isSplitRight = number > 0 && leaks[0]!.rows === 0;
    const isByChance = isSplitRight && table.traits.synthetic && rows > 0 && rows < CHANCE_SHARE * of;
    leaks.push({ table: number === 0 ? 'train' : `resampled_${number}`, rows, of, isByChance });
  }
  return leaks;
}

async function judge(
  context: RunContext,
  { replicas: asked, seed }: CompareBalancingParams,
  { judged }: Material,
  { variants }: Fitted,
): Promise<{ readonly judgement: BootstrapOutput; readonly replicas: number }> {
  const work = judged.labels.length * variants.length;
  const replicas = Math.min(asked, Math.max(LEAST_REPLICAS, Math.floor(MOST_WORK / work)));
  const against = variants.flatMap(({ kind }, number) =>
    kind === 'plain' || kind === 'threshold' ? [number] : [],
  );
  const judgement = await context.kernels.call(
    judgeVariants,
    { variants: variants.map((one) => one.judged), against, replicas, seed },
    [],
    (fraction) => context.progress('judging', fraction),
  );
  return { judgement, replicas };
}

/** The model that is handed on. One of several classes by means has no threshold; put right for the prior it has the chosen one. */
function keptModel(
  { keep, keepNumber }: CompareBalancingParams,
  { tables, target, groups, plans }: Material,
  { plain, weights, resampled, threshold, shares }: Fitted,
): ModelValue {
  if (keep === 'resampled' && keepNumber > resampled.length) {
    failWith('resampled-table-missing', { number: keepNumber, count: resampled.length });
  }
  const [{ fit }, learntShares] =
    keep === 'plain'
      ? [plain, shares.world]
      : keep === 'class weights'
        ? [weights, shares.weights]
        : [resampled[keepNumber - 1]!, shares.resampled[keepNumber - 1]!];
  // Classes put together have a name of their own, which no other type than a text can hold.
  const isText = target.type === 'other' || target.type === 'text' || groups.hasOthers;
  return toModelValue({
    ...{ target: target.name, classes: groups.names, features: plans, model: fit.model },
    classType: isText ? 'VARCHAR' : target.sqlType,
    hasOthers: groups.hasOthers,
    positive: groups.positive,
    threshold: keep === 'plain' ? (threshold ?? 0.5) : 0.5,
    ...{ learntShares, worldShares: shares.world },
    learntFrom: { key: tables.train.key, part: tables.train.traits.part },
  });
}
