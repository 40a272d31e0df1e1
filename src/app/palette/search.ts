import type { Stage } from '../../core/contract';

/** Something the palette finds: a step to insert, a cell to go to, or a command. */
export interface PaletteEntry {
  readonly id: string;
  /** The heading it stands under. */
  readonly group: string;
  readonly stage: Stage | null;
  readonly title: string;
  /** The sentence of a step, or what a command does. */
  readonly text: string;
  /** More words that find it, shown nowhere. */
  readonly words: string;
  readonly keys?: string;
  /** True where nothing is there yet that it could work on: only a query finds it. */
  readonly isUntimely?: boolean;
  readonly act: () => void;
}

/** Entries under one heading. */
export interface PaletteGroup {
  readonly name: string;
  readonly stage: Stage | null;
  readonly entries: readonly PaletteEntry[];
}

/**
 * The entries that hold every word of the query, without regard to capitals and accents, by group. With a query the best
 * comes first, and its group too: a title that begins with it before one that holds it, that before the sentence and the
 * rest; of two that fit as well the one that there is something for. Without one all stand in the order given, but for those that there is
 * nothing for yet.
 */
export function findEntries(entries: readonly PaletteEntry[], query: string): PaletteGroup[] {
  const words = plain(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  const ranked = entries.flatMap((entry) => {
    const rank = rankOf(entry, words);
    const isUntimely = entry.isUntimely === true;
    return rank === null || (isUntimely && words.length === 0) ? [] : [{ entry, rank, isUntimely }];
  });
  if (words.length > 0)
    ranked.sort((one, other) => one.rank - other.rank || Number(one.isUntimely) - Number(other.isUntimely));
  const groups = new Map<string, PaletteEntry[]>();
  for (const { entry } of ranked) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [...groups].map(([name, found]) => ({
    name,
    stage: found[0]?.stage === name ? found[0].stage : null,
    entries: found,
  }));
}

/** How well an entry fits: the sum over the words, the less the better; null where it lacks one. */
function rankOf(entry: PaletteEntry, words: readonly string[]): number | null {
  const title = plain(entry.title);
  const text = plain(entry.text);
  const others = plain(`${entry.group} ${entry.words}`);
  let rank = 0;
  for (const word of words) {
    const place = [
      title.startsWith(word),
      title.split(/\P{L}+/u).some((part) => part.startsWith(word)),
      title.includes(word),
      text.includes(word),
      others.includes(word),
    ].indexOf(true);
    if (place < 0) return null;
    rank += place;
  }
  return rank;
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
