import { emptyFrame, frameOfRows } from '../core/frame';
import { labelSafetyFrame } from '../core/label-safety';
import { fail, type Outcome } from '../core/outcome';
import { makeFailure } from '../core/failure';
import type { Frame } from '../core/frame';
import type { ViewResult } from '../core/view';

const SHAPES: Readonly<Record<string, string>> = {
  circle: '<circle cx="20" cy="20" r="11"/>',
  square: '<rect x="10" y="10" width="20" height="20"/>',
  triangle: '<path d="M20 8 L32 31 L8 31 Z"/>',
};
const LABELS = Object.keys(SHAPES);

/** A drawing as a small image, moved by an SVG transform. */
function drawn(label: string, transform = '', fill = '#607080'): string {
  const shape = `<g transform="${transform}">${SHAPES[label] ?? ''}</g>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" fill="${fill}"><rect width="40" height="40" fill="#e8ebef"/>${shape}</svg>`;
  return `data:image/svg+xml;base64,${btoa(svg)}`;
}

const WAYS = [
  ['rotate(14 20 20)', '#607080', 'rotate −14°'],
  ['translate(5 -4) scale(0.9)', '#607080', 'shift 12 % and −10 %, scale × 0.90, turn 0°'],
  ['translate(-6 -6) scale(1.3)', '#607080', 'crop to 31 × 31'],
  ['', '#8798a8', 'brightness × 1.18, contrast × 0.94'],
] as const;

const samples = LABELS.flatMap((label) =>
  WAYS.map(([transform, fill, operations], at) => ({
    ...{ path: `shapes/${label}/${at}#1.png`, parent: `shapes/${label}/${at}.png`, label, operations },
    ...{ before: drawn(label), after: at === 3 && label === 'square' ? null : drawn(label, transform, fill) },
  })),
);

const unsafe = [1, 2].map((at) => ({
  ...{ path: `shapes/circle/${at}#2.png`, label: 'circle', share: at * 0.2, distance: 140 },
  ...{ operations: 'shift 12 % and −10 %, scale × 0.90, turn 0°', parent: `shapes/circle/${at}.png` },
  ...{ nearest: 'shapes/square/3.png', nearest_label: 'square' },
  ...{ image: drawn('circle', 'translate(5 -4) scale(0.9)'), parent_image: drawn('circle') },
  nearest_image: drawn('square'),
}));

/** Shares of neighbours of the same label: of circles fewer among the new rows than among the real ones. */
function safety(): Frame {
  const rows = LABELS.flatMap((label) => Array.from({ length: 40 }, (_, at) => ({ label, at })));
  return labelSafetyFrame({
    real: Float64Array.from(rows, ({ at }) => (at % 8 === 0 ? 0.6 : 1)),
    made: Float64Array.from(rows, ({ at, label }) => (label === 'circle' && at % 2 === 0 ? 0.2 : 0.9)),
    realLabels: rows.map(({ label }) => label),
    madeLabels: rows.map(({ label }) => label),
  });
}

const figures = { asked: 130, made: 120, copies_of_real: 6, copies_of_new: 2, not_decoded: 2, deep: 0 };

/** New images of three labels: some were copies, one real image is damaged, one sample cannot be drawn. */
export const augmentedImages: ViewResult = {
  artifacts: {},
  frames: {
    summary: frameOfRows(
      ['images', 'parents', ...Object.keys(figures), 'part'],
      [{ images: 130, parents: 130, ...figures, part: 'train' }],
    ),
    classes: frameOfRows(
      ['label', 'real', 'asked', 'made'],
      LABELS.map((label, at) => ({ label, real: 50 - 5 * at, asked: 50 - 5 * at, made: 40 })),
    ),
    operations: frameOfRows(
      ['operation', 'images', 'share'],
      [
        { operation: 'rotate', images: 61, share: 61 / 120 },
        { operation: 'crop', images: 33, share: 33 / 120 },
        { operation: 'brightness', images: 96, share: 0.8 },
      ],
    ),
    skipped: frameOfRows(['path', 'reason'], [{ path: 'shapes/square/cut.png', reason: 'damaged' }]),
    samples: frameOfRows(['path', 'parent', 'label', 'operations', 'before', 'after'], samples),
    label_safety: safety(),
    unsafe: frameOfRows(Object.keys(unsafe[0] ?? {}), unsafe),
  },
  notices: [],
};

/** Nothing was asked for. */
export const noAugmentedImages: ViewResult = {
  artifacts: {},
  frames: {
    summary: frameOfRows(
      ['images', 'parents', ...Object.keys(figures), 'part'],
      [
        {
          images: 0,
          parents: 0,
          asked: 0,
          made: 0,
          copies_of_real: 0,
          copies_of_new: 0,
          not_decoded: 0,
          deep: 0,
        },
      ],
    ),
    ...{ classes: emptyFrame, operations: emptyFrame, skipped: emptyFrame, samples: emptyFrame },
    ...{ label_safety: emptyFrame, unsafe: emptyFrame },
  },
  notices: [],
};

/** Nothing is asked for in the gallery. */
export const askNoImages = (): Promise<Outcome<Frame>> => Promise.resolve(fail(makeFailure('table-gone')));
