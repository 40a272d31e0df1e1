/** A part as a person asks for it. */
export interface AskedPart {
  readonly name: string;
  readonly share: number;
}

/** Parts in words: "80 % train, 20 % test". */
export function partsText(parts: readonly AskedPart[]): string {
  return parts.map(({ name, share }) => `${Math.round(share * 1e6) / 1e4} % ${name}`).join(', ');
}

/** "train and test", "train, validation and test". */
export function listText(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
