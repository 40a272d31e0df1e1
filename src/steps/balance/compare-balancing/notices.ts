import type { TableArtifact } from '../../../core/artifact';
import type { Notice } from '../../../core/contract';
import { numberFormat } from '../../../core/number-format';
import { isTrainingPart } from '../../../core/split-part';
import { counted, listText, quotedNames } from '../../../core/words';
import { trueRate, type Leak } from './frames';
import type { Material } from './prepare';
import type { CompareBalancingParams } from './step';
import type { Fitted } from './variants';

/** A warning stands word for word in the reading, so that numbers are written once, as the headless runner writes them. */
const format = numberFormat('en');
/** Shares of a class that differ by more than this factor are told. */
const OTHER_SHARE = 1.5;
/** Held-out rows of a class below which its figures are told to be shaky. */
const FEW_ROWS = 10;

/** What must be said of the rows that judge, and of what was learned from; grave things first. */
export function noticesOf(
  params: CompareBalancingParams,
  material: Material,
  fitted: Fitted,
  leaks: readonly Leak[],
  replicas: number,
): Notice[] {
  return [
    ...leakNotices(leaks),
    ...judgedNotices(material.tables.judged),
    ...baselineNotices(material.tables.train),
    ...fewNotices(material),
    ...trainNotices(material.tables.train),
    ...fitNotices(material, fitted),
    ...classNotices(material, fitted),
    ...leftOutNotices(material),
    ...thresholdNotices(params, material, fitted),
    ...material.notices,
    ...replicaNotices(params, replicas),
  ];
}

/** True for training rows that were resampled or made up, and are no baseline for anything. */
const isBalanced = ({ traits: { synthetic, balancedFrom } }: TableArtifact): boolean =>
  synthetic || (balancedFrom ?? null) !== null;

/** What “nothing done” is worth, where something was done before. */
function baselineNotices(train: TableArtifact): Notice[] {
  if (!isBalanced(train)) return [];
  const before = train.traits.balancedFrom ?? null;
  const what =
    before === null
      ? 'Some of these training rows were made up'
      : `These training rows were already balanced by “${before.column}”`;
  const text = `${what}: “nothing done” is no baseline, and no way to balance adds anything to it. Learn from the rows as they came, and set these beside them as resampled.`;
  return [{ code: 'train-resampled', text, isWarning: true }];
}

function leakNotices(leaks: readonly Leak[]): Notice[] {
  const [worst] = leaks.filter(({ isByChance }) => !isByChance).sort((a, b) => b.rows - a.rows);
  if (worst === undefined || worst.rows === 0) return [];
  const { rows, of, table } = worst;
  const resampled =
    leaks.length === 2 ? 'the resampled table' : `resampled table ${table.replace('resampled_', '')}`;
  const where = table === 'train' ? 'the training rows' : resampled;
  const text = `${format.count(rows)} of ${counted(of, 'held-out row', format)} ${rows === 1 ? 'stands' : 'stand'} in ${where} too, equal in every column: what was learned by heart is judged, and the figures flatter. Split first, then resample the training rows alone.`;
  return [{ code: 'held-out-in-training', text, isWarning: true }];
}

function judgedNotices({ traits }: TableArtifact): Notice[] {
  const notices: Notice[] = [];
  if (traits.synthetic) {
    const text =
      'The held-out table was itself resampled: it holds rows that no source has, and no longer the shares of the world. No figure here says how a model will do there.';
    notices.push({ code: 'held-out-resampled', text, isWarning: true });
  }
  if (isTrainingPart(traits.part)) {
    const text = `The held-out table is the part “${String(traits.part)}”, a training part: judge on rows that nothing was learned from.`;
    notices.push({ code: 'held-out-is-training', text, isWarning: true });
  }
  return notices;
}

function trainNotices({ traits: { part } }: TableArtifact): Notice[] {
  if (part === null || isTrainingPart(part)) return [];
  const text = `The training rows are the part “${part}”, which is not the training part.`;
  return [{ code: 'fitted-on-other-part', text, isWarning: true }];
}

/** A class of so few held-out rows has a recall that single rows move. */
function fewNotices({ groups, judged }: Material): Notice[] {
  const counts = groups.names.map((_, of) =>
    judged.labels.reduce((n, label) => n + (label === of ? 1 : 0), 0),
  );
  const few = groups.names.filter((_, of) => counts[of]! > 0 && counts[of]! < FEW_ROWS);
  if (few.length === 0) return [];
  const least = Math.min(...counts.filter((count) => count > 0));
  const text =
    few.length === 1
      ? `Only ${counted(least, 'held-out row', format)} ${least === 1 ? 'is' : 'are'} ${quotedNames(few)}: a single row moves every figure.`
      : `${quotedNames(few)} have fewer than ${FEW_ROWS} held-out rows each: a single row moves every figure.`;
  return [{ code: 'held-out-few', text, isWarning: true }];
}

