import type { ContractLookup } from '../../core/contract';
import { makeFailure, type Failure, type FailureFacts } from '../../core/failure';
import type { LeakCode } from '../../core/failures/leaks';
import { quotedNames } from '../../core/words';
import type { CellLabel } from '../cell-title';
import type { StepCell, WorkbenchDocument } from '../document';
import { findLeaks, type FoundLeak } from './find';
import type { PartMark } from './pieces';
import { tracesOf, type Traces } from './trace';

/** A leak of a cell, and whether a person has overruled it. */
export interface Leak extends FoundLeak {
  readonly isOverruled: boolean;
}

/** What a workbench says about leaks before anything has run. */
export interface LeakGuard {
  readonly traces: Traces;
  /** The leaks of a cell, overruled or not; those that an overruled one before it has brought along are not said again. */
  leaksOf(cellId: string): readonly Leak[];
  /** The first leak of a cell that keeps it from running; null where there is none. */
  failureOf(cellId: string): Failure | null;
  /** The leaks of a cell that were overruled, by code, sorted. Codes in a file that name no leak of the cell are left out. */
  overruledOf(cellId: string): readonly LeakCode[];
}

/** Looks for leaks in a document. `order` is its `runOrder`. Cost: about its references, see `findLeaks`. */
export function guardOf(
  document: WorkbenchDocument,
  order: readonly string[],
  lookup: ContractLookup,
  labelOf: CellLabel,
): LeakGuard {
  const traces = tracesOf(document, order, lookup);
  const leaks = standingLeaks(traces, findLeaks(traces));
  const leaksOf = (cellId: string): readonly Leak[] => leaks.get(cellId) ?? [];
  const cells = new Map(document.cells.map((cell) => [cell.id, cell]));
  const labelById = (id: string): string => {
    const cell = cells.get(id);
    return cell === undefined ? id : labelOf(cell, lookup);
  };
  return {
    traces,
    leaksOf,
    failureOf: (cellId) => {
      const first = leaksOf(cellId).find(({ isOverruled }) => !isOverruled);
      return first === undefined ? null : makeFailure(first.code, factsOf(first, labelById));
    },
    overruledOf: (cellId) => {
      const codes = leaksOf(cellId).flatMap(({ code, isOverruled }) => (isOverruled ? [code] : []));
      return [...new Set(codes)].sort();
    },
  };
}

/**
 * The leaks that each cell has to answer for. One that builds on a table for which the same was overruled before is not asked
 * about again: its result carries the warning as it is.
 */
function standingLeaks(
  { cells, names }: Traces,
  found: ReadonlyMap<string, readonly FoundLeak[]>,
): ReadonlyMap<string, readonly Leak[]> {
  const carried = new Map<string, ReadonlySet<string>>();
  const none: ReadonlySet<string> = new Set();
  const leaks = new Map<string, readonly Leak[]>();
  for (const [id, { cell, inputs }] of cells) {
    const own = (found.get(id) ?? [])
      .filter(({ code, input }) => carried.get(input.name)?.has(code) !== true)
      .map((leak) => ({ ...leak, isOverruled: hasOverruled(cell, leak.code) }));
    if (own.length > 0) leaks.set(id, own);
    const before = [...new Set(inputs.map(({ name }) => carried.get(name) ?? none))].filter(
      ({ size }) => size > 0,
    );
    const codes = own.flatMap(({ code, isOverruled }) => (isOverruled ? [code] : []));
    const [first = none] = before;
    const all =
      codes.length === 0 && before.length < 2
        ? first
        : new Set([...before.flatMap((each) => [...each]), ...codes]);
    if (all.size === 0) continue;
    for (const name of Object.values(cell.outputs)) if (names.has(name)) carried.set(name, all);
  }
  return leaks;
}

/** True where a person has said, at any output of the cell, that it shall run all the same. */
export function hasOverruled({ traits = {} }: StepCell, code: string): boolean {
  return Object.values(traits).some(({ overruled }) => overruled?.includes(code) === true);
}

function factsOf({ code, input, mark, use }: FoundLeak, labelById: (id: string) => string): FailureFacts {
  const table = input.name;
  switch (code) {
    case 'leak-learned-from-test':
    case 'leak-test-resampled':
      return { table, part: mark?.part ?? '' };
    case 'leak-learned-from-whole':
      return { table, part: keptBackOf(mark), use: use ?? '' };
    case 'leak-learned-from-mixed':
    case 'leak-judged-on-mixed':
      return { table, parts: partsIn(input) };
    case 'leak-resampled-before-split':
      return { table, cell: labelById(input.trace.resampledBy?.id ?? '') };
    case 'leak-judged-on-learned':
      return { table, learned: use ?? '' };
    default:
      return code satisfies never;
  }
}

/** The part that a split keeps back, from the mark of any of its parts. */
function keptBackOf(mark: PartMark | null): string {
  if (mark === null) return '';
  return mark.role === 'held-out' ? mark.part : (mark.keptBack[0] ?? mark.part);
}

/** The parts that a table mixes, and what else it holds: “train”, “test”. */
function partsIn({ trace }: FoundLeak['input']): string {
  const parts = trace.pieces.map(({ marks }) => marks.at(-1)?.part ?? null);
  const names = [...new Set(parts)].filter((part) => part !== null);
  const whole = parts.includes(null) ? ' and of no single part' : '';
  return `${quotedNames(names)}${whole}`;
}
