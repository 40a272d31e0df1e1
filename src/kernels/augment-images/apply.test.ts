import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOperations } from './apply';
import { drawOperations, seedOf } from './draw-operations';
import { OPERATIONS, type ImageOperation } from './operations';
import { isGrey, type Pixels } from './pixels';
import { NOTHING, type AugmentSettings } from './settings';

interface Case {
  readonly name: string;
  readonly image: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly operations: readonly ImageOperation[];
  readonly outWidth: number;
  readonly outHeight: number;
  readonly out: readonly number[];
}

/** What Pillow, numpy and scipy say: `fixtures/make_golden.py` names the versions. */
const golden = JSON.parse(readFileSync('src/kernels/augment-images/fixtures/golden.json', 'utf8')) as {
  readonly cases: readonly Case[];
};

function toPixels(values: readonly number[], width: number, height: number): Pixels {
  const channels = values.length / (width * height);
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  values.forEach((value, at) => (data[4 * Math.floor(at / channels) + (at % channels)] = value));
  return { width, height, data };
}

describe('the exact path', () => {
  it.each(golden.cases.map((one) => [one.name, one] as const))(
    'equals the reference within one grey level: %s',
    (_, { image, width, height, operations, outWidth, outHeight, out }) => {
      const source = toPixels(image, width, height);
      const before = source.data.slice();
      const made = applyOperations(source, operations);
      const wanted = toPixels(out, outWidth, outHeight);
      expect([made.width, made.height]).toEqual([outWidth, outHeight]);
      const far = made.data.reduce(
        (most, value, at) => Math.max(most, Math.abs(value - wanted.data[at]!)),
        0,
      );
      expect(far).toBeLessThanOrEqual(1);
      expect(source.data).toEqual(before);
    },
  );
});

/** Everything may happen. */
const wild: AugmentSettings = {
  ...{ ...NOTHING, order: OPERATIONS, flipHorizontal: 0.5, flipVertical: 0.5, quarterTurn: 0.5, rotate: 0.7 },
  ...{ rotateBy: 180, crop: 0.5, shift: 0.5, brightness: 0.5, colour: 0.5, hueBy: 180, grey: 0.2, blur: 0.5 },
  ...{ noise: 0.5, erase: 0.5, eraseHoles: 3 },
};

const sizes = fc.record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) });
const images = sizes.chain(({ width, height }) =>
  fc
    .uint8Array({ minLength: 4 * width * height, maxLength: 4 * width * height })
    .map((bytes): Pixels => ({ width, height, data: new Uint8ClampedArray(bytes) })),
);
const greyImages = images.map(({ width, height, data }): Pixels => {
  const grey = data.map((_, at) => (at % 4 === 3 ? 255 : data[at - (at % 4)]!));
  return { width, height, data: new Uint8ClampedArray(grey) };
});
const fills = fc.constantFrom('reflect', 'edge', 'constant');

describe('operations', () => {
  it('flipped twice, an image is as it was; so turned by four quarters', () => {
    fc.assert(
      fc.property(images, fc.constantFrom('flip horizontal', 'flip vertical'), (image, name) => {
        expect(applyOperations(image, [{ do: name }, { do: name }])).toEqual(image);
        expect(
          applyOperations(image, [{ do: name }])
            .data.slice()
            .sort(),
        ).toEqual(image.data.slice().sort());
        const quarters = [1, 3].map((turns) => ({ do: 'quarter turn', turns }) as const);
        expect(applyOperations(image, quarters)).toEqual(image);
      }),
    );
  });

  it('that change nothing change nothing, but colours that nothing is seen of', () => {
    fc.assert(
      fc.property(greyImages, fills, (image, fill) => {
        const { width, height } = image;
        const none: ImageOperation[] = [
          { do: 'rotate', degrees: 0, fill, level: 7 },
          { do: 'shift and scale', shiftX: 0, shiftY: 0, scale: 1, degrees: 0, fill, level: 7 },
          { do: 'crop', x: 0, y: 0, width, height },
          { do: 'brightness', brightness: 1, contrast: 1 },
          { do: 'colour', saturation: 1, hue: 360 },
          { do: 'noise', spread: 0, seed: 1 },
          { do: 'erase', holes: [], level: 0 },
        ];
        expect(applyOperations(image, none)).toEqual(image);
      }),
    );
  });

  it('keep a grey image grey, whatever they are', () => {
    fc.assert(
      fc.property(greyImages, fc.nat(0xffffffff), (image, seed) => {
        const made = applyOperations(image, drawOperations(wild, image, seed));
        expect(isGrey(made)).toBe(true);
      }),
    );
  });

  it('of one seed are the same, and read from JSON give the same image', () => {
    fc.assert(
      fc.property(images, fc.nat(0xffffffff), (image, seed) => {
        const drawn = drawOperations(wild, image, seed);
        expect(drawOperations(wild, image, seed)).toEqual(drawn);
        const read = JSON.parse(JSON.stringify(drawn)) as ImageOperation[];
        expect(applyOperations(image, read)).toEqual(applyOperations(image, drawn));
      }),
    );
  });

  it('keep width and height, but for odd quarters of a turn', () => {
    fc.assert(
      fc.property(images, fc.nat(0xffffffff), (image, seed) => {
        const drawn = drawOperations(wild, image, seed);
        const isTurned = drawn.some((one) => one.do === 'quarter turn' && one.turns % 2 === 1);
        const made = applyOperations(image, drawn);
        const sides = isTurned ? [image.height, image.width] : [image.width, image.height];
        expect([made.width, made.height]).toEqual(sides);
      }),
    );
  });

  it('are drawn as often as asked for, each in its range', () => {
    const settings = { ...wild, order: ['rotate', 'crop'] as const, rotate: 0.25, rotateBy: 30, crop: 1 };
    const drawn = Array.from({ length: 4000 }, (_, row) =>
      drawOperations(settings, { width: 40, height: 30 }, seedOf(3, row, 1)),
    );
    const turned = drawn.flatMap((all) => all.filter((one) => one.do === 'rotate'));
    // Four standard errors of a share of a quarter among 4,000.
    expect(Math.abs(turned.length / 4000 - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / 4000));
    expect(Math.max(...turned.map(({ degrees }) => Math.abs(degrees)))).toBeLessThanOrEqual(30);
    expect(Math.max(...turned.map(({ degrees }) => degrees))).toBeGreaterThan(28);
    expect(Math.min(...turned.map(({ degrees }) => degrees))).toBeLessThan(-28);
    const cuts = drawn.flatMap((all) => all.filter((one) => one.do === 'crop'));
    expect(cuts).toHaveLength(4000);
    expect(cuts.every(({ x, y, width, height }) => x + width <= 40 && y + height <= 30)).toBe(true);
    const areas = cuts.map(({ width, height }) => (width * height) / 1200);
    expect(Math.min(...areas)).toBeGreaterThan(0.5);
  });
});
