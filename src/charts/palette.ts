/**
 * The colours of categories, for light and dark. Any two of them, and the grey, differ by at least 0.1 in OKLab as they are and as
 * seen without one kind of cone (Machado, Oliveira and Fernandes 2009); each stands out from the card by 3 to 1 (WCAG 1.4.11).
 */
export const SERIES_COLOURS: readonly { readonly light: string; readonly dark: string }[] = [
  { light: '#0b7481', dark: '#4dbba4' },
  { light: '#eb712b', dark: '#c3470b' },
  { light: '#677fef', dark: '#aa88e6' },
  { light: '#1d3b00', dark: '#beda57' },
  { light: '#8d5a01', dark: '#c99422' },
  { light: '#6f165e', dark: '#fdb3fa' },
  { light: '#163a9f', dark: '#4468d3' },
];

/** The grey of what is no value: rows without one, and the rare ones together. */
export const QUIET_COLOUR = { light: '#8f8f8f', dark: '#7c7c7c' } as const;

/** What a series stands for: all rows, one value, all rarer values, or the rows without a value. */
export type SeriesKind = 'all' | 'value' | 'other' | 'missing';

/** One group of marks that share a colour. */
export interface Series {
  readonly label: string;
  readonly colour: string;
  /** A line that is drawn dashed, as what is derived from another one. */
  readonly isDashed?: boolean;
}

/** The colour of the series at a place, as CSS: the stage's hue where there is but one, grey for what is no value. */
export function seriesColour(place: number, kind: SeriesKind): string {
  if (kind === 'all') return 'var(--mark)';
  const { light, dark } =
    kind === 'value' ? (SERIES_COLOURS[place % SERIES_COLOURS.length] ?? QUIET_COLOUR) : QUIET_COLOUR;
  // Rows without a value are paler than the rare values, so that the two greys tell apart.
  const colour = `light-dark(${light}, ${dark})`;
  return kind === 'missing' ? `color-mix(in oklab, ${colour} 50%, var(--card))` : colour;
}
