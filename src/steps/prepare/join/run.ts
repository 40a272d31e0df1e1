import type { TableArtifact, Traits } from '../../../core/artifact';
import type { Notice } from '../../../core/contract';
import { failWith } from '../../../core/failure';
import { frameOfRows } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import type { RunContext, RunStep } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteIdentifier } from '../../../core/sql';
import { counted } from '../../../core/words';
import { matchAsOf } from './as-of';
import { joinedColumns, type JoinedColumn } from './columns';
import { keysOf, type Keys } from './keys';
import { countMatches, keysAreEqual, numbered, rowNumberName, type Matches, type Matching } from './match';
import { join, type JoinParams } from './step';

/** More rows than this do not fit a tab however narrow they are. */
const MOST_ROWS = 100_000_000;
const JOINS = {
  left: 'LEFT',
  inner: 'INNER',
  right: 'RIGHT',
  full: 'FULL',
  semi: 'SEMI',
  anti: 'ANTI',
} as const;
const format = numberFormat('en');

/** Counts what belongs together, then joins. Rows are sorted by their numbers: the database keeps no order in a join. */
export const run: RunStep<JoinParams> = async (context, params, inputs) => {
  const left = tableAt(inputs, 'left');
  const right = tableAt(inputs, 'right');
  context.progress('looking at the keys');
  const keys = await keysOf(context.database, { left, right }, params);
  const matching: Matching = { left, right, pairs: keys.pairs, params };
  const columns = joinedColumns(left.columns, right.columns, keys.pairs, params);
  context.progress('matching');
  const { matches, select, repeatedTimes } = await prepare(context, matching, columns);
  context.progress('joining');
  const made = await context.database.createTable(select);
  const traits = partOf(left, right, params);
  for (const notice of noticesOf(matching, keys, matches, made.rows)) context.notice(notice);
  if (traits === null) context.notice(mixedParts(left, right));
  return {
    artifacts: { joined: { kind: 'table', ...made } },
    frames: framesOf(matching, keys, matches, columns, { rows: made.rows, repeatedTimes }),
    ...(traits === null ? {} : { traits: { joined: traits } }),
  };
};

async function prepare(context: RunContext, matching: Matching, columns: readonly JoinedColumn[]) {
  const { kind } = matching.params;
  const i = rowNumberName(matching);
  const list = columns.map(({ column, value }) => `${value} AS ${quoteIdentifier(column)}`).join(', ');
  if (kind === 'as-of') {
    const { table, matches, repeatedTimes } = await matchAsOf(context.database, matching);
    const select = `SELECT ${list} FROM ${numbered(matching, 'left')}
      LEFT JOIN ${quoteIdentifier(table.table)} AS m ON l.${i} = m.l
      LEFT JOIN ${numbered(matching, 'right')} ON r.${i} = m.r ORDER BY l.${i}`;
    return { matches, select, repeatedTimes };
  }
  const matches = await countMatches(context.database, matching);
  const isOneSided = kind === 'semi' || kind === 'anti';
  if (!isOneSided && matches.pairs > MOST_ROWS) {
    failWith('join-too-many-rows', {
      rows: format.count(matches.pairs),
      left: format.count(matching.left.rows),
      right: format.count(matching.right.rows),
    });
  }
  const order = isOneSided ? `l.${i}` : `l.${i} NULLS LAST, r.${i}`;
  const select = `SELECT ${list} FROM ${numbered(matching, 'left')} ${JOINS[kind]} JOIN ${numbered(matching, 'right')}
    ON ${keysAreEqual(matching)} ORDER BY ${order}`;
  return { matches, select, repeatedTimes: 0 };
}

/** A table that is looked up does not change what part the looking one is; null where the two are of different parts. */
function partOf(left: TableArtifact, right: TableArtifact, { kind }: JoinParams): Partial<Traits> | null {
  const [leading, other] = kind === 'right' ? [right, left] : [left, right];
  const { part } = leading.traits;
  if (part === other.traits.part) return { part };
  const isLookedUp = other.traits.part === null && kind !== 'full';
  return isLookedUp ? { part } : null;
}

