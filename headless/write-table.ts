import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import type { TableArtifact } from '../src/core/artifact';
import { FailureError, failWith, makeFailure, type Failure } from '../src/core/failure';
import { fail, succeed, type Outcome } from '../src/core/outcome';
import type { WorkbenchDocument } from '../src/document/document';
import { graphOf, type Maker } from '../src/document/graph';
import { planFor } from '../src/document/plan';
import type { Engine, FileHandles, RunRequest } from '../src/engine/protocol';
import { tableFile, type AskPiece } from '../src/kernels/table-file/table-file';
import { formatOfPath, type TableFormat } from '../src/kernels/table-file/table-format';
import { badCall, type NamedPath } from './command';

/** A table that is to be written: the cell and slot that make it, where it goes and in what form. */
export interface TableOrder {
  readonly cell: string;
  readonly slot: string;
  readonly path: string;
  readonly format: TableFormat;
}

/** Finds the tables to be written, before anything runs: an unknown name or ending is better known at once. */
export function findTables(
  document: WorkbenchDocument,
  given: readonly NamedPath[],
): Outcome<readonly TableOrder[]> {
  const { makers } = graphOf(document);
  const orders: TableOrder[] = [];
  for (const named of given) {
    const order = findTable(named, makers.get(named.name) ?? []);
    if (!order.ok) return order;
    orders.push(order.value);
  }
  return succeed(orders);
}

function findTable({ name, path }: NamedPath, makers: readonly Maker[]): Outcome<TableOrder> {
  const format = formatOfPath(path);
  if (format === null) return fail(makeFailure('file-not-written', { path }));
  const [maker] = makers;
  if (maker === undefined) return fail(makeFailure('reference-missing', { name, kind: 'table' }));
  if (makers.length > 1) return fail(makeFailure('name-taken', { name }));
  if (maker.kind !== null && maker.kind !== 'table') {
    return badCall(`“${name}” is not a table but of the kind ${maker.kind}`);
  }
  return succeed({ cell: maker.cell.id, slot: maker.slot, path, format });
}

/** Writes one table, piece by piece. The file appears under its name only when it is whole. */
export async function writeTable(
  document: WorkbenchDocument,
  engine: Engine,
  files: FileHandles,
  order: TableOrder,
): Promise<Failure | null> {
  const planned = planFor(document, order.cell);
  if (!planned.ok) return planned.failure;
  const { cells: _, ...plan } = planned.value;
  const ask: AskPiece = async (query) => {
    const outcome = await engine.ask({ plan, files, query });
    if (!outcome.ok) throw new FailureError(outcome.failure);
    return outcome.value;
  };
  try {
    const table = await tableOf(engine, { plan, files }, order.slot);
    await writeWhole(order.path, async (file) => {
      const written = { ...table, slot: order.slot, ask };
      for await (const { bytes } of tableFile(written, order.format)) await file.appendFile(bytes);
    });
    return null;
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    const detail = error instanceof Error ? error.message : String(error);
    return makeFailure('file-not-written', { path: order.path }, { detail });
  }
}

/** The table to be written. It stands already: nothing is computed again. */
async function tableOf(engine: Engine, request: RunRequest, slot: string): Promise<TableArtifact> {
  const outcome = await engine.run(request);
  if (!outcome.ok) throw new FailureError(outcome.failure);
  const artifact = outcome.value.artifacts[slot];
  if (artifact?.kind !== 'table') return failWith('table-gone');
  return artifact;
}

async function writeWhole(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const unfinished = `${path}.part`;
  const file = await open(unfinished, 'w');
  try {
    await write(file);
    await file.close();
    await rename(unfinished, path);
  } catch (error) {
    await file.close();
    await rm(unfinished, { force: true });
    throw error;
  }
}
