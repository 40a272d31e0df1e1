/** What a number format makes of a number. */
export type FormatKind = 'number' | 'date' | 'moment' | 'time' | 'duration' | 'padded' | 'percent';

/** What is used of the library's number formats. */
export interface NumberFormats {
  readonly is_date: (format: string) => boolean;
  readonly format: (format: string, value: number, options?: { readonly date1904?: boolean }) => string;
}

const GENERAL = /^(general|@)?$/i;

/**
 * What an Excel number format makes of a number: text in quotes, escaped characters, colours and conditions say nothing; `[h]` and
 * its like count hours beyond a day; zeros alone pad a code with zeros.
 */
export function formatKind(format: string, { is_date }: NumberFormats): FormatKind {
  if (GENERAL.test(format)) return 'number';
  const [positive = ''] = format.split(';');
  const bare = positive.replace(/"[^"]*"|\\.|_.|\*./g, '');
  const isDuration = /\[(h+|m+|s+)\]/i.test(bare);
  const plain = bare.replace(/\[[^\]]*\]/g, '');
  if (!is_date(format)) {
    if (/^0{2,}$/.test(plain.trim())) return 'padded';
    return plain.includes('%') ? 'percent' : 'number';
  }
  if (isDuration) return 'duration';
  const hasTime = /[hs]|am\/pm/i.test(plain);
  const hasDate = /[dyeg]|m{3,}/i.test(plain) || (!hasTime && /m/i.test(plain));
  if (hasTime) return hasDate ? 'moment' : 'time';
  return 'date';
}
