import { cellAt } from '../../core/frame';
import type { NumberFormat } from '../../core/number-format';
import { counted, listText } from '../../core/words';
import type { TableToSave } from '../../ui/grid/table-saver';

/** A column in which the word for missing stands as a value, and in how many rows. */
export interface WordFound {
  readonly column: string;
  readonly rows: number;
}

/** So many columns are named. */
const NAMED = 3;
/** Words that a value of another type than text may be written as. */
const MAY_BE_VALUE = /^(?:[-+.\d].*|true|false|nan|-?inf(?:inity)?)$/i;

/**
 * The columns that hold the word for missing as a value. Looks at those of text, and at the others where the word could be one of their
 * values; 0.1 s per million rows and column. Null where it could not be found out.
 */
export async function findWord(
  { ask, slot, table }: TableToSave,
  word: string,
  view: NonNullable<TableToSave['shown']>['view'] | undefined,
  signal: AbortSignal,
): Promise<WordFound[] | null> {
  const mayHold = table.columns.filter(
    ({ type }) => type === 'text' || type === 'other' || MAY_BE_VALUE.test(word),
  );
  const found: WordFound[] = [];
  for (const { name } of mayHold) {
    const where = [...(view?.where ?? []), { kind: 'one-of', column: name, values: [word] } as const];
    const answer = await ask({ kind: 'rows', slot, view: { order: [], where } }, { signal });
    if (!answer.ok) return null;
    const rows = Number(cellAt(answer.value, 'rows', 0) ?? 0);
    if (rows > 0) found.push({ column: name, rows });
  }
  return found;
}

/** What to know before a file is written in which the word for missing is also a value; empty where it is none. */
export function wordWarning(word: string, found: readonly WordFound[], format: NumberFormat): string {
  if (found.length === 0) return '';
  const rows = found.reduce((sum, each) => sum + each.rows, 0);
  const more = found.length - NAMED;
  const named = found.slice(0, NAMED).map(({ column }) => `“${column}”`);
  const columns = listText(more > 0 ? [...named, `${counted(more, 'more column', format)}`] : named);
  const are = rows === 1 ? 'value is' : 'values are';
  const them =
    rows === 1
      ? 'It stands in quotes, and many programs will read it'
      : 'They stand in quotes, and many programs will read them';
  return `${format.count(rows)} ${are} “${word}” already, in ${columns}. ${them} as missing all the same: choose a word that no value is.`;
}
