import type { TableArtifact } from '../../../core/artifact';
import type { Notice } from '../../../core/contract';
import { failWith } from '../../../core/failure';
import { frameOfRows, type Cell, type Frame } from '../../../core/frame';
import type { MadeTable, RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import type { RawFeature } from '../../../kernels/logistic/features';
import { predictLogistic } from '../../../kernels/logistic/predict';
import { readLabels } from '../../../kernels/logistic/table/classes';
import { fromModelValue, type TableModel } from '../../../kernels/logistic/table/model-value';
import { readFeatures, requireFeatures } from '../../../kernels/logistic/table/read';
import { decide } from '../../../kernels/metrics/judge';
import { correctPrior } from '../../../kernels/metrics/prior';
import { predict, type PredictParams } from './step';

/** Bins of the picture. */
const BINS = 20;

/** Computes probabilities in a worker; the table and its new columns meet row by row inside the database. */
export async function run(context: RunContext, params: PredictParams, inputs: RunInputs): Promise<RunOutput> {
  const { table, model } = inputsOf(inputs);
  requireFeatures(table, model.features);
  requireNames(table, model, params);
  context.progress('reading');
  const features = await readFeatures(context, table, model.features, 'true');
  context.progress('predicting');
  const raw = await context.kernels.call(predictLogistic, { model: model.model, features, rows: table.rows });
  const probabilities = params.correct ? correctPrior(raw, model.worldShares, model.learntShares) : raw;
  const threshold = params.threshold ?? model.threshold;
  const decided = decide(probabilities, model.positive, threshold);
  context.progress('writing');
  const predicted = await writeTable(context, table, model, params, probabilities, decided);
  const frames = {
    classes: await classesFrame(context, table, model, probabilities, decided),
    histogram: histogramFrame(probabilities, decided, model),
    features: featuresFrame(model, features),
  };
  for (const notice of [...learntNotices(table, model), ...noticesOf(model, features, params)])
    context.notice(notice);
  const { part, sampled, synthetic, balancedFrom } = table.traits;
  return {
    artifacts: { predicted: { kind: 'table', ...predicted } },
    frames: { ...frames, summary: summaryFrame(table, model, params, frames.classes) },
    // The rows are those of the table, whatever part the model learned from.
    traits: { predicted: { part, sampled, synthetic, ...(balancedFrom && { balancedFrom }) } },
  };
}

function inputsOf(inputs: RunInputs): { readonly table: TableArtifact; readonly model: TableModel } {
  const { model } = inputs;
  if (model === undefined || !('kind' in model) || model.kind !== 'model') {
    throw new Error('The step predict was run without a model.');
  }
  return { table: tableAt(inputs), model: fromModelValue(model.value) };
}

/** The names of the new columns: the class predicted, then a probability per class. */
function newNames({ classes }: TableModel, { prefix }: PredictParams): string[] {
  return [`${prefix}predicted`, ...classes.map((label) => `${prefix}probability_${label}`)];
}

function requireNames(table: TableArtifact, model: TableModel, params: PredictParams): void {
  const taken = new Set(table.columns.map(({ name }) => name.toLowerCase()));
  for (const name of newNames(model, params)) {
    if (taken.has(name.toLowerCase())) failWith('columns-same-name', { name });
    taken.add(name.toLowerCase());
  }
}

async function writeTable(
  { database }: RunContext,
  table: TableArtifact,
  model: TableModel,
  params: PredictParams,
  probabilities: readonly Float64Array[],
  decided: Int32Array,
): Promise<MadeTable> {
  const numbers = await database.createNumbers({
    decided: Float64Array.from(decided),
    ...Object.fromEntries(probabilities.map((values, of) => [`p${of}`, values])),
  });
  const [predicted = '', ...names] = newNames(model, params).map(quoteIdentifier);
  const cases = model.classes.map((label, of) => `WHEN ${of} THEN ${quoteLiteral(label)}`);
  const value = `CAST(CASE m.decided::INTEGER ${cases.join(' ')} END AS ${model.classType}) AS ${predicted}`;
  const columns = names.map((name, of) => `m.p${of} AS ${name}`);
  return database.createTable(
    `SELECT source.*, ${[value, ...columns].join(', ')} FROM ${quoteIdentifier(table.table)} AS source POSITIONAL JOIN ${quoteIdentifier(numbers.table)} AS m`,
  );
}

const frameOf = (name: string, rows: readonly Record<string, Cell>[]): Frame =>
  frameOfRows(Object.keys(predict.frames[name] ?? {}), rows);

async function classesFrame(
  context: RunContext,
  table: TableArtifact,
  model: TableModel,
  probabilities: readonly Float64Array[],
  decided: Int32Array,
): Promise<Frame> {
  const known = await readKnown(context, table, model);
  const rows = model.classes.map((label, of) => {
    const called = decided.reduce((n, code) => n + (code === of ? 1 : 0), 0);
    const sum = probabilities[of]!.reduce((total, value) => total + value, 0);
    return {
      ...{ class: label, predicted: called, mean_probability: table.rows > 0 ? sum / table.rows : null },
      rows: known === null ? null : known.reduce((n, code) => n + (code === of ? 1 : 0), 0),
      right:
        known === null
          ? null
          : known.reduce((n, code, row) => n + (code === of && decided[row] === of ? 1 : 0), 0),
    };
  });
  return frameOf('classes', rows);
}

/** The known class of every row by its number, -1 where it is missing or unknown; null where the table has no target. */
async function readKnown(
  context: RunContext,
  table: TableArtifact,
  { target, classes, hasOthers }: TableModel,
): Promise<Int32Array | null> {
  if (!table.columns.some(({ name }) => name === target)) return null;
  return readLabels(context, table, target, classes, 'true', hasOthers ? 0 : -1);
}

function histogramFrame(
  probabilities: readonly Float64Array[],
  decided: Int32Array,
  { positive }: TableModel,
): Frame {
  const counts = new Array<number>(BINS).fill(0);
  decided.forEach((code, row) => {
    const p = probabilities[positive ?? code]![row]!;
    const bin = Math.min(BINS - 1, Math.floor(p * BINS));
    counts[bin] = counts[bin]! + 1;
  });
  return frameOf(
    'histogram',
    counts.map((count, bin) => ({ low: bin / BINS, high: (bin + 1) / BINS, count })),
  );
}

/** Missing and unknown values of a feature. */
function gapsOf(feature: RawFeature): { readonly missing: number; readonly unknown: number } {
  const count = (values: Float64Array, test: (value: number) => boolean): number =>
    values.reduce((n, value) => n + (test(value) ? 1 : 0), 0);
  return feature.kind === 'number'
    ? { missing: count(feature.values, (value) => !Number.isFinite(value)), unknown: 0 }
    : {
        missing: count(feature.codes, (code) => code < 0),
        unknown: count(feature.codes, (code) => code === 0),
      };
}

function featuresFrame({ features: plans, model }: TableModel, features: readonly RawFeature[]): Frame {
  return frameOf(
    'features',
    plans.map(({ name, kind }, number) => ({
      ...{ feature: name, kind, ...gapsOf(features[number]!) },
      learnt_missing: model.learnt[number]!.hasMissing,
    })),
  );
}

function summaryFrame(
  { rows }: TableArtifact,
  { target, classes, positive, threshold }: TableModel,
  params: PredictParams,
  counts: Frame,
): Frame {
  const known = Array.from(counts.columns.rows ?? []);
  const labelled = known.includes(null) ? null : known.reduce<number>((sum, n) => sum + Number(n), 0);
  return frameOf('summary', [
    {
      ...{ rows, target, positive: positive === null ? null : classes[positive]! },
      threshold: positive === null ? null : (params.threshold ?? threshold),
      ...{ corrected: params.correct, labelled },
    },
  ]);
}

/** Rows that the model has learned from, as far as the table itself tells. */
function learntNotices({ key, traits }: TableArtifact, { learntFrom }: TableModel): Notice[] {
  if (learntFrom === null) return [];
  const isSame = key === learntFrom.key;
  const isOfPart = traits.part !== null && traits.part === learntFrom.part;
  if (!isSame && !isOfPart) return [];
  const what = isSame
    ? 'The model learned from these very rows'
    : `The model learned from the part “${String(traits.part)}”, which these rows are of`;
  const text = `${what}: what is right here says how well they are remembered, not how well new rows are predicted. Predict rows that it has not seen, such as the test part.`;
  return [{ code: 'predicted-learnt-rows', text, isWarning: true }];
}

function noticesOf(
  { learntShares, worldShares, model, features: plans }: TableModel,
  features: readonly RawFeature[],
  { correct }: PredictParams,
): Notice[] {
  const notices: Notice[] = [];
  const isShifted = learntShares.some((share, of) => Math.abs(share - worldShares[of]!) > 1e-9);
  if (isShifted && !correct) {
    const text =
      'The model learned from other shares of the classes than its rows had: its probabilities are shifted. “Correct” puts them right.';
    notices.push({ code: 'probabilities-shifted', text });
  }
  const strange = plans.filter(
    (_, number) => gapsOf(features[number]!).missing > 0 && !model.learnt[number]!.hasMissing,
  );
  if (strange.length > 0) {
    const names = strange.slice(0, 5).map(({ name }) => `“${name}”`);
    const more = strange.length > 5 ? ` and ${strange.length - 5} more` : '';
    const text = `The model has never seen a missing value in ${names.join(', ')}${more}; it takes the mean there, or no level.`;
    notices.push({ code: 'missing-not-learnt', text });
  }
  return notices;
}
