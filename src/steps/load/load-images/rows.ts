import type { ColumnData, RowsPiece } from '../../../core/rows';
import type { MeasuredImage } from '../../../kernels/images/measure-images';

/** An image and its label; undefined where labels are not wanted. */
export interface LabelledImage extends MeasuredImage {
  readonly label: string | null | undefined;
}

const PIECE_ROWS = 100_000;

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** The rows of the table, piece by piece: path, label (where wanted), width, height, format, bytes, sha256. */
export async function* imageRows(images: readonly LabelledImage[]): AsyncIterable<RowsPiece> {
  for (let start = 0; start < images.length; start += PIECE_ROWS) {
    const some = images.slice(start, start + PIECE_ROWS);
    const isLabelled = some[0]?.label !== undefined;
    const columns = [
      text(
        'path',
        some.map(({ path }) => path),
      ),
      ...(isLabelled
        ? [
            text(
              'label',
              some.map(({ label }) => label ?? null),
            ),
          ]
        : []),
      integer(
        'width',
        some.map(({ width }) => width),
      ),
      integer(
        'height',
        some.map(({ height }) => height),
      ),
      text(
        'format',
        some.map(({ format }) => format),
      ),
      integer(
        'bytes',
        some.map(({ bytes }) => bytes),
      ),
      text(
        'sha256',
        some.map(({ sha256 }) => sha256),
      ),
    ];
    yield await Promise.resolve({ rows: some.length, columns });
  }
}

function integer(name: string, values: readonly number[]): ColumnData {
  return { name, type: 'integer', values: BigInt64Array.from(values, BigInt) };
}

function text(name: string, texts: readonly (string | null)[]): ColumnData {
  const encoder = new TextEncoder();
  const encoded = texts.map((each) => encoder.encode(each ?? ''));
  const offsets = new Int32Array(texts.length + 1);
  encoded.forEach((each, row) => (offsets[row + 1] = (offsets[row] ?? 0) + each.length));
  const bytes = new Uint8Array(offsets.at(-1) ?? 0);
  encoded.forEach((each, row) => bytes.set(each, offsets[row]));
  const present = texts.includes(null)
    ? Uint8Array.from(texts, (each) => (each === null ? 0 : 1))
    : undefined;
  return { name, type: 'text', offsets, bytes, ...(present && { present }) };
}
