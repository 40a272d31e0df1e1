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
    return { class: name, before, asked: after, after, real, made, neighbours: made > 0 ? neighbours : null };
  });
}

/** Dots around a centre: a spiral, so that no two coincide. */
function dots(label: string, count: number, [x, y]: readonly [number, number], isNew = false): Row[] {
  return Array.from({ length: count }, (_, i) => {
    const [angle, radius] = [i * 2.39996, 1.7 * Math.sqrt((i + 0.5) / count) * (isNew ? 0.7 : 1)];
    return {
      x: x + radius * Math.cos(angle),
      y: y + 0.6 * radius * Math.sin(angle),
      class: label,
      is_new: isNew,
    };
  });
}

function resultOf(
  classes: readonly ClassRows[],
  picture: readonly Row[],
  neighbours: number | null,
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
