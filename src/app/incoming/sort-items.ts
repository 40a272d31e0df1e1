import type { Failure } from '../../core/failure';
import { makeFailure } from '../../core/failure';
import { formatByName, notReadFailure, stepForFormat, type LoadStep } from '../../core/file-format';
import { isLitter } from '../../kernels/archive/zip-list';
import type { LoadFile } from '../../workbench/arrange';
import type { Item } from './items';
import { lookAt } from './look';
import { packFolder } from './pack-folder';

/** A file with the step that reads it. */
export interface StepFile {
  readonly step: LoadStep;
  readonly file: LoadFile;
}

/** What came in, by what is to be done with it. */
export interface Sorted {
  readonly files: readonly StepFile[];
  readonly zips: readonly LoadFile[];
  readonly workbenches: readonly File[];
  readonly failures: readonly Failure[];
}

/** In a folder of images these are read beside them; a README or a licence is not. */
const TABLES_BESIDE_IMAGES: ReadonlySet<string> = new Set([
  'csv',
  'tsv',
  'parquet',
  'xlsx',
  'ndjson',
  'jsonl',
]);

/** Sorts what came in: looks at the first bytes of each file, and packs folders of images into one file each. */
export async function sortItems(all: readonly Item[]): Promise<Sorted> {
  const items = all.filter(({ path }) => !isLitter(path));
  const folders = new Map<string, Item[]>();
  for (const item of items) {
    const [folder = ''] = item.path.includes('/') ? item.path.split('/', 1) : [];
    const inside = folders.get(folder);
    if (inside === undefined) folders.set(folder, [item]);
    else inside.push(item);
  }
  const parts = await Promise.all(
    [...folders].map(([folder, some]) => (folder === '' ? sortFiles(some, some) : sortFolder(folder, some))),
  );
  const files = parts.flatMap((part) => part.files);
  return {
    files,
    zips: parts.flatMap((part) => part.zips),
    workbenches: parts.flatMap((part) => part.workbenches),
    failures: parts.flatMap((part) => part.failures),
  };
}

async function sortFolder(folder: string, items: readonly Item[]): Promise<Sorted> {
  const images = items.filter(({ path }) => formatByName(path) === 'image');
  if (images.length > 0) {
    const name = `${folder}/`;
    const packed: StepFile = { step: 'load-images', file: { name, file: packFolder(items) } };
    const tables = items.filter(({ path }) => TABLES_BESIDE_IMAGES.has(/[^.]*$/.exec(path)?.[0] ?? ''));
    const beside = await sortFiles(tables, items);
    return { ...beside, files: [packed, ...beside.files] };
  }
  const sorted = await sortFiles(items, items);
  if (sorted.files.length + sorted.zips.length + sorted.workbenches.length > 0) {
    // What a folder holds beside its tables is not a fault of anybody's.
    return { ...sorted, failures: [] };
  }
  return { ...sorted, failures: [makeFailure('folder-empty', { name: folder })] };
}

async function sortFiles(items: readonly Item[], all: readonly Item[]): Promise<Sorted> {
  const counts = new Map<string, number>();
  for (const { file } of all) counts.set(file.name, (counts.get(file.name) ?? 0) + 1);
  const looked = await Promise.all(items.map(async (item) => ({ item, ...(await lookItem(item)) })));
  const sorted = {
    files: [] as StepFile[],
    zips: [] as LoadFile[],
    workbenches: [] as File[],
    failures: [] as Failure[],
  };
  for (const { item, kind, start } of looked) {
    // A file goes by its name, and by its path where another of the same drop has that name.
    const name = (counts.get(item.file.name) ?? 0) > 1 ? item.path : item.file.name;
    const file: LoadFile = { name, file: item.file, ...(start !== null && { start }) };
    const failure = notReadFailure(name, kind);
    if (failure !== null && kind.kind !== 'empty') sorted.failures.push(failure);
    else if (kind.kind === 'workbench') sorted.workbenches.push(item.file);
    else if (kind.kind === 'zip') sorted.zips.push(file);
    // An empty file gets a cell of its own, which says that it is empty.
    else
      sorted.files.push({ step: kind.kind === 'data' ? stepForFormat(kind.format) : stepByName(name), file });
  }
  return sorted;
}

/** Images go by their names: there may be thousands, and the step looks at each anyway. */
function lookItem({ path, file }: Item): ReturnType<typeof lookAt> {
  if (formatByName(path) !== 'image') return lookAt(path, file);
  return Promise.resolve({ kind: { kind: 'data', format: 'image' }, start: null });
}

function stepByName(name: string): LoadStep {
  return stepForFormat(formatByName(name) ?? 'text');
}
