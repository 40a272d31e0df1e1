import { seriesStem } from '../core/file-series';
import { isFolderName } from '../core/source';
import { newStepCell } from '../document/cells';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { applyEdit } from '../document/edits';
import { stepCells } from '../document/graph';
import { freshName, nameFromFile, takenNames, toName } from '../document/names';
import { sourcesOf } from '../document/sources';
import { contractOf } from '../steps/index';
import type { Load, LoadFile } from './arrange';
import { freshFileName, titleOfFile } from './file-names';
import { neededFiles, type FilesAtHand } from './files-at-hand';

/** A document after files were given to the tab, and the names of those given to cells that it had before. */
export interface TakenFiles {
  readonly document: WorkbenchDocument;
  readonly given: readonly string[];
  /** The cells that load what is new. */
  readonly added: readonly string[];
}

/** With more new tables than this, none is profiled by itself: the page would be long, and most of it unasked. */
const PROFILED_AT_MOST = 8;

/** What the column is called that says which file a row came from. */
const FILENAME = 'filename';

/**
 * Gives files to the tab. Cells that name one and lack it get it, and so do those that have read a file of that name
 * and size; any other file takes part under a name of its own, and the document gets cells for it.
 */
export function takeLoads(
  document: WorkbenchDocument,
  files: FilesAtHand,
  loads: readonly Load[],
): TakenFiles {
  const start: TakenFiles = { document, given: [], added: [] };
  const isProfiled = loads.length <= PROFILED_AT_MOST;
  return loads.reduce((before, load) => takeLoad(before, files, load, isProfiled), start);
}

/** Tells files that cells read and lack, or have read one like it; for many files at once. */
export function awaitedIn(
  document: WorkbenchDocument,
  files: FilesAtHand,
): (name: string, file: File) => boolean {
  const read = new Set(stepCells(document).flatMap(neededFiles));
  return (name, file) => read.has(name) && (!files.has(name) || files.holdsLike(file, name));
}

function takeLoad(before: TakenFiles, files: FilesAtHand, load: Load, isProfiled: boolean): TakenFiles {
  const { document } = before;
  const isKnown = knownIn(document, files);
  const known = load.files.filter(isKnown);
  const given = [...new Set(known.map(({ name }) => name))];
  for (const { name, file } of known) files.give(name, file);
  const isTaken = new Set(known);
  const rest = load.files.filter((each) => !isTaken.has(each));
  if (rest.length === 0) return { ...before, given: [...before.given, ...given] };
  const taken = new Set(stepCells(document).flatMap(neededFiles));
  const names = new Map<File, string>();
  const source = rest.map(({ name, file, member }) => {
    const own = names.get(file) ?? nameFor(name, file, files, taken, member !== undefined);
    names.set(file, own);
    taken.add(own);
    files.give(own, file);
    return { name: own, ...(member !== undefined && { member }) };
  });
  const title = document.title === '' ? titleOfLoad(rest) : document.title;
  const added = withLoad({ ...document, title }, { step: load.step, files: rest }, source, isProfiled);
  return {
    document: added.document,
    given: [...before.given, ...given],
    added: [...before.added, added.id],
  };
}

/** Of an archive the members count: one that no cell reads yet becomes a cell, though the archive is at hand. */
function knownIn(document: WorkbenchDocument, files: FilesAtHand): (file: LoadFile) => boolean {
  const isAwaited = awaitedIn(document, files);
  const read = stepCells(document)
    .flatMap(sourcesOf)
    .flatMap((source) => (source.kind === 'file' ? source.files : []));
  const members = new Set(read.map(({ name, member }) => JSON.stringify([name, member])));
  return ({ name, file, member }) =>
    isAwaited(name, file) && (member === undefined || members.has(JSON.stringify([name, member])));
}

function nameFor(
  name: string,
  file: File,
  files: FilesAtHand,
  taken: ReadonlySet<string>,
  isArchive: boolean,
): string {
  if (isArchive && (!files.has(name) || files.holdsLike(file, name))) return name;
  const isTaken = (candidate: string) => taken.has(candidate);
  if (!isFolderName(name)) return freshFileName(name, isTaken);
  return `${freshFileName(name.slice(0, -1), (candidate) => isTaken(`${candidate}/`))}/`;
}

function titleOfLoad(files: readonly LoadFile[]): string {
  const [first] = files;
  return titleOfFile(files.length > 1 ? stemOf(files) : (first?.name ?? ''));
}

function stemOf(files: readonly LoadFile[]): string {
  const [first] = files;
  const names = files.map(({ name, member }) => member ?? name);
  const isOneArchive = files.every(({ name, member }) => member !== undefined && name === first?.name);
  return seriesStem(names) || (isOneArchive ? (first?.name ?? '') : (names[0] ?? ''));
}

/** The document with a cell that loads files into one table and one that profiles it, at the end. */
function withLoad(
  document: WorkbenchDocument,
  { step, files }: Load,
  source: readonly { readonly name: string; readonly member?: string }[],
  isProfiled: boolean,
): { document: WorkbenchDocument; id: string } {
  const hasFilename = files.length > 1 && Object.hasOwn(contractOf(step)?.params.shape ?? {}, FILENAME);
  const params = { source: { kind: 'file', files: source }, ...(hasFilename && { filename: FILENAME }) };
  const bare = newStepCell(document, { step, params });
  const cell = renamed(bare, tableName(files), takenNames(document));
  const loaded = applyEdit(document, { type: 'insert-cell', cell, at: document.cells.length });
  const { table } = cell.outputs;
  if (table === undefined || !isProfiled || step === 'load-images') return { document: loaded, id: cell.id };
  const profile = newStepCell(loaded, { step: 'profile', inputs: { table } });
  const edit = { type: 'insert-cell', cell: profile, at: loaded.cells.length } as const;
  return { document: applyEdit(loaded, edit), id: cell.id };
}

function tableName(files: readonly LoadFile[]): string {
  const [first] = files;
  if (files.length > 1) {
    const stem = stemOf(files);
    return /\.[^.]{1,8}$/.test(stem) ? nameFromFile(stem) : toName(stem);
  }
  return nameFromFile((first?.member ?? first?.name ?? '').replace(/\/$/, '').replace(/^.*\//, ''));
}

function renamed(cell: StepCell, name: string, taken: ReadonlySet<string>): StepCell {
  if (cell.outputs.table === undefined) return cell;
  return { ...cell, outputs: { ...cell.outputs, table: freshName(taken, name) } };
}
