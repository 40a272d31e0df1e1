import { frameOfRows, type Cell, type Frame } from '../core/frame';
import type { ViewResult } from '../core/view';
import { resample } from '../steps/balance/resample/step';

type Row = Readonly<Record<string, Cell>>;
const frameOf = (name: string, rows: readonly Row[]): Frame =>
  frameOfRows(Object.keys(resample.frames[name] ?? {}), rows);

/** A class as [name, rows before, rows after]. */
type ClassRows = readonly [string, number, number];

function classRows(classes: readonly ClassRows[], neighbours: number | null): Row[] {
  return classes.map(([name, before, after]) => {
    const real = Math.min(before, after);
    const made = after - real;
    const removed = before - real;
    return {
      ...{ class: name, before, asked: after, after, real, made, removed },
      neighbours: made > 0 ? neighbours : null,
    };
  });
}

/** Dots around a centre: a spiral, so that no two coincide. */
function dots(label: string, count: number, [x, y]: readonly [number, number], isNew = false): Row[] {
  return Array.from({ length: count }, (_, i) => {
    const [angle, radius] = [i * 2.39996, 1.7 * Math.sqrt((i + 0.5) / count) * (isNew ? 0.7 : 1)];
    const at = { x: x + radius * Math.cos(angle), y: y + 0.6 * radius * Math.sin(angle) };
    const [across, down] = [0.25 * Math.cos(i), 0.2 * Math.sin(i)];
    const parents = {
      ...{ parent_x: at.x - across, parent_y: at.y - down },
      ...{ neighbour_x: at.x + 0.6 * across, neighbour_y: at.y + 0.6 * down },
    };
    const none = { parent_x: null, parent_y: null, neighbour_x: null, neighbour_y: null };
    return { ...at, class: label, is_new: isNew, is_removed: false, ...(isNew ? parents : none) };
  });
}

/** Every so many of some dots as rows that were left out. */
function leftOut(rows: readonly Row[], every: number): Row[] {
  return rows.map((row, i) => ({ ...row, is_removed: i % every === 0 }));
}

/** Shares over bins that rise and fall; the new rows lie closer together. */
function numberShares(column: string, distance: number, [low, high]: readonly [number, number]): Row[] {
  const bell = (bin: number, width: number) => Math.exp(-((bin - 5.5) ** 2) / width);
  const sum = (width: number) =>
    Array.from({ length: 12 }, (_, bin) => bell(bin, width)).reduce((a, b) => a + b);
  return Array.from({ length: 12 }, (_, bin) => ({
    ...{ column, kind: 'number', distance, label: null },
    ...{ from: low + ((high - low) * bin) / 12, to: low + ((high - low) * (bin + 1)) / 12 },
    ...{ real: bell(bin, 14) / sum(14), made: bell(bin, 14 - 30 * distance) / sum(14 - 30 * distance) },
  }));
}

function wordShares(
  column: string,
  distance: number,
  words: readonly (readonly [string, number, number])[],
): Row[] {
  return words.map(([label, real, made]) => ({
    ...{ column, kind: 'category', distance, label, from: null, to: null, real, made },
  }));
}

const likenessFrames = {
  distributions: frameOf('distributions', [
    ...wordShares('purpose', 0.214, [
      ['car', 0.31, 0.524],
      ['furniture', 0.28, 0.246],
      ['business', 0.22, 0.13],
      ['missing', 0.19, 0.1],
    ]),
    ...numberShares('amount', 0.17, [250, 18_424]),
    ...numberShares('age', 0.09, [19, 75]),
    ...numberShares('duration', 0.05, [4, 72]),
  ]),
  nearness: frameOf(
    'nearness',
    Array.from({ length: 16 }, (_, bin) => ({
      ...{ from: bin * 0.25, to: (bin + 1) * 0.25 },
      ...{ real: Math.exp(-((bin - 7) ** 2) / 9) / 5.3, made: Math.exp(-((bin - 3) ** 2) / 7) / 4.7 },
    })),
  ),
  likeness: frameOf('likeness', [
    {
      ...{ made_sampled: 1557, real_sampled: 1003, compared: 9, equal_made: 12 },
      ...{ median_made: 0.92, median_real: 1.83 },
    },
  ]),
};

function resultOf(
  classes: readonly ClassRows[],
  picture: readonly Row[],
  neighbours: number | null,
  others: ViewResult['frames'] = {},
): ViewResult {
  const components = [
    { component: 1, share: 0.312, features: 9, sampled: 600 },
    { component: 2, share: 0.174, features: 9, sampled: 600 },
  ];
  return {
    artifacts: {},
    frames: {
      classes: frameOf('classes', classRows(classes, neighbours)),
      picture: frameOf('picture', picture),
      components: frameOf('components', picture.length > 0 ? components : []),
      ...others,
    },
    notices: [],
  };
}

/** Two classes made equal by SMOTE. */
export const smoteResult = resultOf(
  [
    ['bad', 1003, 2560],
    ['good', 2560, 2560],
  ],
  [...dots('good', 260, [0, 0.2]), ...dots('bad', 130, [1.1, -0.3]), ...dots('bad', 80, [1.1, -0.3], true)],
  5,
  likenessFrames,
);

/** Two classes whose border was cleared. */
export const cleanedResult = resultOf(
  [
    ['bad', 1003, 1003],
    ['good', 2560, 2204],
  ],
  [...leftOut(dots('good', 260, [0, 0.2]), 7), ...dots('bad', 130, [1.1, -0.3])],
  null,
);

/** Three classes, one of them with an odd name, cut to twice the smallest. */
export const underResult = resultOf(
  [
    ['Größe "XL" with a very long name', 1200, 180],
    ['', 400, 180],
    ['c', 90, 90],
  ],
  [
    ...dots('Größe "XL" with a very long name', 180, [0, 0]),
    ...dots('', 180, [2, 1]),
    ...dots('c', 90, [-1, 1.4]),
  ],
  null,
);

/** Many classes of a table without a numeric feature. */
export const manyClassesResult = resultOf(
  Array.from({ length: 40 }, (_, i): ClassRows => [`class ${i + 1}`, 500 - 11 * i, 500]),
  [],
  5,
);
