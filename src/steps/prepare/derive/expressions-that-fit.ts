import type { TableArtifact } from '../../../core/artifact';
import { FailureError } from '../../../core/failure';
import type { Database } from '../../../core/run-context';
import type { Unmet } from '../../../core/unmet';
import { definitions } from './definitions';

/** What the expressions call the table. */
export const THIS = 'this';

/** The columns that a statement names and its tables do not have, in the words of the database. */
const NO_SUCH_COLUMN = /Referenced column "((?:[^"]|"")*)" (?:was )?not found/;

/**
 * The expressions without those that name a column the table does not have, or a new one that is left out so itself. Throws
 * `sql-error` as the database has it where anything else is wrong, and where none would be left. Cost: nothing where all fit, else
 * a question to the planner for each.
 */
export async function expressionsThatFit(
  database: Database,
  table: TableArtifact,
  text: string,
): Promise<{ readonly expressions: string; readonly unmet: readonly Unmet[] }> {
  const whole = await faultOf(database, table, text);
  if (whole === null) return { expressions: text, unmet: [] };
  const fitting: string[] = [];
  const unmet: Unmet[] = [];
  // One after the other: an expression may use a column that one before it makes.
  for (const { text: expression, name } of definitions(text)) {
    const fault = await faultOf(database, table, [...fitting, expression].join(',\n'));
    const missing = fault === null ? null : missingIn(fault);
    if (fault === null) fitting.push(expression);
    else if (missing === null) throw whole;
    else {
      const what = `the new column “${name ?? expression}”`;
      unmet.push({ what, column: null, reason: `the table has no column “${missing}”` });
    }
  }
  if (fitting.length === 0) throw whole;
  return { expressions: fitting.join(',\n'), unmet };
}

/** Why the database does not take a list of expressions; null where it does. */
async function faultOf(database: Database, table: TableArtifact, text: string): Promise<FailureError | null> {
  const tables = { [THIS]: table.table };
  const guarded = database.guardQuery({ before: 'SELECT ', text, after: `\nFROM ${THIS}`, tables });
  return guarded.then(
    () => null,
    (error: unknown) => {
      if (error instanceof FailureError && error.failure.code === 'sql-error') return error;
      throw error;
    },
  );
}

/** The column that a fault is about; null where it is about something else. */
function missingIn({ failure }: FailureError): string | null {
  return NO_SUCH_COLUMN.exec(`${failure.message}\n${failure.detail ?? ''}`)?.[1] ?? null;
}
