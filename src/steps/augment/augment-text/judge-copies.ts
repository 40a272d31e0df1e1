import type { TableArtifact } from '../../../core/artifact';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { AugmentTextParams } from './step';

/** What becomes of a new text, by number. A copy in whose place another text was drawn counts no more. */
export const [NEW, COPY_OF_REAL, COPY_OF_NEW, REPLACED] = [0, 1, 2, 3] as const;

/** Texts that were made together, and what became of each: tables of n, row, operation, t … and of n, row, operation, verdict. */
export interface JudgedTexts {
  readonly made: MadeTable;
  readonly verdicts: MadeTable;
}

/**
 * Judges some new texts: each is new, equal to a text of the input, or equal to one of these before it or of `earlier` ones. Joins by
 * text.
 */
export function judgeCopies(
  { database }: RunContext,
  { table }: TableArtifact,
  made: MadeTable,
  earlier: readonly JudgedTexts[],
  { text }: AugmentTextParams,
): Promise<MadeTable> {
  const from = quoteIdentifier(made.table);
  const real = `SELECT DISTINCT ${quoteIdentifier(text)}::VARCHAR AS t FROM ${quoteIdentifier(table)}`;
  const kept = earlier.map(
    (one) =>
      `SELECT m.t FROM ${quoteIdentifier(one.made.table)} AS m JOIN ${quoteIdentifier(one.verdicts.table)} AS v ON v.n = m.n WHERE v.verdict = ${NEW}`,
  );
  const known = kept.length === 0 ? 'SELECT NULL::VARCHAR AS t WHERE false' : kept.join(' UNION ALL ');
  return database.createTable(
    `SELECT m.n, m.row, m.operation,
      CASE WHEN r.t IS NOT NULL THEN ${COPY_OF_REAL} WHEN k.t IS NOT NULL OR m.n > f.n THEN ${COPY_OF_NEW} ELSE ${NEW} END AS verdict
    FROM ${from} AS m JOIN (SELECT t, min(n) AS n FROM ${from} GROUP BY t) AS f ON f.t = m.t
    LEFT JOIN (${real}) AS r ON r.t = m.t LEFT JOIN (${known}) AS k ON k.t = m.t`,
  );
}
