import type { TableArtifact } from '../../../core/artifact';
import { failWith, FailureError, makeFailure } from '../../../core/failure';
import { cellAt, frameOfRows } from '../../../core/frame';
import type { MadeTable, RunContext, RunStep } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteIdentifier } from '../../../core/sql';
import { volatileParts } from '../../../core/sql-volatile';
import { unmetFrame } from '../../../core/unmet';
import { definitions, requireExpressions } from './definitions';
import { expressionsThatFit, THIS } from './expressions-that-fit';
import type { DeriveParams } from './step';

/** A column that the expressions make, and the column of the table that it takes the place of. */
interface Derived {
  readonly name: string;
  readonly expression: string;
  readonly replaced: string | null;
}

/** Computes the expressions for every row. A name that the table has already takes the place of that column. */
export const run: RunStep<DeriveParams> = async (context, params, inputs) => {
  requireExpressions(params.expressions);
  const table = tableAt(inputs);
  const { expressions, unmet } = await expressionsThatFit(context.database, table, params.expressions);
  const derived = await namesOf(context, table, expressions);
  context.progress('computing columns');
  const made = await context.database.createTable(await selectOf(context, table, expressions, derived));
  if (made.rows !== table.rows) failWith('derive-not-by-row');
  const drifting = volatileParts(expressions);
  if (drifting.length > 0) {
    const text = `It gives other values each run: it uses ${drifting.join(', ')}.`;
    context.notice({ code: 'volatile', text });
  }
  return {
    artifacts: { derived: { kind: 'table', ...made } },
    frames: {
      columns: frameOfRows(
        ['column', 'expression', 'type', 'missing', 'replaced', 'changed'],
        await describeColumns(context, table, made, derived),
      ),
      summary: frameOfRows(['rows'], [{ rows: made.rows }]),
      unmet: unmetFrame(context, unmet),
    },
  };
};

/** The names as the database gives them; throws where two are the same. */
async function namesOf(context: RunContext, table: TableArtifact, text: string): Promise<Derived[]> {
  const { names } = await context.database.guardQuery({
    before: 'SELECT ',
    text,
    after: `\nFROM ${THIS}`,
    tables: { [THIS]: table.table },
  });
  const written = definitions(text);
  const seen = new Set<string>();
  return names.map((name, index) => {
    const key = name.toLowerCase();
    if (seen.has(key)) failWith('derive-name-twice', { name });
    seen.add(key);
    const replaced = table.columns.find((column) => column.name.toLowerCase() === key)?.name ?? null;
    return { name, expression: written[index]?.text ?? name, replaced };
  });
}

/** New columns stand behind the others, those that replace one in its place. */
async function selectOf(
  { database }: RunContext,
  table: TableArtifact,
  text: string,
  derived: readonly Derived[],
): Promise<string> {
  const replaced = derived.flatMap((each) => each.replaced ?? []);
  const without = replaced.length === 0 ? '' : ` EXCLUDE (${replaced.map(quoteIdentifier).join(', ')})`;
  const isWhole = replaced.length === table.columns.length;
  const guarded = database.guardQuery({
    before: isWhole ? 'SELECT ' : `SELECT *${without}, `,
    text,
    after: `\nFROM ${THIS}`,
    tables: { [THIS]: table.table },
  });
  // The expressions are right by themselves: only an aggregate does not go together with the columns.
  const { sql } = await guarded.catch((error: unknown) => {
    const isOurs = error instanceof FailureError && error.failure.code === 'sql-error';
    throw isOurs ? new FailureError(makeFailure('derive-not-by-row'), { cause: error }) : error;
  });
  const names = [
    ...table.columns.map(({ name }) => derived.find((each) => each.replaced === name)?.name ?? name),
    ...derived.filter((each) => each.replaced === null).map(({ name }) => name),
  ];
  return `SELECT ${names.map(quoteIdentifier).join(', ')} FROM (${sql})`;
}

/** What is missing in each new column, and in how many rows it differs from the one it replaces: one statement. */
async function describeColumns(
  { database }: RunContext,
  table: TableArtifact,
  made: MadeTable,
  derived: readonly Derived[],
) {
  const figures = derived.flatMap(({ name, replaced }, index) => {
    const own = `made.${quoteIdentifier(name)}`;
    const missing = `count(*) FILTER (${own} IS NULL)::DOUBLE AS m${index}`;
    if (replaced === null) return [missing];
    const old = `old.${quoteIdentifier(replaced)}`;
    return [
      missing,
      `count(*) FILTER (${own}::VARCHAR IS DISTINCT FROM ${old}::VARCHAR)::DOUBLE AS c${index}`,
    ];
  });
  const beside = derived.some(({ replaced }) => replaced !== null)
    ? ` POSITIONAL JOIN ${quoteIdentifier(table.table)} AS old`
    : '';
  const found = await database.query(
    `SELECT ${figures.join(', ')} FROM ${quoteIdentifier(made.table)} AS made${beside}`,
  );
  return derived.map(({ name, expression, replaced }, index) => ({
    column: name,
    expression,
    type: made.columns.find((column) => column.name === name)?.type ?? 'other',
    missing: Number(cellAt(found, `m${index}`, 0)),
    replaced: replaced !== null,
    changed: replaced === null ? null : Number(cellAt(found, `c${index}`, 0)),
  }));
}
