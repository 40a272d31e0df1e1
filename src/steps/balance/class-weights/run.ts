import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import type { Notice } from '../../../core/contract';
import { failWith } from '../../../core/failure';
import { frameOfRows, type Frame } from '../../../core/frame';
import type { RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { isTrainingPart } from '../../../core/split-part';
import { quoteIdentifier } from '../../../core/sql';
import { readClasses, type ClassRows } from '../../../kernels/logistic/table/classes';
import { codeSql } from '../../../kernels/logistic/table/read';
import { classWeights } from '../../../kernels/logistic/table/weights';
import { classWeightsStep, type ClassWeightsParams } from './step';

/** Counts the classes, then adds the column in one scan. Rows without a class get no weight. */
export async function run(
  context: RunContext,
  params: ClassWeightsParams,
  inputs: RunInputs,
): Promise<RunOutput> {
  const table = tableAt(inputs);
  const target = requireColumn(table, params.target);
  if (table.columns.some(({ name }) => name.toLowerCase() === params.name.toLowerCase())) {
    failWith('columns-same-name', { name: params.name });
  }
  context.progress('counting classes');
  const classes = await readClasses(context, table, target);
  const labels = classes.map(({ label }) => label);
  const counts = classes.map(({ rows }) => rows);
  const weights = classWeights(labels, counts, params.weighting, params.weights);
  context.progress('writing');
  const place = codeSql(quoteIdentifier(target.name), labels);
  const list = `[${weights.map(doubleSql).join(', ')}]::DOUBLE[]`;
  const weighted = await context.database.createTable(
    `SELECT *, list_extract(${list}, (${place})::BIGINT) AS ${quoteIdentifier(params.name)} FROM ${quoteIdentifier(table.table)}`,
  );
  for (const notice of noticesOf(table, classes)) context.notice(notice);
  return {
    artifacts: { weighted: { kind: 'table', ...weighted } },
    frames: framesOf(table, classes, weights),
  };
}

/** A double with all its digits: a literal with a point alone would be a DECIMAL. */
const doubleSql = (value: number): string => `'${value}'::DOUBLE`;

function framesOf(
  { rows, traits }: TableArtifact,
  classes: readonly ClassRows[],
  weights: readonly number[],
): Record<string, Frame> {
  const labelled = classes.reduce((sum, one) => sum + one.rows, 0);
  const total = classes.reduce((sum, one, of) => sum + one.rows * weights[of]!, 0);
  const squares = classes.reduce((sum, one, of) => sum + one.rows * weights[of]! ** 2, 0);
  const list = classes.map((one, of) => ({
    ...{ class: one.label, rows: one.rows, share: one.rows / labelled, weight: weights[of]! },
    weight_sum: one.rows * weights[of]!,
    weighted_share: total > 0 ? (one.rows * weights[of]!) / total : null,
  }));
  const without = rows > labelled ? [{ class: null, rows: rows - labelled }] : [];
  const summary = {
    ...{ rows, labelled, classes: classes.length, part: traits.part },
    largest_weight: weights.length === 0 ? null : Math.max(...weights),
    effective_rows: squares > 0 ? total ** 2 / squares : null,
  };
  return {
    classes: frameOfRows(Object.keys(classWeightsStep.frames.classes!), [...list, ...without]),
    summary: frameOfRows(Object.keys(classWeightsStep.frames.summary!), [summary]),
  };
}

function noticesOf({ traits, rows }: TableArtifact, classes: readonly ClassRows[]): Notice[] {
  const { part } = traits;
  const labelled = classes.reduce((sum, one) => sum + one.rows, 0);
  const notices: Notice[] = [];
  if (part !== null && !isTrainingPart(part)) {
    const text = `The part “${part}” is not the training part: weights belong to the rows that are learned from, and what judges keeps the shares of the world.`;
    notices.push({ code: 'weighed-other-part', text, isWarning: true });
  }
  if (rows > labelled) {
    const text = `Rows without a class: ${rows - labelled}. They have no weight.`;
    notices.push({ code: 'rows-without-weight', text });
  }
  return notices;
}
