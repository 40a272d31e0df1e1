import type { ContractLookup } from '../core/contract';
import { sentenceText } from '../core/sentence';
import { contractOf } from '../steps/index';
import type { ForeignCell, WorkbenchCell } from './document';

/** How a failure names a cell. */
export type CellLabel = (cell: WorkbenchCell, lookup: ContractLookup) => string;

/** A cell in words: its sentence as plain text, the first line of a note, what is known of a foreign one. */
export function cellTitle(cell: WorkbenchCell, lookup: ContractLookup = contractOf): string {
  switch (cell.kind) {
    case 'step': {
      const contract = lookup(cell.step);
      return contract === undefined ? cell.step : sentenceText(contract, cell);
    }
    case 'note':
      return firstLine(cell.text) || 'Note';
    case 'foreign':
      return foreignTitle(cell);
    default:
      return cell satisfies never;
  }
}

/** A cell's title without the names it gives to its results: for the outline, and for failures. */
export function shortTitle(cell: WorkbenchCell, lookup: ContractLookup = contractOf): string {
  return cellTitle(cell, lookup).replace(/ → .*$/, '');
}

/** A cell as failures on the screen name it: “Load credit.csv”, by the words that stand above it. */
export const titleLabel: CellLabel = (cell, lookup) =>
  cell.kind === 'step' ? `“${shortTitle(cell, lookup)}”` : shortTitle(cell, lookup);

/** The first line of a Markdown text that says something, without the signs of a heading; empty where none does. */
export function firstLine(text: string): string {
  return (text.split('\n').find((line) => line.trim() !== '') ?? '').replace(/^#+\s*/, '').trim();
}

function foreignTitle({ raw }: ForeignCell): string {
  const words = [raw.step, raw.kind].find((value) => typeof value === 'string');
  return words === undefined ? 'A cell that is not known here' : `“${String(words)}”`;
}
