/** What became of a stretch of text. */
export type Mark = 'same' | 'inserted' | 'deleted' | 'replaced' | 'moved';

/** A stretch of text with its mark. */
export interface Segment {
  readonly text: string;
  readonly mark: Mark;
}

/** A parent and its new text, side by side, in stretches. */
export interface TextDiff {
  readonly parent: readonly Segment[];
  readonly made: readonly Segment[];
}

/** A stretch of the parent, in characters from 0, and what stands there instead. */
export type CharacterEdit = readonly [start: number, length: number, text: string];

/** The edits that a frame holds as JSON; none where it holds no list. */
export function editsOf(json: string): CharacterEdit[] {
  const read: unknown = JSON.parse(json);
  return Array.isArray(read) ? (read as CharacterEdit[]) : [];
}

/** Lays edits, in order and apart, over the text of the parent. In a swap, what is replaced has come from elsewhere: it is moved. */
export function diffOf(parent: string, edits: readonly CharacterEdit[], operation: string): TextDiff {
  const characters = [...parent];
  const [before, after]: Segment[][] = [[], []];
  let from = 0;
  const same = (to: number): void => {
    if (to <= from) return;
    const segment: Segment = { text: characters.slice(from, to).join(''), mark: 'same' };
    before!.push(segment);
    after!.push(segment);
  };
  for (const [start, length, text] of edits) {
    same(start);
    const mark = markOf(length, text, operation);
    if (length > 0) before!.push({ text: characters.slice(start, start + length).join(''), mark });
    if (text !== '') after!.push({ text, mark });
    from = start + length;
  }
  same(characters.length);
  return { parent: before!, made: after! };
}

function markOf(length: number, text: string, operation: string): Mark {
  if (length === 0) return 'inserted';
  if (text === '') return 'deleted';
  return operation === 'swap' ? 'moved' : 'replaced';
}
