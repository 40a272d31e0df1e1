import { Crc32 } from '../archive/crc32';
import { joinBytes } from '../columnar/arrow-message';
import { freeBuffer } from '../../core/free-buffer';
import { deflateRuns } from './deflate-runs';
import { isGrey, isOpaque, type Pixels } from './pixels';

const MARK = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Rows that are packed at a time hold about so many bytes. */
const PIECE = 1 << 20;

/**
 * A PNG of 8 bits a sample: grey where every pixel is, with alpha only where something lets through. Every value is kept, also under
 * transparency. Rows are written as differences to the left or to above, whichever are smaller. About 25 million pixels a second.
 */
export function encodePng(pixels: Pixels, tick: () => void = () => {}): Uint8Array {
  const hasAlpha = !isOpaque(pixels);
  const isPlain = isGrey(pixels);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, pixels.width);
  view.setUint32(4, pixels.height);
  header.set([8, (isPlain ? 0 : 2) + (hasAlpha ? 4 : 0), 0, 0, 0], 8);
  const packed = [...deflateRuns(filteredRows(pixels, isPlain, hasAlpha, tick))];
  const parts = [MARK, ...chunk('IHDR', [header]), ...chunk('IDAT', packed), ...chunk('IEND', [])];
  const png = joinBytes(parts);
  packed.forEach(({ buffer }) => freeBuffer(buffer));
  return png;
}

/** Pieces of whole rows, each row behind the number of its filter; a piece is valid until the next. */
function* filteredRows(
  { width, height, data }: Pixels,
  isPlain: boolean,
  hasAlpha: boolean,
  tick: () => void,
): Generator<Uint8Array> {
  const from = [...(isPlain ? [0] : [0, 1, 2]), ...(hasAlpha ? [3] : [])];
  const step = from.length;
  const length = width * step;
  const rows = Math.max(1, Math.floor(PIECE / (length + 1)));
  let above = new Uint8Array(length);
  let row = new Uint8Array(length);
  const bytes = new Uint8Array(Math.min(rows, height) * (length + 1));
  for (let start = 0; start < height; start += rows) {
    tick();
    const some = Math.min(rows, height - start);
    const piece = bytes.subarray(0, some * (length + 1));
    for (let y = 0; y < some; y++) {
      const at = 4 * (start + y) * width;
      for (let channel = 0; channel < step; channel++) {
        for (let to = channel, source = at + from[channel]!; to < length; to += step, source += 4) {
          row[to] = data[source]!;
        }
      }
      filterRow(row, above, step, piece.subarray(y * (length + 1), (y + 1) * (length + 1)));
      [above, row] = [row, above];
    }
    yield piece;
  }
}

/** The differences to the left (filter 1) or to above (2). */
function filterRow(row: Uint8Array, above: Uint8Array, step: number, into: Uint8Array): void {
  let [left, up] = [0, 0];
  for (let at = step; at < row.length; at++) {
    left += DISTANCES[(row[at]! - row[at - step]!) & 255]!;
    up += DISTANCES[(row[at]! - above[at]!) & 255]!;
  }
  const isLeft = left <= up;
  into[0] = isLeft ? 1 : 2;
  for (let at = 0; at < step; at++) into[at + 1] = row[at]! - (isLeft ? 0 : above[at]!);
  if (isLeft) for (let at = step; at < row.length; at++) into[at + 1] = row[at]! - row[at - step]!;
  else for (let at = step; at < row.length; at++) into[at + 1] = row[at]! - above[at]!;
}

/** How far a difference of two bytes is from none, round the circle of 256. */
const DISTANCES = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 128 ? byte : 256 - byte));

function chunk(name: string, parts: readonly Uint8Array[]): Uint8Array[] {
  const type = Uint8Array.from(name, (letter) => letter.charCodeAt(0));
  const sum = new Crc32();
  [type, ...parts].forEach((part) => sum.add(part));
  const [length, end] = [new Uint8Array(4), new Uint8Array(4)];
  new DataView(length.buffer).setUint32(
    0,
    parts.reduce((total, part) => total + part.length, 0),
  );
  new DataView(end.buffer).setUint32(0, sum.value);
  return [length, type, ...parts, end];
}
