import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import type { Notice } from '../../../core/contract';
import { failWith } from '../../../core/failure';
import type { RunContext, RunInputs } from '../../../core/run-context';
import { tableAt, tablesAt } from '../../../core/run-inputs';
import type { Column } from '../../../core/table';
import { quotedNames } from '../../../core/words';
import type { RawFeature } from '../../../kernels/logistic/features';
import {
  classesAsTheyCame,
  hasClass,
  readClasses,
  readLabels,
} from '../../../kernels/logistic/table/classes';
import { planFeatures, type FeaturePlan } from '../../../kernels/logistic/table/plan';
import { readFeatures, requireFeatures } from '../../../kernels/logistic/table/read';
import { groupClasses, type ClassGroups } from './classes';
import type { CompareBalancingParams } from './step';

/** Rows with a class: their features and the numbers of their classes. */
export interface Rows {
  readonly features: readonly RawFeature[];
  readonly labels: Int32Array;
}

/** The tables, and what is read of them. */
export interface Material {
  readonly tables: {
    readonly train: TableArtifact;
    readonly judged: TableArtifact;
    readonly resampled: readonly TableArtifact[];
  };
  readonly target: Column;
  readonly groups: ClassGroups;
  readonly plans: readonly FeaturePlan[];
  readonly train: Rows;
  readonly judged: Rows;
  /** Held-out rows of a class that is not among the training rows, which cannot be judged. */
  readonly unknown: number;
  readonly resampled: readonly Rows[];
  readonly notices: readonly Notice[];
}

/** Reads all tables by the features that the training rows give. Throws the named failures of columns, classes and models. */
export async function readMaterial(
  context: RunContext,
  params: CompareBalancingParams,
  inputs: RunInputs,
): Promise<Material> {
  const train = tableAt(inputs, 'train');
  const judged = tableAt(inputs, 'judged');
  const resampled = tablesAt(inputs, 'resampled');
  const others = [judged, ...resampled];
  const target = requireColumn(train, params.target);
  for (const table of others) requireColumn(table, params.target);
  context.progress('counting classes');
  const classes = await readClasses(context, train, target);
  if (classes.length < 2) {
    const known = classes.reduce((sum, { rows }) => sum + rows, 0);
    const gaps = known < train.rows ? `, beside ${train.rows - known} rows without one,` : '';
    const count = `${classes.length === 0 ? 'no class' : 'one class'}${gaps}`;
    failWith('model-classes-too-few', { name: target.name, count });
  }
  const came = classesAsTheyCame(classes, target.name, train.traits);
  const groups = groupClasses(classes, params.positive, came);
  const { plans, notices } = await planCommon(context, train, others, params);
  for (const table of others) requireFeatures(table, plans);
  const values = classes.map(({ label }) => label);
  const readRows = async (table: TableArtifact): Promise<Rows> => ({
    features: await readFeatures(context, table, plans, hasClass(target.name)),
    labels: (await readLabels(context, table, target.name, values)).map(groups.groupOf),
  });
  context.progress('reading');
  const learnt = await readRows(train);
  const all = await readRows(judged);
  const rows: Rows[] = [];
  for (const table of resampled) rows.push(knownRows(await readRows(table)));
  rows.forEach(({ labels }, number) => requireClasses(labels, groups, number + 1));
  const known = knownRows(all);
  if (known.labels.length === 0) {
    failWith('judged-rows-none', { table: 'the held-out table', name: target.name });
  }
  return {
    ...{ tables: { train, judged, resampled }, target, groups, plans, notices },
    ...{ train: learnt, judged: known, resampled: rows },
    unknown: all.labels.length - known.labels.length,
  };
}

/** A resampled table that lost a class says nothing of it: a model of it would look like a way to balance, and be none. */
function requireClasses(labels: Int32Array, { names }: ClassGroups, number: number): void {
  const lost = names.filter((_, of) => !labels.includes(of));
  if (lost.length > 0) failWith('resampled-class-missing', { number, names: quotedNames(lost) });
}

/** Where no feature is named, only columns that all tables have come into question. */
async function planCommon(
  context: RunContext,
  train: TableArtifact,
  others: readonly TableArtifact[],
  { target, features }: CompareBalancingParams,
): Promise<{ readonly plans: readonly FeaturePlan[]; readonly notices: readonly Notice[] }> {
  const isCommon = ({ name }: Column): boolean =>
    others.every(({ columns }) => columns.some((column) => column.name === name));
  const lacking =
    features.length > 0 ? [] : train.columns.filter((column) => !isCommon(column)).map(({ name }) => name);
  const excluded = [target, ...lacking];
  const found = await planFeatures(context, train, features, excluded, hasClass(target));
  if (found.features.length === 0) failWith('model-features-none');
  const text = `Left out, as not all tables have ${lacking.length === 1 ? 'it' : 'them'}: ${quotedNames(lacking)}.`;
  const notices = lacking.length === 0 ? [] : [{ code: 'columns-not-common', text }];
  return { plans: found.features, notices: [...notices, ...found.notices] };
}

/** The rows whose class is known. */
function knownRows({ features, labels }: Rows): Rows {
  if (labels.every((of) => of >= 0)) return { features, labels };
  const isKnown = (_: number, row: number): boolean => labels[row]! >= 0;
  return {
    labels: labels.filter((of) => of >= 0),
    features: features.map((feature) =>
      feature.kind === 'number'
        ? { ...feature, values: feature.values.filter(isKnown) }
        : { ...feature, codes: feature.codes.filter(isKnown) },
    ),
  };
}
