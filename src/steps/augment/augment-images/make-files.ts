import type { TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import { frameOfRows, frameRows, type Frame, type FrameRow } from '../../../core/frame';
import type { FilesContext, MakeFiles } from '../../../core/made-files';
import { quoteIdentifier } from '../../../core/sql';
import { joinBytes } from '../../../kernels/columnar/arrow-message';
import { freeBuffer } from '../../../core/free-buffer';
import { grouped } from '../../../kernels/augment-images/grouped';
import { writeImages, type WrittenParent } from '../../../kernels/augment-images/write-images';
import type { ImageFile } from '../../../kernels/images/image-file';
import { openHolders, type OpenHolder } from '../../../kernels/images/open-holders';
import { filePath } from './file-path';
import { inLanes } from './lanes';
import type { AugmentImagesParams } from './step';

/** A piece holds so many pixels of new images at most, or so many bytes of real ones; one image at least. */
const PIECE_PIXELS = 13e6;
const PIECE_BYTES = 16e6;
/** Pixels that a call of a kernel makes, so that workers share. */
const CALL_PIXELS = 6e6;
const CALL_IMAGES = 64;
const LANES = 2;

/** Where the files of images lie, by their paths. */
type Places = ReadonlyMap<string, { readonly holder: OpenHolder; readonly image: ImageFile }>;

/** A file to be made: a new image where `parameters` say how, else a real one as it is. */
interface Wanted {
  readonly path: string;
  readonly parent: string;
  readonly parameters: string | null;
  readonly pixels: number;
}

/**
 * The images of a result as files: `new`, the new ones as PNG made again from their provenance; `real`, the real rows of the table as their
 * files are. Each lies in a folder of its label.
 */
export const makeFiles: MakeFiles<AugmentImagesParams> = async (context, params, tables, query) => {
  const { augmented, provenance } = tables;
  if (augmented === undefined || provenance === undefined) return failWith('table-gone');
  const places = await placesOf(context, params, augmented.key);
  const rows =
    query.which === 'new'
      ? await newRows(context, provenance, query.offset, query.limit)
      : await realRows(context, params, { augmented, provenance }, query.offset, query.limit);
  return filesOf(context, places, fitting(rows, places));
};

/** Lists the source once, for all pieces of a file. */
function placesOf(context: FilesContext, { source }: AugmentImagesParams, key: string): Promise<Places> {
  if (source === null) return failWith('images-source-unset');
  return context.remember<Places>(
    `files of images ${key}`,
    (places) => 300 * places.size,
    async () => {
      const places = new Map<string, { holder: OpenHolder; image: ImageFile }>();
      for (const holder of await openHolders(context, source)) {
        for (const image of holder.images) {
          if (!places.has(image.path)) places.set(image.path, { holder, image });
        }
      }
      return places;
    },
  );
}

async function newRows(
  context: FilesContext,
  { table }: TableArtifact,
  offset: number,
  limit: number,
): Promise<Wanted[]> {
  const page = await context.query(
    `SELECT parent, parameters, path, label, width * height AS pixels FROM ${quoteIdentifier(table)}
    LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`,
  );
  return frameRows(page).map((row) => ({
    path: filePath(String(row.path), textOf(row.label)),
    parent: String(row.parent),
    parameters: String(row.parameters),
    pixels: Number(row.pixels),
  }));
}

/** The real rows come first; a row that names no image has no file. */
async function realRows(
  context: FilesContext,
  { path, label, keep }: AugmentImagesParams,
  { augmented, provenance }: Readonly<Record<'augmented' | 'provenance', TableArtifact>>,
  offset: number,
  limit: number,
): Promise<Wanted[]> {
  const rest = keep ? augmented.rows - provenance.rows - offset : 0;
  if (rest <= 0) return [];
  const labels = label === '' ? 'NULL' : quoteIdentifier(label);
  const page = await context.query(
    `SELECT ${quoteIdentifier(path)}::VARCHAR AS path, ${labels}::VARCHAR AS label FROM ${quoteIdentifier(augmented.table)}
    LIMIT ${Math.trunc(Math.min(limit, rest))} OFFSET ${Math.trunc(offset)}`,
  );
  return frameRows(page).map((row) => ({
    path: filePath(textOf(row.path) ?? '', textOf(row.label)),
    parent: textOf(row.path) ?? '',
    parameters: null,
    pixels: 0,
  }));
}

const textOf = (value: FrameRow[string] | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

/** The first of them that fit into a piece; at least one. */
function fitting(rows: readonly Wanted[], places: Places): Wanted[] {
  let [pixels, bytes] = [0, 0];
  const end = rows.findIndex((row) => {
    pixels += row.pixels;
    bytes += row.parameters === null ? (places.get(row.parent)?.image.bytes ?? 0) : 0;
    return pixels > PIECE_PIXELS || bytes > PIECE_BYTES;
  });
  return rows.slice(0, end < 0 ? rows.length : Math.max(1, end));
}

async function filesOf(context: FilesContext, places: Places, wanted: readonly Wanted[]): Promise<Frame> {
  const files = new Array<Uint8Array>(wanted.length).fill(new Uint8Array());
  const crcs = new Float64Array(wanted.length);
  const made: Uint8Array[] = [];
  await inLanes(callsOf(wanted, places), LANES, async (call) => {
    const first = places.get(wanted[call[0]!]!.parent)!;
    // A real image that two rows name is written twice.
    const byParent = [
      ...grouped(call, (at) => (wanted[at]!.parameters === null ? at : wanted[at]!.parent)).values(),
    ];
    const parents = byParent.map((all): WrittenParent => ({
      image: places.get(wanted[all[0]!]!.parent)!.image,
      isWritten: all.some((at) => wanted[at]!.parameters === null),
      parameters: all.flatMap((at) => wanted[at]!.parameters ?? []),
    }));
    const { holder } = first;
    const input = { file: holder.file, holder: holder.holder, parents };
    const { bytes, lengths, crcs: own } = await context.kernels.call(writeImages, input);
    made.push(bytes);
    let start = 0;
    byParent.flat().forEach((at, place) => {
      files[at] = bytes.subarray(start, start + lengths[place]!);
      start += lengths[place]!;
      crcs[at] = own[place]!;
    });
  });
  const rows = wanted.map(({ path }, at) => ({ path, length: files[at]!.length, crc: crcs[at]! }));
  const table = frameOfRows(['path', 'length', 'crc'], rows);
  // One large file is not copied.
  if (files.length === 1) return { ...table, bytes: files[0]! };
  const bytes = joinBytes(files);
  made.forEach(({ buffer }) => freeBuffer(buffer));
  return { ...table, bytes };
}

/** The places of files that one call makes: of one holder, and not too much at a time. Files that lie nowhere are in no call. */
function callsOf(wanted: readonly Wanted[], places: Places): number[][] {
  const there = [...wanted.keys()].filter((at) => places.has(wanted[at]!.parent));
  const byHolder = grouped(there, (at) => places.get(wanted[at]!.parent)!.holder);
  return [...byHolder.values()].flatMap((own) => {
    // In the order in which they stand: they are read from front to back.
    own.sort(
      (a, b) => places.get(wanted[a]!.parent)!.image.offset - places.get(wanted[b]!.parent)!.image.offset,
    );
    const calls: number[][] = [];
    let pixels = Infinity;
    for (const at of own) {
      const last = calls.at(-1);
      if (last === undefined || last.length >= CALL_IMAGES || pixels > CALL_PIXELS) {
        calls.push([at]);
        pixels = 0;
      } else last.push(at);
      pixels += wanted[at]!.pixels;
    }
    return calls;
  });
}
