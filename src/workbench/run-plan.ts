import { makeFailure, type Failure } from '../core/failure';
import { fail, type Outcome } from '../core/outcome';
import { titleLabel } from '../document/cell-title';
import type { StepCell, WorkbenchCell } from '../document/document';
import type { Engine, RunRequest, StepResult } from '../engine/protocol';
import { contractOf } from '../steps/index';
import type { CellState } from './cell-state.svelte';
import type { FilesAtHand } from './files-at-hand';

/** Runs a plan for a cell and tells its state of the progress. What the engine throws is a fault by name too. */
export async function runPlan(
  engine: Engine,
  request: RunRequest,
  state: CellState,
  signal: AbortSignal,
): Promise<Outcome<StepResult>> {
  try {
    return await engine.run(request, {
      signal,
      onProgress: (progress) => {
        if (!signal.aborted) state.report(progress, performance.now());
      },
      // A cell that shows a result keeps it until the next one is whole.
      onFirstLook: state.kept === null ? (look) => !signal.aborted && state.look(look) : undefined,
    });
  } catch (error) {
    return fail(makeFailure('internal', {}, { detail: String(error) }));
  }
}

/**
 * Why a cell cannot run although its plan is in order: a file that is not at hand, a cell before it that failed, or one that read
 * another file than the one on record, which nobody has agreed to yet.
 */
export function blockerOf(
  cell: StepCell,
  needs: readonly WorkbenchCell[],
  files: FilesAtHand,
  stateOf: (cellId: string) => CellState | undefined,
): Failure | null {
  const missing = files.missingFor(cell);
  if (missing !== undefined) return makeFailure('file-missing', { name: missing });
  const failed = needs.find(({ id }) => ['failed', 'cancelled'].includes(stateOf(id)?.status ?? ''));
  if (failed !== undefined) return makeFailure('upstream-failed', { cell: titleLabel(failed, contractOf) });
  const held = needs.find(({ id }) => (stateOf(id)?.otherFile ?? null) !== null);
  return held === undefined ? null : makeFailure('file-to-confirm', { cell: titleLabel(held, contractOf) });
}