function mixedParts(left: TableArtifact, right: TableArtifact): Notice {
  const named = [left, right].map(({ traits }) =>
    traits.part === null ? 'a whole table' : `the part “${traits.part}”`,
  );
  const text = `Rows of ${named.join(' and ')} stand beside each other: the result is of no single part.`;
  return { code: 'parts-mixed', text, isWarning: true };
}

function noticesOf(matching: Matching, { found }: Keys, matches: Matches, rows: number): Notice[] {
  const { kind, compare } = matching.params;
  const notices: Notice[] = [];
  if (found !== null) notices.push({ code: 'join-keys-found', text: `Joined by ${found}.` });
  const grown = multiplied(matching, matches, rows);
  if (grown !== null) notices.push({ code: 'join-multiplied', text: grown, isWarning: true });
  const { left, right } = matches;
  if (left.keyless + right.keyless > 0) {
    const what = kind === 'as-of' ? 'key or time' : 'key';
    const text = `A missing ${what} matches nothing: ${counted(left.keyless, 'row', format)} on the left, ${counted(right.keyless, 'row', format)} on the right.`;
    notices.push({ code: 'join-keyless', text });
  }
  const cast = matching.pairs.filter(({ left: one, right: other }) => one.type !== other.type);
  if (compare === 'as text' && cast.length > 0) {
    const names = cast.map((pair) => `“${pair.left.name}” (${pair.left.type} and ${pair.right.type})`);
    notices.push({ code: 'join-as-text', text: `Compared as text: ${names.join(', ')}.` });
  }
  return notices;
}

/** That rows were multiplied by keys that stand more than once on the side that is looked up; null where none were. */
function multiplied({ left, right, params }: Matching, matches: Matches, rows: number): string | null {
  const { kind } = params;
  if (kind === 'semi' || kind === 'anti' || kind === 'as-of') return null;
  const [own, other, side] =
    kind === 'right' ? (['right', 'left', 'left'] as const) : (['left', 'right', 'right'] as const);
  const { repeated } = matches[other];
  if (repeated === 0) return null;
  const isWhole = kind === 'left' || kind === 'right';
  const before = isWhole ? (own === 'left' ? left : right).rows : matches[own].matched;
  const after = isWhole ? rows : matches.pairs;
  const both =
    matches.repeatedInBoth === 0 ? '' : `, ${format.count(matches.repeatedInBoth)} of them on the ${own} too`;
  const what = isWhole ? '' : ' that match';
  const keys = repeated === 1 ? '1 key stands' : `${format.count(repeated)} keys stand`;
  return `${keys} more than once on the ${side}${both}: ${counted(before, 'row', format)}${what} became ${format.count(after)}.`;
}

function framesOf(
  { left, right, pairs, params }: Matching,
  { found }: Keys,
  matches: Matches,
  columns: readonly JoinedColumn[],
  { rows, repeatedTimes }: { readonly rows: number; readonly repeatedTimes: number },
) {
  const sides = (
    [
      ['left', left],
      ['right', right],
    ] as const
  ).map(([side, table]) => {
    const { matched, keyless, repeated } = matches[side];
    return { side, rows: table.rows, matched, orphaned: table.rows - matched - keyless, keyless, repeated };
  });
  const summary = {
    kind: params.kind,
    rows,
    pairs: matches.pairs,
    keys_found: found !== null,
    repeated_times: repeatedTimes,
  };
  const keys = pairs.map((pair) => ({
    left: pair.left.name,
    right: pair.right.name,
    role: pair.role,
    left_type: pair.left.type,
    right_type: pair.right.type,
  }));
  const named = columns.map(({ column, side, original }) => ({ column, side, original }));
  return {
    sides: frameOfRows(Object.keys(join.frames.sides ?? {}), sides),
    keys: frameOfRows(Object.keys(join.frames.keys ?? {}), keys),
    columns: frameOfRows(Object.keys(join.frames.columns ?? {}), named),
    summary: frameOfRows(Object.keys(summary), [summary]),
  };
}
