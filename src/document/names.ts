import type { WorkbenchCell, WorkbenchDocument } from './document';

/** The longest base of a made-up name; leaves room for a number within the length that a name may have. */
const LONGEST_BASE = 100;

/** Every name that a cell of the workbench gives to what it makes, foreign cells included. */
export function takenNames(document: WorkbenchDocument): ReadonlySet<string> {
  return new Set(document.cells.flatMap((cell) => Object.values(outputNames(cell))));
}

/** The output slots of a cell with their names. Of a foreign cell, as far as it writes them as we do. */
export function outputNames(cell: WorkbenchCell): Readonly<Record<string, string>> {
  switch (cell.kind) {
    case 'step':
      return cell.outputs;
    case 'note':
      return {};
    case 'foreign':
      return foreignOutputs(cell.raw.outputs);
    default:
      return cell satisfies never;
  }
}

function foreignOutputs(outputs: unknown): Readonly<Record<string, string>> {
  if (typeof outputs !== 'object' || outputs === null || Array.isArray(outputs)) return {};
  return Object.fromEntries(
    Object.entries(outputs).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** A name made from a file's: `German Credit (2020).csv.gz` gives `german_credit_2020`. Any script's letters are kept. */
export function nameFromFile(fileName: string): string {
  const stem = fileName.replace(/\.[^.]{1,8}(\.(gz|zip|bz2|xz|zst))?$/i, '');
  return toName(stem === '' ? fileName : stem);
}

/** Any text as a name that reads well in SQL: lower case, words joined by `_`, no digit in front. */
export function toName(text: string): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  const name = [...words].slice(0, LONGEST_BASE).join('').replace(/_+$/, '');
  if (name === '') return 'data';
  return /^\p{N}/u.test(name) ? `data_${name}` : name;
}

/**
 * A name that no cell has yet: `credit`, else `credit_2`, `credit_3` and so on. Capitals do not make a name another one,
 * since they do not in SQL.
 */
export function freshName(taken: Iterable<string>, base: string): string {
  const lower = new Set([...taken].map((name) => name.toLowerCase()));
  if (!lower.has(base.toLowerCase())) return base;
  const numbered = /^(.*)_(\d{1,2})$/.exec(base);
  const stem = numbered?.[1] ?? base;
  for (let number = Number(numbered?.[2] ?? 1) + 1; ; number += 1) {
    const name = `${stem}_${number}`;
    if (!lower.has(name.toLowerCase())) return name;
  }
}

/** An id for a new cell: `c` and the number after the highest one in use. */
export function freshCellId(document: WorkbenchDocument): string {
  return numberedCellId(document.cells.map((cell) => cell.id));
}

/** The id after the highest of the form `c1`, `c2` among those taken. */
export function numberedCellId(taken: Iterable<string>): string {
  const numbers = [...taken].map((id) => Number(/^c(\d{1,9})$/.exec(id)?.[1] ?? 0));
  return `c${numbers.reduce((highest, number) => Math.max(highest, number), 0) + 1}`;
}
