import { frameOfRows, type Frame } from '../../../core/frame';
import type { LabelledImage } from './rows';

const NAMED_COPIES = 5;

/** Images by label, the most frequent first; no rows where there are no labels. */
export function labelsFrame(images: readonly LabelledImage[]): Frame {
  const labelled = images.filter(({ label }) => label !== undefined);
  const rows = groups(labelled, ({ label }) => label ?? null).map(([label, some]) => ({
    label,
    images: some.length,
    bytes: some.reduce((sum, { bytes }) => sum + bytes, 0),
  }));
  return frameOfRows(['label', 'images', 'bytes'], rows);
}

/** Images by format, the most frequent first, with the range of their sizes. */
export function formatsFrame(images: readonly LabelledImage[]): Frame {
  const rows = groups(images, ({ format }) => format).map(([format, some]) => ({
    format,
    images: some.length,
    min_width: lowest(some.map(({ width }) => width)),
    max_width: highest(some.map(({ width }) => width)),
    min_height: lowest(some.map(({ height }) => height)),
    max_height: highest(some.map(({ height }) => height)),
  }));
  return frameOfRows(['format', 'images', 'min_width', 'max_width', 'min_height', 'max_height'], rows);
}

/** Images that are byte for byte the same, the largest groups first. */
export function copiesFrame(images: readonly LabelledImage[]): Frame {
  const rows = groups(images, ({ sha256 }) => sha256)
    .filter(([, some]) => some.length > 1)
    .map(([sha256, some]) => ({
      sha256,
      images: some.length,
      labels: new Set(some.map(({ label }) => label ?? null)).size,
      paths: some
        .slice(0, NAMED_COPIES)
        .map(({ path }) => path)
        .join('\n'),
    }));
  return frameOfRows(['sha256', 'images', 'labels', 'paths'], rows);
}

function groups<Key>(
  images: readonly LabelledImage[],
  keyOf: (image: LabelledImage) => Key,
): [Key, LabelledImage[]][] {
  const byKey = new Map<Key, LabelledImage[]>();
  for (const image of images) {
    const key = keyOf(image);
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [image]);
    else group.push(image);
  }
  return [...byKey].sort(([, a], [, b]) => b.length - a.length);
}

const lowest = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const highest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);
