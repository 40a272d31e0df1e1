import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Rgb = readonly [number, number, number];
const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');

/** The light and the dark value of every colour token. */
const tokens = new Map(
  [...css.matchAll(/--(\w+): light-dark\((#\w+|oklch\([^)]*\)), (#\w+|oklch\([^)]*\))\)/g)].map((match) => [
    match[1] ?? '',
    { light: linearRgb(match[2] ?? ''), dark: linearRgb(match[3] ?? '') },
  ]),
);

/** Linear-light sRGB of `#rrggbb` or `oklch(L% C H)`. Source of the matrices: Ottosson 2020, "A perceptual color space". */
function linearRgb(color: string): Rgb {
  if (color.startsWith('#')) {
    const channel = (at: number) => {
      const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    return [channel(1), channel(3), channel(5)];
  }
  const [lightness = 0, chroma = 0, hue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness / 100 + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness / 100 - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness / 100 - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** Contrast ratio as WCAG 2.2 defines it. */
function contrast(one: Rgb, other: Rgb): number {
  const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const [high, low] = [luminance(one), luminance(other)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** The contrast between two tokens in one scheme. */
function contrastOf(one: string, other: string, scheme: 'light' | 'dark'): number {
  const [first, second] = [tokens.get(one), tokens.get(other)];
  if (first === undefined || second === undefined) throw new Error(`theme.css has no --${one} or --${other}`);
  return contrast(first[scheme], second[scheme]);
}

const grounds = ['paper', 'card', 'soft'];
const texts = ['ink', 'dim', 'focus', 'warn', 'bad', 'good'];
const stages = 'load understand validate prepare balance augment label model evaluate share'.split(' ');

describe('theme', () => {
  it.each([...texts, ...stages])('%s is AA as text on every ground, light and dark', (name) => {
    for (const ground of grounds) {
      for (const scheme of ['light', 'dark'] as const) {
        const ratio = contrastOf(name, ground, scheme);
        expect(ratio, `${name} on ${ground}, ${scheme}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('gives the border of a control 3 to 1 on paper and card, as WCAG 1.4.11 asks', () => {
    for (const ground of ['paper', 'card']) {
      for (const scheme of ['light', 'dark'] as const) {
        expect(contrastOf('edge', ground, scheme)).toBeGreaterThanOrEqual(3);
      }
    }
  });
});
