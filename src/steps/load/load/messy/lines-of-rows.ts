import { FailureError } from '../../../../core/failure';
import { frameRows } from '../../../../core/frame';
import type { OpenSource, RunContext } from '../../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../../core/sql';
import { leniencyOptions, type Dialect } from '../dialect/dialect';

/** The rows that were read, and which of them are asked for: numbers from 1, in order. */
interface RowsOfText {
  readonly rows: number;
  /** Where the engine has noted the lines that are no row of these. */
  readonly noted: string;
  readonly ordinals: readonly number[];
}

/** The line on which a row begins, and what stands there. */
interface RowLine {
  readonly line: number;
  readonly text: string;
}

/**
 * The lines on which rows begin, from 1. Reads the text once more, line by line: a row begins where the quotes so far are even in number.
 * Null where the count of rows does not come out the same, so that no line is named that may be the wrong one.
 */
export async function linesOfRows(
  { database }: RunContext,
  source: OpenSource,
  dialect: Dialect,
  { rows, noted, ordinals }: RowsOfText,
): Promise<readonly RowLine[] | null> {
  const { quote, escape, comment, skip, header, columns } = dialect;
  const text = "coalesce(text, '')";
  const counted =
    escape === quote || escape === '' ? text : `replace(${text}, ${quoteLiteral(escape + quote)}, '')`;
  const quotes =
    quote === '' ? '0' : `length(${counted}) - length(replace(${counted}, ${quoteLiteral(quote)}, ''))`;
  const isRow = [
    `line > ${skip}`,
    'open % 2 = 0',
    ...(columns.length > 1 ? [`${text} <> ''`] : []),
    ...(comment === '' ? [] : [`NOT starts_with(${text}, ${quoteLiteral(comment)})`]),
  ];
  const sql = `WITH lines AS (SELECT row_number() OVER () AS line, text FROM ${linesOf(source, dialect)}),
    counted AS (SELECT line, text, coalesce(sum(${quotes}) OVER (ORDER BY line ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS open FROM lines),
    begun AS (SELECT line, text, row_number() OVER (ORDER BY line) AS place FROM counted WHERE ${isRow.join(' AND ')}),
    read AS (SELECT line, text, row_number() OVER (ORDER BY line) AS n, count(*) OVER () AS total FROM begun
      WHERE place > ${header ? 1 : 0} AND line NOT IN (SELECT line FROM ${quoteIdentifier(noted)}))
    SELECT line::DOUBLE AS line, left(text, 400) AS text, total::DOUBLE AS total FROM read WHERE n IN (${ordinals.join(', ')}) ORDER BY n`;
  try {
    const found = frameRows(await database.query(sql));
    const isSame = found.length === ordinals.length && found.every((row) => Number(row.total) === rows);
    return isSame ? found.map((row) => ({ line: Number(row.line), text: String(row.text) })) : null;
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'sql-error') return null;
    throw error;
  }
}

/** Every line of the text as one field. */
function linesOf({ path }: OpenSource, { encoding, leniency }: Dialect): string {
  const options = [
    'auto_detect = false',
    ...leniencyOptions(leniency),
    "delim = ''",
    "quote = ''",
    "escape = ''",
    'header = false',
    `encoding = ${quoteLiteral(encoding)}`,
    "columns = {'text': 'VARCHAR'}",
  ];
  return `read_csv(${quoteLiteral(path)}, ${options.join(', ')})`;
}
