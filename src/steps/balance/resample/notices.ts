import type { Notice } from '../../../core/contract';
import { isTrainingPart } from '../../../core/split-part';
import { firstOf } from '../../../core/words';
import type { Approximation } from '../../../kernels/neighbour-graph/approximation';
import { isFeature, type RoleColumn } from './columns';
import type { ClassGoal } from './goals';
import { leftOutNotices } from './leave-out';
import { isAdding, isCleaning, isCutting } from './methods';
import type { ResampleOutcome } from './outcome';
import type { MadeClass } from './pairs';
import type { ResampleParams } from './step';

const named = (names: readonly string[]): string =>
  firstOf(
    names.map((name) => `“${name}”`),
    3,
  );

const labelsOf = (classes: readonly { readonly label: string | null }[]): string =>
  named(classes.map(({ label }) => label ?? ''));

/** What the part says that the table is: only rows that a model learns from may be balanced. */
export function partNotices(part: string | null): Notice[] {
  if (part === null) {
    const text =
      'This table is not the training part of a split. Split first and balance the training part alone: of rows balanced before a split, kin stand on both sides, and the score is a mirage.';
    return [{ code: 'not-split', text, isWarning: true }];
  }
  if (isTrainingPart(part)) return [];
  if (/test|valid|hold|eval|dev/i.test(part)) {
    const text = `This is the part “${part}”, which a model is judged by. Balanced, it no longer has the classes as they occur, and every score taken on it is wrong. Balance the training part instead.`;
    return [{ code: 'judging-part', text, isWarning: true }];
  }
  return [
    {
      code: 'part-unknown',
      text: `The part “${part}” is not called a training part; balance only rows that a model learns from.`,
    },
  ];
}

/** Said where neighbours were not searched exactly. */
export function approximationNotice({ recall, tried }: Approximation): Notice {
  return {
    code: 'neighbours-approximate',
    text: `The neighbours of so many rows were searched approximately: of ${tried} rows tried, ${(recall * 100).toFixed(1)} % of the neighbours found are the nearest.`,
  };
}

/** What is known once rows were added or taken away. */
export interface NoticesOf {
  readonly goals: readonly ClassGoal[];
  readonly columns: readonly RoleColumn[];
  readonly params: ResampleParams;
  readonly outcome: ResampleOutcome;
}

/** Remarks on what could not be done as asked, and on what was done to columns. */
export function madeNotices(of: NoticesOf): Notice[] {
  const { goals, outcome, params } = of;
  const unlabelled = goals.find(({ label }) => label === null)?.rows ?? 0;
  const notices: Notice[] = [];
  if (unlabelled > 0) {
    const text = `${unlabelled} ${unlabelled === 1 ? 'row has' : 'rows have'} no class; kept as they are, they count in no class.`;
    notices.push({ code: 'rows-without-class', text });
  }
  notices.push(...leftOutNotices(of.columns, outcome.made.length > 0));
  notices.push(...beyondNotices(of));
  if (hasNoCounts(params)) {
    const text =
      'No class has a number of rows yet, so none was balanced: give each class its rows under “counts”, or choose another amount.';
    notices.push({ code: 'counts-unset', text, isWarning: true });
  } else if (outcome.added.rows.length === 0 && outcome.cleaned === 0 && outcome.kept?.includes(0) !== true) {
    const text =
      isCleaning(params.method) && outcome.pairs === null
        ? 'No row is contradicted by its neighbours; none was left out.'
        : 'The classes are as asked already; no row was added or left out.';
    notices.push({ code: 'nothing-to-do', text });
  }
  if (outcome.spared.length > 0) {
    const labels = labelsOf(outcome.spared.map((place) => goals[place]!));
    const text = `Cleaning would have left too little of ${labels}; there it was not done to the end.`;
    notices.push({ code: 'class-spared', text });
  }
  return params.method === 'random over' ? notices : [...notices, ...newRowNotices(of), ...shortNotices(of)];
}

/** True where classes are to have the rows set for each, and none is set. */
const hasNoCounts = ({ amount, counts, method }: ResampleParams): boolean =>
  amount === 'counts' && Object.keys(counts).length === 0 && (isAdding(method) || isCutting(method));

