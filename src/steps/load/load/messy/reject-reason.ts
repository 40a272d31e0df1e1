/** The reason of a row whose bytes are not in the encoding asked for. */
export const BAD_BYTES = 'its bytes are no text in this encoding';
/** The reason of a row longer than the engine takes. */
export const LONG_LINE = 'the line is too long';

/** What the engine calls the storage types, in words. */
const TYPE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(BIGINT|HUGEINT|INTEGER)/, 'an integer'],
  [/^(DOUBLE|FLOAT|DECIMAL)/, 'a number'],
  [/^(BOOLEAN|ENUM)/, 'a boolean'],
  [/^DATE/, 'a date'],
  [/^TIMESTAMP/, 'a timestamp'],
];

/** A storage type in words: “an integer”. */
export function typeInWords(sqlType: string): string {
  return TYPE_WORDS.find(([pattern]) => pattern.test(sqlType))?.[1] ?? sqlType.toLowerCase();
}

/** Why a row was rejected, from the kind and the message that the engine notes. */
export function reasonOf(kind: string, message: string): string {
  const counts = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message);
  switch (kind) {
    case 'CAST': {
      const type = /to '([\s\S]*)'$/.exec(message.trim())?.[1] ?? '';
      return `“${valueOf(message) ?? ''}” cannot be read as ${typeInWords(type)}`;
    }
    case 'MISSING COLUMNS':
      return `too few fields${counts === null ? '' : `: ${counts[2]} of ${counts[1]}`}`;
    case 'TOO MANY COLUMNS':
      return `too many fields${counts === null ? '' : `: ${counts[2]} of ${counts[1]}`}`;
    case 'UNQUOTED VALUE':
      return 'a quote is not closed, or text follows it';
    case 'LINE SIZE OVER MAXIMUM':
      return LONG_LINE;
    case 'INVALID ENCODING':
    case 'INVALID UNICODE':
      return BAD_BYTES;
    default:
      return message.split('\n', 1)[0] ?? kind;
  }
}

/** The value that could not be converted; null where the message names none. */
export function valueOf(message: string): string | null {
  return /Could not (?:convert|parse) string "([\s\S]*)" (?:to|according)/.exec(message)?.[1] ?? null;
}
