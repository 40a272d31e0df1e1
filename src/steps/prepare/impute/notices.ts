import type { TableArtifact } from '../../../core/artifact';
import type { Notice } from '../../../core/contract';
import { isTrainingPart } from '../../../core/split-part';
import { counted, firstOf } from '../../../core/words';
import { numberFormat } from '../../../core/number-format';
import type { Column } from '../../../core/table';
import type { Outcome } from './frames';
import type { ImputeParams } from './step';

const NAMED = 3;
/** Share of a column that is missing, beyond which what fills it is more ours than the data's. */
const MUCH = 0.3;
/** Integers beyond this are not all doubles. */
const EXACT = 2 ** 53;
const format = numberFormat('en');

const named = (columns: readonly Column[]): string =>
  firstOf(
    columns.map(({ name }) => `“${name}”`),
    NAMED,
  );

/** What must be said of the part that was learned from; a constant and the value before are not learned. */
export function partNotices({ traits: { part } }: TableArtifact, { method }: ImputeParams): Notice[] {
  if (method === 'constant' || method === 'forward' || isTrainingPart(part)) return [];
  if (part === null) {
    const text =
      'Fitted on a table that is no part of a split. Where a model is to be judged on some of its rows, split first and fit on the training part.';
    return [{ code: 'not-split', text }];
  }
  const text = `Fitted on the part “${part}”, which is not the training part: what is learned from test rows makes a model look better than it is.`;
  return [{ code: 'fitted-on-other-part', text, isWarning: true }];
}

/** What must be said of the columns: much was missing, nothing was known, a type changed, digits were lost. */
export function columnNotices(outcomes: readonly Outcome[]): Notice[] {
  const of = (test: (one: Outcome) => boolean): Column[] =>
    outcomes.filter(test).map(({ before }) => before.column);
  const much = of(({ before, after }) => before.missing > MUCH * before.rows && after.missing < before.rows);
  const empty = of(({ before, after }) => before.rows > 0 && after.missing === before.rows);
  const widened = of(
    ({ before, after }) => before.column.type === 'integer' && after.column.type === 'number',
  );
  const rounded = of(
    ({ before, after }) =>
      before.column.type === 'integer' &&
      after.column.type === 'number' &&
      Math.max(Math.abs(before.min ?? 0), Math.abs(before.max ?? 0)) > EXACT,
  );
  const notices: Notice[] = [];
  if (much.length > 0) {
    const text = `More than 30 % of ${named(much)} was missing: what stands there now is mostly made up. An indicator column keeps what is known, that it was missing.`;
    notices.push({ code: 'much-imputed', text, isWarning: true });
  }
  if (empty.length > 0) {
    const text = `${named(empty)} ${empty.length === 1 ? 'has no value at all and is' : 'have no value at all and are'} kept as ${empty.length === 1 ? 'it is' : 'they are'}, there and in every other table.`;
    notices.push({ code: 'nothing-learned', text });
  }
  if (widened.length > 0) {
    const text = `${named(widened)} ${widened.length === 1 ? 'held integers and holds' : 'held integers and hold'} numbers now, since what fills ${widened.length === 1 ? 'it' : 'them'} is no integer.`;
    notices.push({ code: 'integers-widened', text });
  }
  if (rounded.length > 0) {
    const text = `${named(rounded)} ${rounded.length === 1 ? 'holds' : 'hold'} integers beyond 2^53, which numbers hold only rounded. Impute ${rounded.length === 1 ? 'it' : 'them'} by the mode, or not at all.`;
    notices.push({ code: 'integers-rounded', text, isWarning: true });
  }
  return notices;
}

/** Integer columns that miss nothing and were left out, since they would have become numbers for nothing. */
export function keptIntegersNotice(columns: readonly Column[]): Notice[] {
  if (columns.length === 0) return [];
  const text = `Left out, since they miss nothing and would become numbers: ${named(columns)}. Name them to have them ready for other tables.`;
  return [{ code: 'integers-left-out', text }];
}

/** What the distance is not taken over, and how many values the transform carries. */
export function neighbourNotices(
  identifiers: readonly Column[],
  rows: number,
  measured: readonly Column[],
): Notice[] {
  const size = `The transform keeps ${counted(rows, 'fitted row', format)} of ${counted(measured.length, 'column', format)}, ${counted(rows * measured.length, 'value', format)}, to search them for other tables. Distances are in the units of the columns: standardise first where these differ.`;
  const notices: Notice[] = [{ code: 'rows-kept', text: size }];
  if (identifiers.length > 0) {
    const text = `No part of the distance, taken for identifiers: ${named(identifiers)}.`;
    notices.push({ code: 'identifier-left-out', text });
  }
  return notices;
}
