/** Texts of a column, one behind the other with a separator (one UTF-16 unit) after each that none of them holds. */
export interface JoinedTexts {
  readonly pieces: readonly string[];
  readonly separator: string;
  /** How often each text occurs; once each where left out. */
  readonly counts?: Float64Array | undefined;
}

/** The code point at a place of a text whose unit there is known; a lone surrogate counts as one. */
export function codePointAt(text: string, place: number, unit: number): number {
  return unit >= 0xd800 && unit < 0xdc00 ? text.codePointAt(place)! : unit;
}
