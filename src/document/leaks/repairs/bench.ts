import { applyEdit } from '../../edits';
import type { StepCell, WorkbenchCell, WorkbenchDocument } from '../../document';
import { documentOf, load } from '../../fixtures/cells';
import { plannerOf } from '../../plan';
import { lookupWithModels, splitCell } from '../fixtures';
import type { Repair } from './repair';
import { repairsOf } from './repairs';

/** The repairs of the first leak of a cell. */
export function repairs(document: WorkbenchDocument, id: string): readonly Repair[] {
  const { guard, graph } = plannerOf(document, lookupWithModels);
  const [leak] = guard.leaksOf(id);
  if (leak === undefined) throw new Error(`The cell ${id} has no leak.`);
  return repairsOf(leak, { document, graph, traces: guard.traces, lookup: lookupWithModels });
}

/** The document of the cells after the repair of that label for the first leak of a cell; throws where none is offered. */
export function repaired(id: string, label: string, ...cells: WorkbenchCell[]): WorkbenchDocument {
  const document = documentOf(...cells);
  const offered = repairs(document, id);
  const repair = offered.find((each) => each.label === label);
  if (repair === undefined) {
    throw new Error(`There is no “${label}” among: ${offered.map((each) => each.label).join(', ')}.`);
  }
  return repair.edits.reduce((now, edit) => applyEdit(now, edit, lookupWithModels), document);
}

/** Each cell as a line: what it reads, its step, what it makes. */
export function lines({ cells }: WorkbenchDocument): string[] {
  return cells
    .filter((each): each is StepCell => each.kind === 'step')
    .map(({ step, inputs, outputs }) =>
      `${Object.values(inputs).flat().join(' ')} > ${step} > ${Object.values(outputs).join(' ')}`.trim(),
    );
}

/** What still keeps a cell from running. */
export function problems(document: WorkbenchDocument): string[] {
  const planner = plannerOf(document, lookupWithModels);
  return planner.order.flatMap((id) => planner.problemOf(id)?.code ?? []);
}

/** A cell that loads a table. */
export const a = load('c1', 'whole');
/** A cell that splits it. */
export const split = splitCell('c2', 'whole');
