import type { Failure } from '../../core/failure';
import { isLeakCode } from '../../core/failures/leaks';
import type { NumberFormat } from '../../core/number-format';
import { counted } from '../../core/words';
import type { StepCell } from '../../document/document';
import type { StepResult } from '../../engine/protocol';
import { contractOf } from '../../steps/index';
import type { CellState } from '../../workbench/cell-state.svelte';
import { paramFields } from '../params/param-fields';

/** Tables whose sizes stand side by side beside a cell; in the outline there is room for one. */
const MOST_SIZES = 3;

/**
 * How large what came out is: rows x columns of each table (how many they are where they are more than `most`), columns of
 * statistics.
 */
export function resultSize(
  { artifacts }: Pick<StepResult, 'artifacts'>,
  format: NumberFormat,
  most = MOST_SIZES,
): string | null {
  const all = Object.values(artifacts);
  const tables = all.filter((artifact) => artifact.kind === 'table');
  if (tables.length > most) return counted(tables.length, 'table', format);
  if (tables.length > 0) {
    return tables
      .map(({ rows, columns }) => `${format.count(rows)} × ${format.count(columns.length)}`)
      .join(', ');
  }
  const statistics = all.find((artifact) => artifact.kind === 'statistics');
  return statistics === undefined ? null : counted(statistics.value.columns.length, 'column', format);
}

/** Where a cell stands, in a word or two, and how much that matters. */
export interface Standing {
  readonly text: string;
  readonly kind: 'plain' | 'busy' | 'warn' | 'bad';
}

/** Where a cell stands: what it does, what it lacks, or how large its result is. */
export function standingOf(
  run: CellState | undefined,
  problem: Failure | null,
  isStale: boolean,
  format: NumberFormat,
): Standing {
  if (run?.status === 'running') return { text: 'running', kind: 'busy' };
  if (run?.status === 'queued') return { text: 'waits', kind: 'busy' };
  const failure = problem ?? run?.failure;
  if (failure) return standingOfFailure(failure);
  if (isStale) return { text: 'stale', kind: 'warn' };
  if (run?.status === 'cancelled') return { text: 'cancelled', kind: 'plain' };
  const result = run?.kept?.result;
  const leftOut = result?.frames.unmet?.rows ?? 0;
  if (leftOut > 0) return { text: `${format.count(leftOut)} left out`, kind: 'warn' };
  return { text: (result && resultSize(result, format, 1)) ?? '', kind: 'plain' };
}

function standingOfFailure({ code }: Failure): Standing {
  if (code === 'file-missing') return { text: 'needs its file', kind: 'warn' };
  if (code === 'upstream-failed' || code === 'file-to-confirm') return { text: 'waits', kind: 'plain' };
  if (code === 'input-missing' || code === 'input-too-few') return { text: 'needs an input', kind: 'warn' };
  if (code === 'column-unset') return { text: 'needs a column', kind: 'warn' };
  if (code === 'values-unset') return { text: 'needs a value', kind: 'warn' };
  if (code === 'sql-unset') return { text: 'needs its query', kind: 'warn' };
  if (isLeakCode(code)) return { text: 'leaks', kind: 'warn' };
  return { text: 'failed', kind: 'bad' };
}

/** How long a result took, in the unit that reads best. */
export function duration(milliseconds: number, format: NumberFormat): string {
  return milliseconds < 1000
    ? `${format.count(milliseconds)} ms`
    : `${format.number(Math.round(milliseconds / 10) / 100)} s`;
}

/** The names of the columns of the table that a cell has made, as far as it has. */
export function columnNames(result: StepResult | undefined): string[] {
  const table = Object.values(result?.artifacts ?? {}).find((artifact) => artifact.kind === 'table');
  return table?.columns.map((column) => column.name) ?? [];
}

/** What a cell reads from outside and what it would run, for a card that asks for consent. */
export interface CellClaims {
  readonly files: readonly string[];
  readonly samples: readonly string[];
  readonly embedded: readonly string[];
  /** Texts of SQL, word for word. */
  readonly sql: readonly string[];
}

/** What a step cell would load and run. */
export function claimsOf(cell: StepCell, sources: readonly { kind: string; name: string }[]): CellClaims {
  const named = (kind: string) => sources.filter((source) => source.kind === kind).map(({ name }) => name);
  const contract = contractOf(cell.step);
  const fields = contract === undefined ? [] : paramFields(contract.params);
  const texts = fields.flatMap(({ name, kind }) => (kind === 'sql' ? [cell.params[name]] : []));
  return {
    files: named('file'),
    samples: named('sample'),
    embedded: named('embedded'),
    sql: texts.filter((text) => typeof text === 'string' && text.trim() !== '') as string[],
  };
}
