import type { TableArtifact } from './artifact';
import { frameOfRows, type Frame, type FrameShape } from './frame';
import type { RunContext } from './run-context';
import type { Column } from './table';
import { firstOf } from './words';

/** Something that the params or decisions of a cell name and that the table before it does not have, or has otherwise. */
export interface Unmet {
  /** What is named: "column", "the word “N/A”", "the decision “Berln” → “Berlin”". */
  readonly what: string;
  /** The column it is about; null where it is about none. */
  readonly column: string | null;
  /** Why it did not fit, as the end of a sentence. */
  readonly reason: string;
}

/** The columns of the frame `unmet`, which every step of repair has: a recipe made on one file may meet another. */
export const unmetShape: FrameShape = {
  what: {
    type: 'text',
    meaning: 'What the cell names that did not fit the table: a column, a word, a decision',
  },
  column: { type: 'text', meaning: 'The column it is about; null for none' },
  reason: { type: 'text', meaning: 'Why it did not fit; nothing was done about it' },
};

/** Why a column that is named was left out. */
export const NO_SUCH_COLUMN = 'the table has no such column';

/** What is named in the notice before the rest is only counted; the frame holds all. */
const NAMED_AT_MOST = 5;

/** What did not fit as a frame; and, where there is any, said as a warning, so that it does not go unseen. */
export function unmetFrame(context: Pick<RunContext, 'notice'>, unmet: readonly Unmet[]): Frame {
  if (unmet.length > 0) context.notice({ code: 'unmet', text: unmetText(unmet), isWarning: true });
  return frameOfRows(
    Object.keys(unmetShape),
    unmet.map(({ what, column, reason }) => ({ what, column, reason })),
  );
}

/** "Left out, since it did not fit this table: column “ibu” (the table has no such column)." */
export function unmetText(unmet: readonly Unmet[]): string {
  const named = unmet.map(({ what, column, reason }) => `${unmetName(what, column)} (${reason})`);
  const they = unmet.length === 1 ? 'it did' : 'they did';
  return `Left out, since ${they} not fit this table: ${firstOf(named, NAMED_AT_MOST)}.`;
}

function unmetName(what: string, column: string | null): string {
  if (column === null) return what;
  return what === 'column' ? `column “${column}”` : `${what} in “${column}”`;
}

/** The columns of a table that are named, each once and in the order of their names, and those that do not fit. */
export function columnsThatFit(
  table: Pick<TableArtifact, 'columns'>,
  names: readonly string[],
  types?: readonly Column['type'][],
): { readonly columns: readonly Column[]; readonly unmet: readonly Unmet[] } {
  const columns: Column[] = [];
  const unmet: Unmet[] = [];
  for (const name of new Set(names)) {
    const column = table.columns.find((each) => each.name === name);
    const isFit = column !== undefined && (types === undefined || types.includes(column.type));
    if (isFit) columns.push(column);
    else unmet.push({ what: 'column', column: name, reason: misfit(column, types ?? []) });
  }
  return { columns, unmet };
}

function misfit(column: Column | undefined, types: readonly Column['type'][]): string {
  if (column === undefined) return NO_SUCH_COLUMN;
  return `it is ${column.type} here, not ${types.join(' or ')}`;
}
