import type { Notice } from '../../../core/contract';
import { isHeldOutPart, isTrainingPart } from '../../../core/split-part';
import { quotedNames } from '../../../core/words';
import type { Groups } from './amounts';
import type { PlanColumn } from './columns';
import type { LearntColumn } from './learn';
import type { MadeRows } from './made';
import { JITTERING } from './methods';
import type { AugmentTableParams } from './step';

/** What the part says that the table is: only rows that a model learns from may be augmented. */
export function partNotices(part: string | null): Notice[] {
  if (part === null) {
    const text =
      'This table is not the training part of a split. Split first and augment the training part alone: of rows augmented before a split, kin stand on both sides, and the score is a mirage.';
    return [{ code: 'not-split', text, isWarning: true }];
  }
  if (isTrainingPart(part)) return [];
  if (isHeldOutPart(part)) {
    const text = `This is the part “${part}”, which a model is judged by. Augmented, it no longer is as rows occur, and every score taken on it is wrong. Augment the training part instead.`;
    return [{ code: 'judging-part', text, isWarning: true }];
  }
  const text = `The part “${part}” is not called a training part; augment only rows that a model learns from.`;
  return [{ code: 'part-unknown', text }];
}

/** Remarks on what could not be done as asked, or deserves a second thought. */
export function madeNotices(
  columns: readonly PlanColumn[],
  learnt: ReadonlyMap<string, LearntColumn>,
  groups: Groups,
  params: AugmentTableParams,
): Notice[] {
  const notices: Notice[] = [];
  const say = (code: string, names: readonly string[], text: (names: string, isOne: boolean) => string) => {
    if (names.length > 0) notices.push({ code, text: text(quotedNames(names, 3), names.length === 1) });
  };
  // Drawn rows draw their label as they draw all else.
  if (params.label === '' && params.method !== 'synthesise') {
    const text =
      'No column is named as the label, so every column was changed, the one to be predicted too. Name it, and new rows keep it.';
    notices.push({ code: 'no-label', text, isWarning: true });
  }
  const unlabelled = groups.ofRow.reduce((sum, group) => sum + (group < 0 ? 1 : 0), 0);
  if (unlabelled > 0) {
    const text = `${unlabelled} ${unlabelled === 1 ? 'row has' : 'rows have'} no label and no new ones are made of ${unlabelled === 1 ? 'it' : 'them'}.`;
    notices.push({ code: 'rows-without-label', text });
  }
  const single = groups.all.filter(({ rows, asked }) => rows === 1 && asked > 0);
  if (params.method === 'mixup' && params.partners === 'own class') {
    say(
      'single-row',
      single.map(({ label }) => label ?? 'all rows'),
      (names, isOne) =>
        `${names} ${isOne ? 'has' : 'have'} a single row, which has no other to be mixed with.`,
    );
  }
  const mine = columns.filter(({ part }) => part === 'made');
  if (JITTERING.some((method) => method === params.method)) {
    const still = mine.filter(({ name }) => {
      const column = learnt.get(name)!;
      return column.kind === 'number' && column.spread === 0 && column.low < column.high;
    });
    say(
      'no-spread',
      still.map(({ name }) => name),
      (names, isOne) =>
        `Half of the values of ${names} are equal: without an interquartile range ${isOne ? 'it stays' : 'they stay'} as ${isOne ? 'it is' : 'they are'}.`,
    );
  }
  const named = mine.filter(({ name }) => isIdentifier(learnt.get(name)!));
  say(
    'identifiers',
    named.map(({ name }) => name),
    (names, isOne) =>
      `Every value of ${names} occurs once, as an identifier does: new rows take ${isOne ? 'it' : 'them'} over from real ones. Name it as key, or leave it out.`,
  );
  return notices;
}

/** From this share of the new rows on, bounds that held noise back are worth a word. */
const OFTEN = 0.2;

/** Columns whose noise met their bounds time and again: their mean moves inwards. */
export function boundNotices(columns: readonly PlanColumn[], made: MadeRows): Notice[] {
  const often = columns.flatMap(({ name }) => {
    const share = (made.columns.get(name)?.clamped ?? 0) / made.rows;
    return share >= OFTEN ? [{ name, share }] : [];
  });
  const [first] = often.sort((one, other) => other.share - one.share);
  if (first === undefined) return [];
  const names = quotedNames(
    often.map(({ name }) => name),
    3,
  );
  const text = `Noise met the bounds of ${names} in ${often.length > 1 ? 'up to ' : ''}${Math.round(first.share * 100)} % of new rows: where many values lie at a bound, noise moves them inwards alone. Leave such columns out, or lower the strength.`;
  return [{ code: 'bounds-often', text }];
}

/** Rows from which on values that all differ look like an identifier. */
const ENOUGH = 20;

/** True for a category whose values all differ. */
export function isIdentifier(column: LearntColumn): boolean {
  if (column.kind !== 'category' || column.codes.length < ENOUGH) return false;
  return new Set(column.codes).size === column.codes.length;
}
