import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { extname } from 'node:path';
import { FailureError, failWith, makeFailure, type Failure } from '../src/core/failure';
import type { Frame } from '../src/core/frame';
import { fail, succeed, type Outcome } from '../src/core/outcome';
import type { WorkbenchDocument } from '../src/document/document';
import { graphOf, type Maker } from '../src/document/graph';
import { planFor } from '../src/document/plan';
import type { AskRequest, Engine, FileHandles, RunRequest } from '../src/engine/protocol';
import { badCall, type NamedPath } from './command';
import { csvWriter, jsonWriter, type TableWriter } from './table-text';

/** Cells of a table that are in memory at a time. */
const PAGE_CELLS = 200_000;

type StartWriter = (columns: readonly string[]) => TableWriter;

const WRITERS: Readonly<Record<string, StartWriter>> = { '.csv': csvWriter, '.json': jsonWriter };

/** A table that is to be written: the cell and slot that make it, where it goes and in what form. */
export interface TableOrder {
  readonly cell: string;
  readonly slot: string;
  readonly path: string;
  readonly startWriter: StartWriter;
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
  const startWriter = WRITERS[extname(path).toLowerCase()];
  if (startWriter === undefined) return fail(makeFailure('file-not-written', { path }));
  const [maker] = makers;
  if (maker === undefined) return fail(makeFailure('reference-missing', { name, kind: 'table' }));
  if (makers.length > 1) return fail(makeFailure('name-taken', { name }));
  if (maker.kind !== null && maker.kind !== 'table') {
    return badCall(`“${name}” is not a table but of the kind ${maker.kind}`);
  }
  return succeed({ cell: maker.cell.id, slot: maker.slot, path, startWriter });
}

/** Writes one table, page by page. The file appears under its name only when it is whole. */
export async function writeTable(
  document: WorkbenchDocument,
  engine: Engine,
  files: FileHandles,
  order: TableOrder,
): Promise<Failure | null> {
  const planned = planFor(document, order.cell);
  if (!planned.ok) return planned.failure;
  const { cells: _, ...plan } = planned.value;
  const askPage = async (offset: number, limit: number) => {
    const query: AskRequest['query'] = { kind: 'page', slot: order.slot, offset, limit };
    const outcome = await engine.ask({ plan, files, query });
    if (!outcome.ok) throw new FailureError(outcome.failure);
    return outcome.value;
  };
  try {
    const columns = await columnsOf(engine, { plan, files }, order.slot);
    await writeWhole(order.path, (file) => writePages(file, columns, order.startWriter(columns), askPage));
    return null;
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    const detail = error instanceof Error ? error.message : String(error);
    return makeFailure('file-not-written', { path: order.path }, { detail });
  }
}

/** The names of the table's columns, in its order. The table stands already: nothing is computed again. */
async function columnsOf(engine: Engine, request: RunRequest, slot: string): Promise<string[]> {
  const outcome = await engine.run(request);
  if (!outcome.ok) throw new FailureError(outcome.failure);
  const artifact = outcome.value.artifacts[slot];
  if (artifact?.kind !== 'table') return failWith('table-gone');
  return artifact.columns.map(({ name }) => name);
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

async function writePages(
  file: FileHandle,
  columns: readonly string[],
  writer: TableWriter,
  askPage: (offset: number, limit: number) => Promise<Frame>,
): Promise<void> {
  const limit = Math.max(1, Math.floor(PAGE_CELLS / Math.max(1, columns.length)));
  await file.write(writer.begin());
  for (let offset = 0, rows = limit; rows === limit; offset += limit) {
    const page = await askPage(offset, limit);
    rows = page.rows;
    await file.write(writer.rows(page));
  }
  await file.write(writer.end());
}
