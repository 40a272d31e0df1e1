import { readFile, stat } from 'node:fs/promises';
import type { JsonValue } from '../src/core/artifact';
import { makeFailure, type Failure } from '../src/core/failure';
import { fail, type Outcome } from '../src/core/outcome';
import { contracts } from '../src/steps/index';
import type { WorkbenchDocument } from '../src/document/document';
import { LARGEST_FILE } from '../src/document/parse';
import { readDocument } from '../src/document/read';
import type { Engine } from '../src/engine/protocol';
import { parseCommand, USAGE, type Command } from './command';
import { findFiles } from './find-files';
import { onCommandLine } from './hints';
import { unpackWorkbench, type UnpackedWorkbench } from './open-pack';
import { encodeJson } from './json';
import { listSteps } from './list-steps';
import { isAllDone, runWorkbench } from './run-workbench';
import { findTables, writeTable } from './write-table';

/** What a call prints and how it exits. */
export interface Answer {
  readonly stdout: string;
  readonly exitCode: 0 | 1 | 2;
  /** Lines for standard error: what a person should know beside the answer. */
  readonly remarks: readonly string[];
}

/** Carries out one call of the runner. The engine is opened only when there is something to run, and closed after it. */
export async function main(args: readonly string[], openEngine: () => Promise<Engine>): Promise<Answer> {
  const command = parseCommand(args);
  if (!command.ok) return refuse(command.failure);
  switch (command.value.type) {
    case 'help':
      return { stdout: USAGE, exitCode: 0, remarks: [] };
    case 'steps':
      return answer(listSteps(contracts), 0);
    case 'run':
      return run(command.value, openEngine);
    default:
      return command.value satisfies never;
  }
}

type RunCommand = Extract<Command, { type: 'run' }>;

async function run(command: RunCommand, openEngine: () => Promise<Engine>): Promise<Answer> {
  const opened = await openWorkbench(command.file);
  if (!opened.ok) return refuse(opened.failure);
  const document = readWorkbench(opened.value.text);
  if (!document.ok) return refuse(document.failure);
  // What the caller gives goes before what the archive holds.
  const given = new Set(command.data.map(({ name }) => name));
  const data = [...command.data, ...opened.value.data.filter(({ name }) => !given.has(name))];
  const files = await findFiles(document.value, command.file, data);
  if (!files.ok) return refuse(files.failure);
  const tables = findTables(document.value, command.tables);
  if (!tables.ok) return refuse(tables.failure);
  const engine = await openEngine();
  try {
    const booted = await engine.boot();
    if (!booted.ok) return refuse(booted.failure);
    const remarks: string[] = [];
    const report = await runWorkbench(document.value, engine, files.value, (text) => remarks.push(text));
    const written = tables.value.filter(({ cell }) => report.cells[cell]?.status === 'done');
    for (const table of written) {
      const failure = await writeTable(document.value, engine, files.value, table);
      if (failure !== null) {
        return answer(encodeJson({ ...report, failure: onCommandLine(failure) }), 2, remarks);
      }
    }
    return answer(encodeJson(report), isAllDone(report) ? 0 : 1, remarks);
  } finally {
    await engine.close();
  }
}

/** The text of a workbench file; of an archive that holds one with its data, the data too. */
async function openWorkbench(path: string): Promise<Outcome<UnpackedWorkbench>> {
  if (path.toLowerCase().endsWith('.zip')) return unpackWorkbench(path);
  const text = await readText(path);
  return text.ok ? { ok: true, value: { text: text.value, data: [] } } : text;
}

/** A newer file is not run: what this version does not know of it could change what its cells mean. */
function readWorkbench(text: string): Outcome<WorkbenchDocument> {
  const read = readDocument(text);
  if (!read.ok) return read;
  const { document, readOnly } = read.value;
  return readOnly === null ? { ok: true, value: document } : fail(readOnly);
}

async function readText(path: string): Promise<Outcome<string>> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_FILE) {
      return fail(makeFailure('workbench-too-large', { bytes: size, limit: LARGEST_FILE }));
    }
    return { ok: true, value: await readFile(path, 'utf8') };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail(makeFailure('file-unreadable', { name: path }, { detail }));
  }
}

/** The answer to a call that could not be carried out. */
export function refuse(failure: Failure): Answer {
  return answer(encodeJson({ failure: onCommandLine(failure) }), 2);
}

function answer(value: JsonValue, exitCode: Answer['exitCode'], remarks: Answer['remarks'] = []): Answer {
  return { stdout: `${JSON.stringify(value, null, 2)}\n`, exitCode, remarks };
}
