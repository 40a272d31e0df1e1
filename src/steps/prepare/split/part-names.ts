/** A part as a person asks for it. */
export interface AskedPart {
  readonly name: string;
  readonly share: number;
}

/** Parts in words: "80 % train, 20 % test". */
export function partsText(parts: readonly AskedPart[]): string {
  return parts.map(({ name, share }) => `${Math.round(share * 1e6) / 1e4} % ${name}`).join(', ');
}
