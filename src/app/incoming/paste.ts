import { makeFailure, type Failure } from '../../core/failure';
import { chosenItems, type Item } from './items';

/** What a paste or a drop of text brings. */
export type Pasted =
  | { readonly kind: 'files'; readonly items: readonly Item[] }
  | { readonly kind: 'table'; readonly name: string; readonly text: string }
  | { readonly kind: 'address'; readonly failure: Failure }
  | { readonly kind: 'nothing' };

/** The longest text that a workbench holds itself; a longer one becomes a file at hand. */
const LONGEST_TEXT = 1_000_000;
const LONGEST_ADDRESS = 120;

/** Reads what was pasted. Spreadsheets bring their cells as tab-separated text beside HTML. */
export function readPaste(data: Pick<DataTransfer, 'files' | 'getData'>): Pasted {
  const text = data.getData('text/plain') || data.getData('text/uri-list');
  if (looksLikeTable(text)) {
    if (text.length <= LONGEST_TEXT) return { kind: 'table', name: 'pasted', text };
    const file = new File([text], text.includes('\t') ? 'pasted.tsv' : 'pasted.csv');
    return { kind: 'files', items: chosenItems([file]) };
  }
  if (data.files.length > 0) return { kind: 'files', items: chosenItems([...data.files]) };
  const failure = addressFailure(text);
  return failure === null ? { kind: 'nothing' } : { kind: 'address', failure };
}

/** The failure of a text that is an address of the web; null for all others. */
export function addressFailure(text: string): Failure | null {
  const address = /^\s*((?:https?|ftp|s3|gs):\/\/\S+)\s*$/i.exec(text)?.[1];
  if (address === undefined) return null;
  const shown = address.length > LONGEST_ADDRESS ? `${address.slice(0, LONGEST_ADDRESS)}…` : address;
  return makeFailure('file-from-address', { address: shown });
}

/** True for several lines that all have the same delimiter, about as often: two fields and more a line. */
export function looksLikeTable(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  if (lines.length < 2) return false;
  const first = lines.slice(0, 20);
  if (first.filter((line) => line.includes('\t')).length >= first.length * 0.8) return true;
  return [',', ';', '|'].some((delimiter) => {
    const counts = first.map((line) => line.split(delimiter).length - 1);
    const [most = 0] = counts;
    const fields = (first[0] ?? '').split(delimiter).filter((field) => field.trim() !== '');
    // Prose has commas too, but not as many in every line, and its lines end like sentences.
    const isProse = first.some((line) => /[.!?]\s*$/.test(line)) && first.every((line) => / /.test(line));
    return most > 0 && fields.length > 1 && !isProse && counts.every((count) => count === most);
  });
}