/** Classes that have more, or fewer, rows than were asked for already. */
function beyondNotices({ goals, params: { amount, method } }: NoticesOf): Notice[] {
  const beyond = goals.filter(({ asked, goal }) => asked !== null && asked !== goal);
  if (amount !== 'counts' || beyond.length === 0) return [];
  const what = isCutting(method)
    ? 'fewer rows than asked for, and none are added'
    : 'more rows than asked for, and none are left out';
  const text = `${labelsOf(beyond)} ${beyond.length === 1 ? 'has' : 'have'} ${what} by this method.`;
  return [{ code: 'beyond-goal', text }];
}

function newRowNotices({ columns, params, outcome }: NoticesOf): Notice[] {
  const { made, widened } = outcome;
  if (made.length === 0) return [];
  const { k, target } = params;
  if (!columns.some(isFeature)) {
    return [
      { code: 'no-features', text: `There is no column besides “${target}”; the new rows are copies.` },
    ];
  }
  const notices: Notice[] = [];
  const say = (
    code: string,
    some: readonly MadeClass[],
    text: (labels: string, isOne: boolean) => string,
  ) => {
    if (some.length > 0)
      notices.push({ code, text: text(labelsOf(some.map(({ of }) => of)), some.length === 1) });
  };
  const small = made.filter(({ of, instead }) => of.rows > 1 && of.rows - 1 < k && instead !== 'copies');
  say(
    'single-row',
    made.filter(({ of }) => of.rows === 1),
    (labels, isOne) =>
      `${labels} ${isOne ? 'has' : 'have'} a single row and no neighbour of the class; the new rows are copies of it.`,
  );
  say('fewer-neighbours', small, (labels, isOne) => {
    const used = small.map(({ of }) => of.rows - 1);
    const [least, most] = [Math.min(...used), Math.max(...used)];
    return `${labels} ${isOne ? 'has' : 'have'} fewer than ${k + 1} rows; ${least === most ? least : `${least} to ${most}`} instead of ${k} neighbours were used.`;
  });
  const isCompatible = params.rules === 'imbalanced-learn';
  say(
    'no-danger',
    made.filter(({ instead }) => instead === 'no-danger'),
    (labels) =>
      `No row of ${labels} is in danger; ${isCompatible ? 'no row was made' : 'new rows were made among all rows of the class, as SMOTE does'}.`,
  );
  say(
    'no-foreign',
    made.filter(({ instead }) => instead === 'no-foreign'),
    (labels) =>
      `No row of ${labels} has a neighbour of another class; new rows were made among all rows of the class, as SMOTE does.`,
  );
  const outside = columns
    .filter(({ role, leftOut }) => role === 'outside' && leftOut === undefined)
    .map(({ name }) => name);
  if (outside.length > 0) {
    const text = `${named(outside)} ${outside.length === 1 ? 'is no feature and stays' : 'are no features and stay'} empty in new rows.`;
    notices.push({ code: 'columns-empty', text });
  }
  if (widened.length > 0) {
    const text = `${named(widened)} ${widened.length === 1 ? 'became a column' : 'became columns'} of type DOUBLE, as imbalanced-learn does not round.`;
    notices.push({ code: 'columns-widened', text });
  }
  return notices;
}

/** Where another number of rows was reached than asked for, and cleaning is not why. */
function shortNotices({ goals, params, outcome }: NoticesOf): Notice[] {
  if (isCleaning(params.method)) return [];
  const reached = outcome.made.map(({ of, made }) => ({ of, rows: of.rows + made.bases.length }));
  const off = reached.filter(({ of, rows }) => rows !== of.goal);
  const cut = isCutting(params.method) ? shortCut(goals, outcome) : [];
  const texts = [...off.map(({ of, rows }) => `“${of.label ?? ''}” ${rows} instead of ${of.goal}`), ...cut];
  if (texts.length === 0) return [];
  return [
    {
      code: 'other-than-asked',
      text: `The method gives another number of rows than asked for: ${firstOf(texts, 3)}.`,
    },
  ];
}

function shortCut(goals: readonly ClassGoal[], { balanced }: ResampleOutcome): string[] {
  const wanted = goals.reduce((sum, { goal }) => sum + goal, 0);
  return balanced.rows < wanted ? [`${balanced.rows} rows in all instead of ${wanted}`] : [];
}
