import type { Notice } from '../../../core/contract';
import { isTrainingPart } from '../../../core/split-part';
import { firstOf } from '../../../core/words';
import { isFeature, type RoleColumn } from './columns';
import { addedBy, type ClassGoal } from './goals';
import { neighboursOf } from './smote';
import type { ResampleParams } from './step';

const named = (names: readonly string[]): string =>
  firstOf(
    names.map((name) => `“${name}”`),
    3,
  );

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

/** Remarks on what could not be done as asked, and on what was done to columns. */
export function madeNotices(
  goals: readonly ClassGoal[],
  columns: readonly RoleColumn[],
  params: ResampleParams,
  widened: readonly string[],
): Notice[] {
  const unlabelled = goals.find(({ label }) => label === null)?.rows ?? 0;
  const notices: Notice[] = [];
  if (unlabelled > 0) {
    const text = `${unlabelled} ${unlabelled === 1 ? 'row has' : 'rows have'} no class; kept as they are, they count in no class.`;
    notices.push({ code: 'rows-without-class', text });
  }
  if (goals.every(({ goal, rows }) => goal === rows)) {
    notices.push({
      code: 'nothing-to-do',
      text: 'The classes are as asked already; no row was added or left out.',
    });
  }
  return params.method === 'SMOTE' ? [...notices, ...smoteNotices(goals, columns, params, widened)] : notices;
}

function smoteNotices(
  goals: readonly ClassGoal[],
  columns: readonly RoleColumn[],
  { k, target }: ResampleParams,
  widened: readonly string[],
): Notice[] {
  const grown = goals.filter((goal) => goal.isDrawn && addedBy(goal) > 0);
  if (grown.length === 0) return [];
  const labels = (of: readonly ClassGoal[]): string => named(of.map(({ label }) => label ?? ''));
  const lone = grown.filter(({ rows }) => rows === 1);
  const small = grown.filter((one) => one.rows > 1 && neighboursOf(one, k) < k);
  const outside = columns.filter(({ role }) => role === 'outside').map(({ name }) => name);
  if (!columns.some(isFeature)) {
    return [
      { code: 'no-features', text: `There is no column besides “${target}”; the new rows are copies.` },
    ];
  }
  const notices: Notice[] = [];
  if (lone.length > 0) {
    const text = `${labels(lone)} ${lone.length === 1 ? 'has' : 'have'} a single row and no neighbour of the class; the new rows are copies of it.`;
    notices.push({ code: 'single-row', text });
  }
  if (small.length > 0) {
    const used = small.map((one) => neighboursOf(one, k));
    const range =
      Math.min(...used) === Math.max(...used) ? `${used[0]}` : `${Math.min(...used)} to ${Math.max(...used)}`;
    const text = `${labels(small)} ${small.length === 1 ? 'has' : 'have'} fewer than ${k + 1} rows; ${range} instead of ${k} neighbours were used.`;
    notices.push({ code: 'fewer-neighbours', text });
  }
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
