import { cellAt, type Frame } from '../../../../core/frame';

/** Delimiters by the words people use for them. */
export const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ', ': 'comma and space',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
  ' ': 'space',
};

/** The parts of the sentence that says how a text was read. */
export interface DialectPhrases {
  readonly delimiter: string;
  readonly header: string;
  readonly encoding: string;
}

/** How a text was read, in words, from the first row of the frame `dialect`. */
export function dialectPhrases(dialect: Frame, columns: number): DialectPhrases {
  const delimiter = String(cellAt(dialect, 'delimiter', 0));
  const skip = Number(cellAt(dialect, 'skip', 0) ?? 0);
  const line = skip === 0 ? 'the first line' : `line ${skip + 1}`;
  return {
    delimiter: columns === 1 ? 'no delimiter' : `${DELIMITER_WORDS[delimiter] ?? `“${delimiter}”`} separated`,
    header: cellAt(dialect, 'header', 0) === true ? `names in ${line}` : 'no header line',
    encoding: encodingInWords(String(cellAt(dialect, 'encoding', 0))),
  };
}

/** An encoding as it is usually written: UTF-8, Windows-1252. */
export function encodingInWords(encoding: string): string {
  return /^windows|^mac/.test(encoding)
    ? encoding.charAt(0).toUpperCase() + encoding.slice(1)
    : encoding.toUpperCase();
}
