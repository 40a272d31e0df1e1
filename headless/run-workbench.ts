import type { Artifact, ArtifactKind, Traits } from '../src/core/artifact';
import type { StepContract } from '../src/core/contract';
import { makeFailure, type Failure } from '../src/core/failure';
import { frameRows, type FrameRow } from '../src/core/frame';
import { numberFormat } from '../src/core/number-format';
import type { ColumnType } from '../src/core/table';
import { contractOf } from '../src/steps/index';
import type { StepCell, WorkbenchDocument } from '../src/document/document';
import type { CellLabel } from '../src/document/cell-title';
import { plannerOf, type Planner } from '../src/document/plan';
import { foreignProblem } from '../src/document/problems';
import { otherSources } from '../src/document/sources';
import type { Engine, FileHandles, StepResult } from '../src/engine/protocol';
import { onCommandLine } from './hints';

/** An artifact as the runner reports it. `name` is null for an output that the workbench gives no name. */
export interface ArtifactReport {
  readonly kind: ArtifactKind;
  readonly name: string | null;
  readonly key: string;
  readonly rows?: number;
  readonly columns?: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly value?: unknown;
}

/** What became of a cell. `skipped` cells did not run: they are not known here, or a cell they need did not succeed. */
export type CellReport =
  | {
      readonly status: 'done';
      readonly artifacts: Readonly<Record<string, ArtifactReport>>;
      readonly frames: Readonly<Record<string, readonly FrameRow[]>>;
      readonly reading: string;
      /** Where it was made from a sample: what was drawn of how many rows (null where that is not known). */
      readonly sampled?: NonNullable<Traits['sampled']>;
      /** The warnings that were overruled on the way to it, or for it, by code. */
      readonly overruled?: readonly string[];
    }
  | { readonly status: 'failed' | 'skipped'; readonly failure: Failure };

/** What became of every cell but the notes, by its id, in the order of the document. */
export interface RunReport {
  readonly cells: Readonly<Record<string, CellReport>>;
}

/** A cell as the runner's failures name it: by the title of its step, and by its id, under which its report stands. */
const idLabel: CellLabel = (cell, lookup) =>
  cell.kind === 'step' ? `${lookup(cell.step)?.title ?? cell.step} (${cell.id})` : cell.id;

/** True when every cell is done. */
export function isAllDone(report: RunReport): boolean {
  return Object.values(report.cells).every((cell) => cell.status === 'done');
}

/**
 * Runs all cells of a workbench one after the other, each after those it needs. A failed cell stops only those that need
 * it. `remark` hears what a person should know of the run and no cell says.
 */
export async function runWorkbench(
  document: WorkbenchDocument,
  engine: Engine,
  files: FileHandles,
  remark: (text: string) => void,
): Promise<RunReport> {
  const reports = new Map<string, CellReport>();
  for (const cell of document.cells) {
    if (cell.kind === 'foreign') {
      reports.set(cell.id, { status: 'skipped', failure: foreignProblem(cell, contractOf) });
    }
  }
  const steps = new Map(document.cells.flatMap((cell) => (cell.kind === 'step' ? [[cell.id, cell]] : [])));
  const planner = plannerOf(document, contractOf, idLabel);
  const known: Known = { document, planner, reports };
  for (const id of planner.order) {
    const cell = steps.get(id);
    if (cell !== undefined) reports.set(id, await runCell(known, cell, engine, files, remark));
  }
  const inOrder = document.cells.flatMap(({ id }) => {
    const report = reports.get(id);
    return report === undefined ? [] : [[id, withHint(report)] as const];
  });
  return { cells: Object.fromEntries(inOrder) };
}

function withHint(report: CellReport): CellReport {
  return report.status === 'done' ? report : { ...report, failure: onCommandLine(report.failure) };
}

/** The workbench that is run, and what has become of it so far. */
interface Known {
  readonly document: WorkbenchDocument;
  readonly planner: Planner;
  readonly reports: ReadonlyMap<string, CellReport>;
}

async function runCell(
  { document, planner, reports }: Known,
  cell: StepCell,
  engine: Engine,
  files: FileHandles,
  remark: (text: string) => void,
): Promise<CellReport> {
  const planned = planner.planOf(cell.id);
  if (!planned.ok) {
    return {
      status: planned.failure.code === 'upstream-failed' ? 'skipped' : 'failed',
      failure: planned.failure,
    };
  }
  const { cells, ...plan } = planned.value;
  const undone = cells.find((id) => id !== cell.id && reports.get(id)?.status !== 'done');
  if (undone !== undefined) return skippedFor(document, undone);
  const outcome = await engine.run({ plan, files });
  if (!outcome.ok) return { status: 'failed', failure: outcome.failure };
  for (const name of otherSources(cell, outcome.value.sources)) {
    remark(
      `“${name}” is another file than the one that cell ${cell.id} was saved with: its content differs.`,
    );
  }
  return reportDone(cell, outcome.value);
}

function skippedFor(document: WorkbenchDocument, undone: string): CellReport {
  const cause = document.cells.find((cell) => cell.id === undone);
  const label = cause === undefined ? undone : idLabel(cause, contractOf);
  return { status: 'skipped', failure: makeFailure('upstream-failed', { cell: label }) };
}

function reportDone(cell: StepCell, result: StepResult): CellReport {
  const contract = contractOf(cell.step);
  if (contract === undefined) throw new Error(`The step “${cell.step}” ran without a contract.`);
  const artifacts = Object.entries(result.artifacts).map(
    ([slot, artifact]) => [slot, reportArtifact(artifact, cell.outputs[slot] ?? null)] as const,
  );
  const frames = Object.entries(result.frames).map(([name, frame]) => [name, frameRows(frame)] as const);
  return {
    status: 'done',
    artifacts: Object.fromEntries(artifacts),
    frames: Object.fromEntries(frames),
    reading: readingOf(contract, cell, result),
    ...(result.sampled && { sampled: result.sampled }),
    ...(result.overruled && { overruled: result.overruled }),
  };
}

function reportArtifact(artifact: Artifact, name: string | null): ArtifactReport {
  const { kind, key } = artifact;
  if (artifact.kind !== 'table') return { kind, name, key, value: artifact.value };
  const columns = artifact.columns.map((column) => ({ name: column.name, type: column.type }));
  return { kind, name, key, rows: artifact.rows, columns };
}

function readingOf(contract: StepContract, cell: StepCell, result: StepResult): string {
  const { params, inputs, outputs } = cell;
  const { artifacts, frames, notices } = result;
  const format = numberFormat('en');
  return contract.read({ params, inputs, outputs, artifacts, frames, notices, format }).text;
}
