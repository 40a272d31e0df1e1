import type { TableArtifact } from '../../../core/artifact';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { judgeCopies, NEW, REPLACED, type JudgedTexts } from './judge-copies';
import { makeTexts, parentsAgain, readParents, type MadeTexts } from './make-texts';
import type { TextRows } from './plan';
import type { AugmentTextParams } from './step';

/** Times that texts are drawn in place of copies. */
export const MOST_ROUNDS = 10;
/** From so many texts on a round that brings less than this share is the last: such texts have no more variations. */
const MANY = 1000;
const LITTLE = 0.1;

/** New texts, and the table of n, row, operation, verdict and place (from 1 among the new ones; null for others), in that order. */
export interface DrawnTexts {
  readonly texts: MadeTexts;
  readonly verdicts: MadeTable;
}

/**
 * Makes the texts that are asked for. In place of copies a row makes its next draws, at most ten times over, so that no more are
 * missing than the texts have no variations for.
 */
export async function drawTexts(
  context: RunContext,
  table: TableArtifact,
  rows: TextRows,
  asked: Int32Array,
  params: AugmentTextParams,
): Promise<DrawnTexts> {
  const parents = await readParents(context, table, asked, params);
  const firsts = new Int32Array(asked.length);
  const texts = await makeTexts(
    context,
    parents,
    rows,
    { counts: asked, firsts, start: 0, phase: 'making texts' },
    params,
  );
  const judged: JudgedTexts[] = [];
  let { made } = texts;
  let [counts, start] = [asked, 0];
  for (let round = 0; ; round++) {
    context.progress('looking for copies');
    const verdicts = await judgeCopies(context, table, made, judged, params);
    judged.push({ made, verdicts });
    const missing = await copiesOf(context, verdicts, asked.length);
    const isLast = round === MOST_ROUNDS || missing.all === 0;
    if (isLast || (made.rows > MANY && missing.all > (1 - LITTLE) * made.rows)) break;
    counts.forEach((count, row) => (firsts[row]! += count));
    start += made.rows;
    counts = missing.counts;
    const some = await parentsAgain(context, parents, counts);
    const wanted = { counts, firsts, start, phase: 'drawing copies again' };
    ({ made } = await makeTexts(context, some, rows, wanted, params));
  }
  return joined(context, texts, judged);
}

/** The copies of each row. */
async function copiesOf({ database }: RunContext, verdicts: MadeTable, rows: number) {
  const [found = new Float64Array()] = await database.numbers(verdicts.table, ['row'], `verdict <> ${NEW}`);
  const counts = new Int32Array(rows);
  for (const row of found) counts[row]! += 1;
  return { counts, all: found.length };
}

/** All rounds together: of the copies those of the last round count, as the others were drawn again. */
async function joined(
  { database }: RunContext,
  texts: MadeTexts,
  judged: readonly JudgedTexts[],
): Promise<DrawnTexts> {
  const all = judged.map(({ verdicts }, round) => {
    const copy =
      round === judged.length - 1 ? 'verdict' : `CASE WHEN verdict = ${NEW} THEN ${NEW} ELSE ${REPLACED} END`;
    return `SELECT n, row, operation, ${copy} AS verdict FROM ${quoteIdentifier(verdicts.table)}`;
  });
  const verdicts = await database.createTable(
    `SELECT *, CASE WHEN verdict = ${NEW} THEN sum((verdict = ${NEW})::INTEGER) OVER (ORDER BY row, n ROWS UNBOUNDED PRECEDING) END::BIGINT AS place
    FROM (${all.join(' UNION ALL ')}) ORDER BY row, n`,
  );
  if (judged.length === 1) return { texts, verdicts };
  const parts = judged.map(({ made }) => `FROM ${quoteIdentifier(made.table)}`);
  return { texts: { ...texts, made: await database.createTable(parts.join(' UNION ALL ')) }, verdicts };
}
