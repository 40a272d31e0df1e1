import type { StepResult } from '../../engine/protocol';
import { isOneStatement } from '../../core/one-statement';
import { rewriteTables, sqlName } from '../../core/sql-rename';
import type { StepCell } from '../../document/document';
import { outputNames } from '../../document/names';
import { contractOf } from '../../steps/index';
import type { Workbench } from '../../workbench/workbench.svelte';
import { queryField } from '../params/param-fields';

/** A text of SQL that can be copied, and what it is. */
export interface SqlOffer {
  readonly label: string;
  readonly text: string;
}

/**
 * What can be copied of a cell: the step as one statement that makes its table, where it is one; else what was run, as a
 * log. A query that a person writes is given as it stands now, all else as it ran last. Null where there is neither.
 */
export function sqlOffer(workbench: Workbench, cell: StepCell): SqlOffer | null {
  const contract = contractOf(cell.step);
  const written = contract && queryField(contract.params);
  if (written !== undefined) return writtenOffer(cell, cell.params[written.name]);
  const statements = statementsOf(workbench, cell.id);
  const [first] = statements;
  const kept = workbench.runs.stateOf(cell.id)?.kept;
  if (first === undefined || !kept) return null;
  const when = workbench.runs.isStale(cell.id) ? ' (of the last run)' : '';
  const [name] = Object.values(kept.cell.outputs);
  return isOneStatement(contract, kept.result.frames) && name !== undefined
    ? { label: `Copy as SQL${when}`, text: creating(name, first) }
    : { label: `Copy what was run${when}`, text: asLog(statements) };
}

function writtenOffer(cell: StepCell, text: unknown): SqlOffer | null {
  const [name] = Object.values(cell.outputs);
  if (typeof text !== 'string' || text.trim() === '' || name === undefined) return null;
  const query = rewriteTables(text.trim().replace(/;\s*$/, ''), (table) => {
    const input = cell.inputs[table];
    return typeof input === 'string' && input !== table ? sqlName(input) : table;
  });
  return { label: 'Copy as SQL', text: creating(name, query) };
}

const creating = (name: string, query: string): string => `CREATE TABLE ${sqlName(name)} AS\n${query}`;

function asLog(statements: readonly string[]): string {
  const about = '-- What was run, in order. Tables called w_ and a number are steps in between.';
  return [about, ...statements.map((statement) => `${statement};`)].join('\n\n');
}

/** The statements that ran for a cell, in order, with the user's names for tables and files; empty where none is known. */
export function statementsOf(workbench: Workbench, cellId: string): string[] {
  const result = workbench.runs.stateOf(cellId)?.kept?.result;
  if (result === undefined || result.sql.length === 0) return [];
  const names = tableNames(workbench);
  return withFileNames(result).map((statement) => withUserNames(statement, names));
}

/** The user's name of every table that a cell of the workbench has made, by its name in the engine. */
function tableNames({ document, runs }: Workbench): ReadonlyMap<string, string> {
  const named = document.cells.flatMap((cell) => {
    const artifacts = runs.stateOf(cell.id)?.kept?.result.artifacts ?? {};
    return Object.entries(outputNames(cell)).flatMap(([slot, name]) => {
      const artifact = artifacts[slot];
      return artifact?.kind === 'table' ? [[artifact.table, name] as const] : [];
    });
  });
  return new Map(named);
}

/**
 * The statements of a run with the names of its files for the paths under which the engine read them, which are numbered
 * in the order of opening; as they are where it is not certain which is which.
 */
export function withFileNames({ sql, sources }: Pick<StepResult, 'sql' | 'sources'>): readonly string[] {
  const found = sql.flatMap((statement) => statement.match(/'import\/[^']*'/g) ?? []);
  const paths = [...new Set(found)];
  const [only] = sources;
  const nameOf = (path: string): string | undefined =>
    sources.length === 1
      ? only?.name
      : paths.length === sources.length
        ? sources[paths.indexOf(path)]?.name
        : undefined;
  return sql.map((statement) =>
    statement.replace(/'import\/[^']*'/g, (path) => {
      const name = nameOf(path);
      return name === undefined ? path : `'${name.replaceAll("'", "''")}'`;
    }),
  );
}

/**
 * A statement with the engine's names of tables replaced by the user's, quoted where SQL asks for it. Texts in single quotes
 * stay as they are; names that are not known too.
 */
export function withUserNames(statement: string, names: ReadonlyMap<string, string>): string {
  return statement.replace(
    /'(?:[^']|'')*'|(?:\w+\.)*"((?:[^"]|"")*)"|(?:[a-z_]\w*\.)*\b(t_\w+)/gi,
    (found, ...groups) => {
      const [quoted, bare] = groups as (string | undefined)[];
      const name = names.get(quoted ?? bare ?? '');
      return name === undefined ? found : sqlName(name);
    },
  );
}
