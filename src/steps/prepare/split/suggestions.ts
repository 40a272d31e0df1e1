import type { ReadingInput, Suggestion } from '../../../core/contract';
import { emptyFrame, frameRows, type FrameRow } from '../../../core/frame';
import { imageSuggestion } from './image-suggestion';
import { leaksIn } from './leak-report';
import type { SplitParams } from './params';
import type { NameOf } from './reading';

/** Another way to divide the same table: params of this step, and why. */
export interface OtherWay {
  readonly title: string;
  readonly reason: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What could come before, or follow: equal rows dropped first, the classes of the first part. Other ways to divide change the cell itself. */
export function suggestionsOf(
  { params, frames, inputs, artifacts }: ReadingInput<SplitParams>,
  parts: readonly FrameRow[],
  nameOf: NameOf,
): Suggestion[] {
  const leaks = frameRows(frames.leaks ?? emptyFrame);
  const table = typeof inputs.table === 'string' ? inputs.table : null;
  const followers = [
    ...classSuggestion(params, parts, nameOf),
    ...imageSuggestion({ artifacts, params }, parts, nameOf),
  ];
  if (table === null) return followers;
  const equal = leaks.some(({ leak, rows }) => leak === 'equal rows' && Number(rows) > 0);
  const duplicates: Suggestion = {
    step: 'deduplicate',
    title: `Drop duplicates of ${table} first`,
    reason: 'Rows equal in every column stand in different parts: an answer given away.',
    params: { method: 'exact' },
    inputs: { table: { name: table } },
    feeds: 'table',
  };
  return [...(equal ? [duplicates] : []), ...followers];
}

/** Ways to divide that mend torn keys, or that an identifier or a date speaks for; the best first. */
export function otherWays(
  params: SplitParams,
  hints: readonly FrameRow[],
  leaks: readonly FrameRow[],
): OtherWay[] {
  const torn = leaksIn(leaks).filter(({ kind, rows }) => kind === 'equal keys' && rows > 0);
  const isGrouped = (params.method === 'group' || params.method === 'hash') && params.by.length > 0;
  const isTimed = params.method === 'time' || (params.method === 'position' && params.order !== '');
  const given = params.keys.length > 0 && torn.length > 0 ? [params.keys] : [];
  const found = hints.filter(({ kind }) => kind === 'identifier').map(({ column }) => [String(column)]);
  const keys = (given.length > 0 ? given : found)[0];
  // A split by a column that says so, or by time, is meant: its keys are told as a leak alone.
  const groups =
    isGrouped || keys === undefined || params.method === 'column' ? [] : [groupWay(params, keys)];
  const time = hints.find(({ kind }) => kind === 'time');
  const times =
    isTimed || params.method === 'column' || time === undefined ? [] : [timeWay(String(time.column))];
  return [...groups, ...times];
}

function groupWay({ method, stratify }: SplitParams, keys: readonly string[]): OtherWay {
  const names = keys.map((name) => `“${name}”`).join(', ');
  return {
    title: `Split by group, rows of one ${names} together`,
    reason: `${names} ${keys.length === 1 ? 'repeats' : 'repeat'}: with rows of one in two parts, a model is judged on what it has seen.`,
    params: { method: 'group', by: [...keys], ...(method === 'stratified' ? { stratify } : {}) },
  };
}

function timeWay(column: string): OtherWay {
  return {
    title: `Split by time of ${column}`,
    reason: `Where a model will predict what comes after, it is judged on the latest rows of “${column}”.`,
    params: { method: 'time', order: column },
  };
}

/** The classes of the first part, where the split was made by them. */
function classSuggestion(
  { method, stratify }: SplitParams,
  parts: readonly FrameRow[],
  nameOf: NameOf,
): Suggestion[] {
  const [first] = parts;
  if (method !== 'stratified' || first === undefined) return [];
  return [
    {
      step: 'class-balance',
      title: `Show the classes in ${nameOf(first)}`,
      reason: `What balances “${stratify}” is fitted on ${nameOf(first)} alone.`,
      params: { target: stratify },
      inputs: { table: { output: String(first.part) } },
    },
  ];
}
