import { listText } from '../../core/words';
import { columnsNamedBy } from '../../document/disclosures';
import type { WorkbenchDocument } from '../../document/document';
import { stepCells } from '../../document/graph';
import { cellNumber } from '../following-text';
import type { ColumnChanges } from './column-changes';

/**
 * Which of the cells that build on a source name columns that are gone from it or of another type now: "“mass” is named by
 * cell 3, “glucose” by cells 3 and 5."; empty where none does.
 */
export function namedBelowText(
  document: WorkbenchDocument,
  dependents: readonly string[],
  { missing, retyped }: Pick<ColumnChanges, 'missing' | 'retyped'>,
): string {
  const readers = stepCells(document)
    .filter(({ id }) => dependents.includes(id))
    .map((cell) => ({ number: cellNumber(document, cell.id), names: columnsNamedBy(cell) }));
  const pieces = [...missing, ...retyped].flatMap(({ name }) => {
    const numbers = readers.filter(({ names }) => names.includes(name)).map(({ number }) => String(number));
    if (numbers.length === 0) return [];
    return [{ name, cells: `${numbers.length === 1 ? 'cell' : 'cells'} ${listText(numbers)}` }];
  });
  const [first, ...others] = pieces.map(({ name, cells }) => [`“${name}”`, `by ${cells}`] as const);
  if (first === undefined) return '';
  return `${[`${first[0]} is named ${first[1]}`, ...others.map((each) => each.join(' '))].join(', ')}.`;
}
