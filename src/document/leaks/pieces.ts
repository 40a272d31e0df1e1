import { isHeldOutPart, isTrainingPart } from '../../core/split-part';

/** What the rows of a part are there for, by its name: to learn from, to judge by, or nothing that the name tells. */
export type PartRole = 'training' | 'held-out' | 'other';

/** That rows are one part of a split: of the cell with the id `split`, or of what a person has declared. */
export interface PartMark {
  readonly split: string;
  readonly part: string;
  readonly role: PartRole;
  /** The parts of the split that are kept back: those to judge by, else all beside the training part. None where no name tells. */
  readonly keptBack: readonly string[];
}

/**
 * Some rows of one source: those of `root` (the name that a source gave its table) that are in the parts of all `marks` and were
 * picked by all cells of `cuts`. Nothing of it comes from data.
 */
export interface Piece {
  readonly root: string;
  readonly marks: readonly PartMark[];
  readonly cuts: readonly string[];
  /** Equal for equal pieces. */
  readonly key: string;
}

/** In place of the id of a split: parts that a person has declared. */
export const DECLARED = 'declared';

/** Pieces of one table beyond which its cuts, and then further pieces, are left unsaid: the cost stays bounded. */
const MOST_PIECES = 64;

function piece(root: string, marks: readonly PartMark[], cuts: readonly string[]): Piece {
  const parts = marks.map(({ split, part }) => `${split}:${part}`);
  return {
    root,
    marks,
    cuts,
    key: [JSON.stringify([root, parts]), ...cuts.map((cut) => JSON.stringify(cut))].join(' '),
  };
}

/** All rows of a source. */
export function wholeOf(root: string): Piece {
  return piece(root, [], []);
}

/** Those rows of the piece that a split puts into a part. A mark of the same split takes the place of the one before. */
export function inPart({ root, marks, cuts }: Piece, mark: PartMark): Piece {
  return piece(root, [...marks.filter(({ split }) => split !== mark.split), mark], cuts);
}

/** Those rows of the piece that a cell picks by what they say. */
export function pickedBy({ root, marks, cuts, key }: Piece, cellId: string): Piece {
  return { root, marks, cuts: [...cuts, cellId], key: `${key} ${JSON.stringify(cellId)}` };
}

/** The marks of the parts of one split, by the name of the part. */
export function marksOf(split: string, parts: readonly string[]): ReadonlyMap<string, PartMark> {
  const roles = new Map(parts.map((part) => [part, roleOfName(part)]));
  const of = (role: PartRole) => parts.filter((part) => roles.get(part) === role);
  const judging = of('held-out');
  const keptBack = judging.length === 0 && of('training').length > 0 ? of('other') : judging;
  return new Map([...roles].map(([part, role]) => [part, { split, part, role, keptBack }]));
}

function roleOfName(part: string): PartRole {
  if (isTrainingPart(part)) return 'training';
  return isHeldOutPart(part) ? 'held-out' : 'other';
}

/** The pieces of several tables, each once; the list itself where there is only one that says anything. */
export function unionOf(lists: readonly (readonly Piece[])[]): readonly Piece[] {
  const [first = [], ...others] = [...new Set(lists)].filter((list) => list.length > 0);
  if (others.length === 0) return first;
  const all = distinct([first, ...others].flat());
  if (all.length <= MOST_PIECES) return all;
  return distinct(all.map(({ root, marks }) => piece(root, marks, []))).slice(0, MOST_PIECES);
}

function distinct(pieces: readonly Piece[]): Piece[] {
  return [...new Map(pieces.map((each) => [each.key, each])).values()];
}

/** What the rows of a piece are there for: one kept-back part on the way is enough to keep them back. */
export function roleOf({ marks }: Piece): PartRole {
  if (marks.some(({ role }) => role === 'held-out')) return 'held-out';
  return marks.some(({ role }) => role === 'training') ? 'training' : 'other';
}

/** The mark that keeps a piece back; undefined where none does. */
export function heldOutMark({ marks }: Piece): PartMark | undefined {
  return marks.find(({ role }) => role === 'held-out');
}

/**
 * True where two pieces have rows in common: of one source, in no two parts of one split, and not picked each by a cell of its
 * own, since what two conditions pick may well be disjoint.
 */
export function shareRows(one: Piece, other: Piece): boolean {
  return (
    one.root === other.root &&
    one.marks.every(({ split, part }) =>
      other.marks.every((mark) => mark.split !== split || mark.part === part),
    ) &&
    (isWithin(one.cuts, other.cuts) || isWithin(other.cuts, one.cuts))
  );
}

/** True where some piece of one table has rows in common with some piece of another. */
export function meets(some: readonly Piece[], others: readonly Piece[]): boolean {
  return some.some((one) => others.some((other) => shareRows(one, other)));
}

const isWithin = (some: readonly string[], all: readonly string[]): boolean =>
  some.every((cut) => all.includes(cut));

/**
 * The split that `part` is a part of and `whole` is not, where both have rows in common: `whole` then holds rows of the
 * other parts too. Null where there is none, or none that keeps rows back.
 */
export function splitAfter(whole: Piece, part: Piece): PartMark | null {
  const mark = part.marks.find(
    ({ split, keptBack }) => keptBack.length > 0 && !whole.marks.some((known) => known.split === split),
  );
  return mark !== undefined && shareRows(whole, part) ? mark : null;
}

/**
 * True for training rows with rows of a validation part, while rows to judge by are still kept back: what is fitted last, before
 * the test, is rightly fitted on both.
 */
export function isRefit(pieces: readonly Piece[]): boolean {
  const back = pieces.flatMap((each) => each.marks.filter(({ role }) => role === 'held-out'));
  const taken = new Set(pieces.flatMap(({ marks }) => marks.map(({ split, part }) => `${split}:${part}`)));
  const isStillKept = pieces
    .flatMap(({ marks }) => marks)
    .some(({ split, keptBack }) => keptBack.some((part) => !taken.has(`${split}:${part}`)));
  return back.every(({ part }) => /valid|^val|dev/i.test(part)) && isStillKept;
}
