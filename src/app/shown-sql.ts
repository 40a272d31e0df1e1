import { quoteIdentifier } from '../core/sql';
import { outputNames } from '../document/names';
import type { Workbench } from '../workbench/workbench.svelte';

/** The statements that ran for a cell, in order, with the user's names for the tables; empty where none is known. */
export function statementsOf(workbench: Workbench, cellId: string): string[] {
  const statements = workbench.runs.stateOf(cellId)?.kept?.result.sql ?? [];
  if (statements.length === 0) return [];
  const names = tableNames(workbench);
  return statements.map((statement) => withUserNames(statement, names));
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

function sqlName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : quoteIdentifier(name);
}
