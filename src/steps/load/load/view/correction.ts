import { cellAt, type Frame } from '../../../../core/frame';
import { DELIMITER_WORDS, encodingInWords } from '../dialect/in-words';
import { ENCODINGS } from '../dialect/encodings';
import { headFields } from '../dialect/head';

/** How a text is to be read, as far as the sentence under the table corrects it. `auto` and null are found out. */
export interface Correction {
  readonly delimiter: string;
  readonly quote: string;
  readonly header: 'auto' | 'yes' | 'no';
  readonly skip: number | null;
  readonly encoding: string;
  readonly decimal: string;
}

/** The part of the params that a correction changes. */
export function correctionOf(params: Readonly<Record<string, unknown>>): Correction {
  const text = (name: string, otherwise: string): string =>
    typeof params[name] === 'string' ? params[name] : otherwise;
  const header = text('header', 'auto');
  return {
    delimiter: text('delimiter', 'auto'),
    quote: text('quote', 'auto'),
    header: header === 'yes' || header === 'no' ? header : 'auto',
    skip: typeof params.skip === 'number' ? params.skip : null,
    encoding: text('encoding', 'auto'),
    decimal: text('decimal', '.'),
  };
}

/** One choice of a part of the sentence. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

const QUOTES: Readonly<Record<string, string>> = {
  '"': 'double quotes',
  "'": 'single quotes',
  none: 'no quotes',
};

// The names stand in the line that the table begins with, which is said beside it.
const WITH_NAMES = 'with names';
const WITHOUT_NAMES = 'without names';

/** What each part of the sentence can say. The first choice is what was found out. */
export function choices(dialect: Frame, columns: number): Record<keyof Correction, readonly Choice[]> {
  const found = (name: string): string => String(cellAt(dialect, name, 0) ?? '');
  const foundQuote = found('quote') === '' ? 'none' : found('quote');
  const skip = Number(cellAt(dialect, 'skip', 0) ?? 0);
  const hasHeader = cellAt(dialect, 'header', 0) === true;
  const delimiter = DELIMITER_WORDS[found('delimiter')] ?? `“${found('delimiter')}”`;
  return {
    delimiter: [
      { value: 'auto', label: columns === 1 ? 'no delimiter' : `${delimiter} separated` },
      ...Object.entries(DELIMITER_WORDS).map(([value, word]) => ({ value, label: `${word} separated` })),
    ],
    quote: [
      { value: 'auto', label: QUOTES[foundQuote] ?? `“${foundQuote}” as quotes` },
      ...Object.entries(QUOTES).map(([value, label]) => ({ value, label })),
    ],
    header: [
      { value: 'auto', label: hasHeader ? WITH_NAMES : WITHOUT_NAMES },
      { value: 'yes', label: WITH_NAMES },
      { value: 'no', label: WITHOUT_NAMES },
    ],
    skip: [
      { value: '', label: `from line ${skip + 1}` },
      ...Array.from({ length: 8 }, (_, line) => ({ value: String(line), label: `from line ${line + 1}` })),
    ],
    encoding: [
      { value: 'auto', label: encodingInWords(found('encoding')) },
      ...ENCODINGS.filter((one) => one !== 'auto').map((value) => ({ value, label: encodingInWords(value) })),
    ],
    decimal: [
      { value: '.', label: 'decimal point' },
      { value: ',', label: 'decimal comma' },
    ],
  };
}

/** The first lines of a file divided as a correction says. */
export interface Divided {
  /** Null where no line holds names. */
  readonly names: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
  /** Lines above the table. */
  readonly above: readonly string[];
}

/** Divides the first lines of a file; what is to be found out is taken from what was. A value over several lines is cut at the first. */
export function divide(lines: readonly string[], correction: Correction, dialect: Frame): Divided {
  const found = (name: string): string => String(cellAt(dialect, name, 0) ?? '');
  const delimiter = correction.delimiter === 'auto' ? found('delimiter') : correction.delimiter;
  const quote =
    correction.quote === 'auto' ? found('quote') : correction.quote === 'none' ? '' : correction.quote;
  const skip = correction.skip ?? Number(cellAt(dialect, 'skip', 0) ?? 0);
  const hasNames =
    correction.header === 'auto' ? cellAt(dialect, 'header', 0) === true : correction.header === 'yes';
  const fields = lines
    .slice(skip)
    .map((line) => (delimiter === '' ? [line] : headFields(line, delimiter, quote)));
  return {
    names: hasNames ? (fields[0] ?? []) : null,
    rows: fields.slice(hasNames ? 1 : 0),
    above: lines.slice(0, skip),
  };
}
