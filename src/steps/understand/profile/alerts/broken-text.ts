import { quoteLiteral } from '../../../../core/sql';
import { quoted, type Alert, type AlertInput } from './alert';
import type { TextLook } from './text-look';

/**
 * UTF-8 that was read as Latin-1 or Windows-1252: a byte that begins a character of two or three bytes, followed by one that goes
 * on with it, as both read there (`Ã©`, `â€™`, `Â°`); a byte order mark read so; and the sign for what could not be read.
 */
const LEADS = 'ÃÂÄÅÐÑ';
const FOLLOWS = '\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const PATTERN = `[${LEADS}][${FOLLOWS}]|â[€‚„…†‡ˆ‰‹‘’“”•–—˜™\u0080-\u00bf][${FOLLOWS}]|ï»¿|\ufffd`;
const BROKEN = new RegExp(PATTERN, 'u');

/** SQL: whether a text holds such characters. */
export const brokenSql = (text: string): string => `regexp_matches(${text}, ${quoteLiteral(PATTERN)})`;

/** True for a text with such characters. */
export const isBroken = (text: string): boolean => BROKEN.test(text);

/** Texts whose characters were read in the wrong encoding. */
export function brokenText({ column, values }: TextLook, { format }: AlertInput): Alert[] {
  const broken = values.filter(({ value }) => isBroken(value));
  const [first] = broken;
  if (first === undefined) return [];
  const rows = broken.reduce((sum, { count }) => sum + count, 0);
  const mended = mend(first.value);
  const example = mended === null ? '' : ` (which reads ${quoted(mended)} in the right one)`;
  return [
    {
      alert: 'encoding',
      column: column.name,
      severity: 'severe',
      text: `${format.count(rows)} ${rows === 1 ? 'text holds' : 'texts hold'} characters of a wrong encoding, such as ${quoted(first.value)}${example}: read the file again with the encoding it was written in.`,
      numbers: { rows, values: broken.length, example: first.value, mended },
      suggestion: null,
      where: [
        { kind: 'one-of', column: column.name, values: broken.slice(0, 200).map(({ value }) => value) },
      ],
    },
  ];
}

/** The characters from 0x80 to 0x9f of Windows-1252, where it has some. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The text as it was meant: its characters as bytes of Windows-1252, read as UTF-8. Null where they are no UTF-8. */
export function mend(text: string): string | null {
  let encoded = '';
  for (const character of text) {
    const place = WINDOWS.indexOf(character);
    const code = place >= 0 ? 0x80 + place : character.codePointAt(0)!;
    if (code > 0xff) return null;
    encoded += `%${code.toString(16).padStart(2, '0')}`;
  }
  try {
    const read = decodeURIComponent(encoded);
    return read === text ? null : read;
  } catch {
    return null;
  }
}
