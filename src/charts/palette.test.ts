import { describe, expect, it } from 'vitest';
import { QUIET_COLOUR, SERIES_COLOURS, seriesColour } from './palette';

type Rgb = readonly [number, number, number];

/** Linear-light sRGB of `#rrggbb`. */
function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** How linear colours are seen, severity 1.0 (Machado, Oliveira and Fernandes 2009, table 1). */
const VISIONS: Readonly<Record<string, readonly [Rgb, Rgb, Rgb]>> = {
  'all cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const dot = (one: Rgb, other: Rgb) => one[0] * other[0] + one[1] * other[1] + one[2] * other[2];

/** OKLab of linear sRGB (Ottosson 2020). */
function oklab(rgb: Rgb): Rgb {
  const l = Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], rgb));
  const m = Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], rgb));
  const s = Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], rgb));
  const lms: Rgb = [l, m, s];
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], lms),
    dot([1.9779984951, -2.428592205, 0.4505937099], lms),
    dot([0.0259040371, 0.7827717662, -0.808675766], lms),
  ];
}

function seen(hex: string, matrix: readonly [Rgb, Rgb, Rgb]): Rgb {
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const rgb = linear(hex);
  return oklab([clip(dot(matrix[0], rgb)), clip(dot(matrix[1], rgb)), clip(dot(matrix[2], rgb))]);
}

const cards = { light: '#ffffff', dark: '#1c2024' } as const;
const schemes = ['light', 'dark'] as const;

describe.each(schemes)('the colours of categories, %s', (scheme) => {
  const colours = [...SERIES_COLOURS, QUIET_COLOUR].map((each) => each[scheme]);

  it.each(Object.entries(VISIONS))('tell apart with %s', (_, matrix) => {
    const places = colours.map((hex) => seen(hex, matrix));
    const distances = places.flatMap((one, index) =>
      places.slice(index + 1).map((other) => Math.hypot(...one.map((value, at) => value - (other[at] ?? 0)))),
    );
    expect(distances).toHaveLength(28);
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(0.1);
  });

  it('stand out from the card by 3 to 1', () => {
    const luminance = (hex: string) => dot([0.2126, 0.7152, 0.0722], linear(hex));
    for (const colour of colours) {
      const [high = 0, low = 0] = [luminance(colour), luminance(cards[scheme])].sort((a, b) => b - a);
      expect((high + 0.05) / (low + 0.05), colour).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('seriesColour', () => {
  it('is the hue of the stage where there is but one series, and grey for what is no value', () => {
    expect(seriesColour(0, 'all')).toBe('var(--mark)');
    expect(seriesColour(1, 'value')).toBe('light-dark(#eb712b, #c3470b)');
    expect(seriesColour(1, 'other')).toContain(QUIET_COLOUR.light);
    expect(seriesColour(1, 'missing')).not.toBe(seriesColour(1, 'other'));
  });
});
