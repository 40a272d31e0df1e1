import { plainTraits, type TableArtifact } from '../core/artifact';
import { frameOfRows, type Frame } from '../core/frame';
import { succeed, type Outcome } from '../core/outcome';
import type { Column } from '../core/table';
import type { ViewQuery, ViewResult } from '../core/view';

const columns: readonly Column[] = [
  { name: 'path', type: 'text', sqlType: 'VARCHAR' },
  { name: 'label', type: 'text', sqlType: 'VARCHAR' },
  { name: 'width', type: 'integer', sqlType: 'BIGINT' },
  { name: 'height', type: 'integer', sqlType: 'BIGINT' },
  { name: 'format', type: 'text', sqlType: 'VARCHAR' },
  { name: 'bytes', type: 'integer', sqlType: 'BIGINT' },
];

const LABELS = ['circle', 'square', 'triangle'];
const SHAPES: Readonly<Record<string, (size: number) => string>> = {
  circle: (size) => `<circle cx="20" cy="20" r="${size}"/>`,
  square: (size) => `<rect x="${20 - size}" y="${20 - size}" width="${2 * size}" height="${2 * size}"/>`,
  triangle: (size) => `<path d="M20 ${20 - size} L${20 + size} ${20 + size} L${20 - size} ${20 + size} Z"/>`,
};

/** A drawing as a small image; the last of a label is one that cannot be drawn. */
function sample(label: string, index: number): Record<string, string | number | null> {
  const drawing = SHAPES[label]?.(6 + 2 * index) ?? '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" fill="#607080">${drawing}</svg>`;
  const image = index === 5 ? null : `data:image/svg+xml;base64,${btoa(svg)}`;
  return { path: `shapes/${label}/${index}.svg`, label, width: 40, height: 40, image };
}

const rows = LABELS.flatMap((label) => Array.from({ length: 6 }, (_, index) => sample(label, index)));

const table: TableArtifact = {
  kind: 'table',
  key: 'shapes',
  table: 't_shapes',
  traits: plainTraits,
  rows: rows.length,
  columns,
};

/** Drawings of three labels: some cannot be drawn, one file is no image, two are the same. */
export const imagesResult: ViewResult = {
  artifacts: { table },
  frames: {
    thumbnails: frameOfRows(['path', 'label', 'width', 'height', 'image'], rows),
    skipped: frameOfRows(['path', 'reason'], [{ path: 'shapes/README.md', reason: 'not an image' }]),
    copies: frameOfRows(
      ['sha256', 'images', 'labels', 'paths'],
      [{ sha256: 'aa', images: 2, labels: 2, paths: 'shapes/circle/1.svg\nshapes/square/4.svg' }],
    ),
  },
  notices: [],
};

const page: Frame = frameOfRows(
  columns.map(({ name }) => name),
  rows.map(({ path, label }) => ({ path, label, width: 40, height: 40, format: 'svg', bytes: 131 })),
);

/** Answers a page of the table; nothing else is asked for in the gallery. */
export const askImages = (query: ViewQuery): Promise<Outcome<Frame>> =>
  Promise.resolve(succeed(query.kind === 'page' ? page : { rows: 0, columns: {} }));
