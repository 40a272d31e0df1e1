import type { Notice } from '../../../../core/contract';
import { frameOfRows, type Cell, type Frame } from '../../../../core/frame';
import type { MadeTable, RunContext } from '../../../../core/run-context';
import { listNames } from '../columns';
import type { LoadParams } from '../params';
import { countWords, wordedColumns, type WordedColumn } from './missing-words';
import type { NumberStyle } from './number-style';
import { findStandIns, type StandIn } from './stand-ins';

/** What may be meant otherwise than it was read: nothing of it is applied by itself. */
export interface Suggested {
  readonly missing: Frame;
  readonly numbers: Frame;
  readonly notices: readonly Notice[];
}

/** Looks for words and numbers that may stand for missing, and for numbers that are written in another way. */
export async function suggest(
  context: RunContext,
  made: MadeTable,
  params: LoadParams,
  standIns: readonly string[],
): Promise<Suggested> {
  const worded = await wordedColumns(context, made, params);
  const withWords = worded.filter(({ word }) => word !== null).map(({ name }) => name);
  const words = await countWords(context, made.table, withWords);
  const ofNumbers = new Set(
    worded.filter((one) => one.isOfNumbers || one.style !== null).map(({ name }) => name),
  );
  const numeric = new Set(
    made.columns.filter(({ type }) => type === 'integer' || type === 'number').map(({ name }) => name),
  );
  const numbers = await findStandIns(
    context,
    made.table,
    standIns.filter((name) => numeric.has(name)),
  );
  const rows = [
    ...words
      .filter(({ others }) => others > 0)
      .map(({ column, token, rows: count, others }) => ({
        column,
        token,
        rows: count,
        why: wordReason(token, column, count, made.rows, ofNumbers.has(column), others),
      })),
    ...numbers.map((found) => ({
      column: found.column,
      token: found.token,
      rows: found.rows,
      why: standInReason(found),
    })),
  ];
  return {
    missing: frameOfRows(['column', 'token', 'rows', 'why'], rows),
    numbers: frameOfRows(['column', 'decimal', 'thousands', 'why'], worded.flatMap(styleRow)),
    notices: wordNotices(worded),
  };
}

const shownToken = (token: string): string => (token === '' ? 'An empty field' : `“${token}”`);

function wordReason(
  token: string,
  column: string,
  count: number,
  rows: number,
  isOfNumbers: boolean,
  others: number,
): string {
  const place = `${shownToken(token)} stands in ${grouped(count)} of ${grouped(rows)} rows of “${column}”`;
  return isOfNumbers
    ? `${place}; all ${grouped(others)} other values are numbers`
    : `${place}, a word that is often written where a value is missing`;
}

function standInReason({ column, token, rows, total, isBelow, next }: StandIn): string {
  const place = `${token} stands in ${grouped(rows)} of ${grouped(total)} rows of “${column}”`;
  return isBelow
    ? `${place}, far below the next smallest value ${next}`
    : `${place}, far above the next greatest value ${next}`;
}

function styleRow({ name, style }: WordedColumn): Record<string, Cell>[] {
  if (style === null) return [];
  return [{ column: name, ...style, why: `All values of “${name}” are numbers ${inWords(style)}` }];
}

const MARKS: Readonly<Record<string, string>> = {
  ',': 'a comma',
  '.': 'a point',
  ' ': 'a space',
  "'": 'an apostrophe',
};

function inWords({ decimal, thousands }: NumberStyle): string {
  const between = thousands === 'none' ? [] : [`${MARKS[thousands] ?? thousands} between thousands`];
  return `with ${[...(decimal === ',' ? ['a decimal comma'] : []), ...between].join(' and ')}`;
}

/** Whole numbers in groups of three, the same in every world. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** Remarks about columns that are text only because of a word for missing, or of how their numbers are written. */
function wordNotices(worded: readonly WordedColumn[]): Notice[] {
  const byWord = new Map<string, string[]>();
  for (const { name, word, isOfNumbers } of worded) {
    if (isOfNumbers && word !== null) byWord.set(word, [...(byWord.get(word) ?? []), name]);
  }
  const styled = new Map<string, string[]>();
  for (const { name, style } of worded) {
    if (style !== null) styled.set(inWords(style), [...(styled.get(inWords(style)) ?? []), name]);
  }
  return [
    ...[...byWord].map(([word, names]) => wordNotice(word, names)),
    ...[...styled].map(([style, names]) => ({
      code: 'numbers-as-text',
      text: `${listNames(names)} ${areText(names)}: numbers ${style}.`,
    })),
  ];
}

const areText = (names: readonly string[]): string => `${names.length === 1 ? 'is' : 'are'} text`;

function wordNotice(word: string, names: readonly string[]): Notice {
  const [because, what] = word === '' ? ['empty fields', '""'] : [`“${word}”`, word];
  const text = `${listNames(names)} ${areText(names)} only because of ${because} among numbers; where that means missing, add ${what} to “Missing” in how it is read.`;
  return { code: 'columns-text-by-word', text };
}