/** Rows that nothing is learned from, or judged by, since they have no class. */
function leftOutNotices({ tables, train, judged, unknown, resampled }: Material): Notice[] {
  const lacking = (all: number, used: number, what: string): string[] =>
    used < all ? [`${format.count(all - used)} of ${counted(all, what, format)}`] : [];
  const without = [
    ...lacking(tables.train.rows, train.labels.length, 'training row'),
    ...lacking(tables.judged.rows, judged.labels.length + unknown, 'held-out row'),
  ];
  const strange = tables.resampled.flatMap(({ rows }, number) =>
    lacking(rows, resampled[number]!.labels.length, 'row').map(
      (text) => `${text} of resampled table ${number + 1}`,
    ),
  );
  return [
    ...(without.length === 0
      ? []
      : [{ code: 'rows-without-class', text: `Left out, since they have no class: ${listText(without)}.` }]),
    ...(strange.length === 0
      ? []
      : [
          {
            code: 'resampled-rows-left-out',
            text: `Left out, since they have no class that the training rows know: ${listText(strange)}.`,
          },
        ]),
  ];
}

function fitNotices({ plans }: Material, { plain, weights, resampled }: Fitted): Notice[] {
  const { telling } = plain.fit;
  const notices: Notice[] = [];
  if (telling.length > 0) {
    const names = quotedNames(telling.map((number) => plans[number]!.name));
    const text = `${names} ${telling.length === 1 ? 'has' : 'have'} one value in each class: made from the target? Name the features without ${telling.length === 1 ? 'it' : 'them'}.`;
    notices.push({ code: 'feature-tells-class', text, isWarning: true });
  }
  const open = [plain, weights, ...resampled].filter(({ fit }) => !fit.converged).length;
  if (open > 0) {
    const text = `The search for ${open === 1 ? 'one model' : `${open} models`} has not come to its end; ${open === 1 ? 'its' : 'their'} figures may still move.`;
    notices.push({ code: 'not-converged', text, isWarning: true });
  }
  return notices;
}

function classNotices(material: Material, { shares }: Fitted): Notice[] {
  const { groups, judged, unknown } = material;
  const notices: Notice[] = [];
  if (unknown > 0) {
    const text = `${format.count(unknown)} held-out ${unknown === 1 ? 'row has a class' : 'rows have classes'} that the training rows do not have, and cannot be judged.`;
    notices.push({ code: 'class-not-learnt', text });
  }
  const absent = groups.names.filter((_, of) => !judged.labels.includes(of));
  if (absent.length > 0) {
    const text = `No held-out row is ${quotedNames(absent)}: what would need one is left blank.`;
    notices.push({ code: 'class-not-judged', text });
  }
  const [world, here] = [shares.world[groups.told]!, trueRate(material, groups.told) ?? 0];
  const factor = Math.max(world, here) / Math.min(world, here);
  // Why they differ is said already where the training rows were resampled.
  if (absent.length === 0 && factor > OTHER_SHARE && !isBalanced(material.tables.train)) {
    const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;
    const text = `“${groups.names[groups.told]!}” is ${percent(world)} of the training rows and ${percent(here)} of the held-out ones: one of the two is no fair sample of the same data, and thresholds and probabilities learned on the one need not hold on the other.`;
    notices.push({ code: 'shares-differ', text });
  }
  return notices;
}

function thresholdNotices(
  { rule }: CompareBalancingParams,
  { groups }: Material,
  { threshold, folds }: Fitted,
): Notice[] {
  if (threshold !== null) return [];
  if (groups.positive === null) {
    const text =
      'With several classes none is looked for: figures are means over the classes, and no threshold is moved. Name the positive class to move one.';
    return [{ code: 'threshold-of-several', text }];
  }
  const why =
    folds === null ? 'a class has fewer than two training rows' : `no threshold has a value by ${rule}`;
  return [{ code: 'threshold-not-chosen', text: `No threshold could be chosen: ${why}.` }];
}

function replicaNotices({ replicas: asked }: CompareBalancingParams, replicas: number): Notice[] {
  if (replicas >= asked) return [];
  const text = `${format.count(replicas)} bootstrap replicas were drawn instead of ${format.count(asked)}, as the held-out rows are many.`;
  return [{ code: 'fewer-replicas', text }];
}
