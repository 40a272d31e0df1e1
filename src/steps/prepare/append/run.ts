import type { TableArtifact } from '../../../core/artifact';
import { FailureError, failWith } from '../../../core/failure';
import { cellAt, frameOfRows } from '../../../core/frame';
import type { Database, RunStep } from '../../../core/run-context';
import { tablesAt } from '../../../core/run-inputs';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import {
  failClash,
  unionColumns,
  unionSelect,
  type UnionColumn,
  type UnionPart,
} from '../../../core/union-by-name';
import { listText } from '../../../core/words';
import { append, type AppendParams } from './step';

/** Lays the tables under each other, and says what each gave, what it lacked, and which columns became wider. */
export const run: RunStep<AppendParams> = async (context, params, inputs) => {
  const tables = tablesAt(inputs, 'tables');
  if (tables.length < 2) return failWith('append-too-few');
  const parts = tables.map((table, place) => ({ ...table, label: labelOf(table, place, tables, params) }));
  const columns = unionColumns(parts);
  requireFree(params.source, columns);
  context.progress('appending');
  const select = unionSelect(parts, params.source === '' ? null : params.source);
  const made = await context.database.createTable(select).catch((error: unknown) => {
    throwAsClash(error, parts, columns);
  });
  const rounded = await countRounded(context.database, parts, columns);
  if (rounded > 0) {
    const verb = rounded === 1 ? '1 number has' : `${rounded} numbers have`;
    const text = `${verb} more digits than a DOUBLE holds and ${rounded === 1 ? 'was' : 'were'} rounded: an integer column met one with fractions.`;
    context.notice({ code: 'union-digits-lost', text, isWarning: true });
  }
  noticeParts(tables, (text) => context.notice({ code: 'parts-mixed', text, isWarning: true }));
  const typeOf = new Map(made.columns.map(({ name, type }) => [name.toLowerCase(), type]));
  const changes = columns.flatMap((column) => changesOf(column, typeOf.get(column.name.toLowerCase())));
  const count = (place: number, change: Change['change']): number =>
    changes.filter((each) => each.table === place + 1 && each.change === change).length;
  const summary = { rows: made.rows, columns: made.columns.length, tables: tables.length, rounded };
  return {
    artifacts: { appended: { kind: 'table', ...made } },
    frames: {
      tables: frameOfRows(
        Object.keys(append.frames.tables ?? {}),
        parts.map(({ label, rows, columns: own, traits }, place) => ({
          table: place + 1,
          label,
          rows,
          columns: own.length,
          added: count(place, 'added'),
          missing: count(place, 'missing'),
          widened: count(place, 'widened'),
          part: traits.part,
        })),
      ),
      changes: frameOfRows(
        Object.keys(append.frames.changes ?? {}),
        changes.toSorted((a, b) => a.table - b.table),
      ),
      summary: frameOfRows(Object.keys(summary), [summary]),
    },
  };
};

/** Lists and structs are left to the database to widen; where it cannot, that is a clash of types like any other. */
function throwAsClash(error: unknown, parts: readonly UnionPart[], columns: readonly UnionColumn[]): never {
  const nested = columns.find(
    ({ of }) =>
      of.some((column) => column?.type === 'other') &&
      new Set(of.flatMap((column) => column?.sqlType ?? [])).size > 1,
  );
  const isOfSql = error instanceof FailureError && error.failure.code === 'sql-error';
  if (isOfSql && nested !== undefined) return failClash(parts, nested);
  throw error;
}

/** What the source column says of a table: as asked, else its part of a split where each table is another, else its place. */
function labelOf(
  table: TableArtifact,
  place: number,
  tables: readonly TableArtifact[],
  { labels }: AppendParams,
): string {
  const parts = new Set(tables.map(({ traits }) => traits.part));
  const areParts = parts.size === tables.length && !parts.has(null);
  const own = areParts ? table.traits.part : null;
  return labels[place] ?? own ?? String(place + 1);
}

function requireFree(source: string, columns: readonly UnionColumn[]): void {
  const taken = columns.find(({ name }) => name.toLowerCase() === source.toLowerCase());
  if (taken !== undefined) failWith('column-name-taken', { name: taken.name, param: 'source' });
}

type Change = {
  readonly table: number;
  readonly column: string;
  readonly change: 'added' | 'missing' | 'widened';
  readonly from: Column['type'] | null;
  readonly to: Column['type'];
};

function changesOf({ name, of }: UnionColumn, to: Column['type'] = 'other'): Change[] {
  const first = of.findIndex((column) => column !== null);
  return of.flatMap((own, place) => {
    const change = (what: Change['change']): Change => ({
      table: place + 1,
      column: name,
      change: what,
      from: own?.type ?? null,
      to,
    });
    if (own === null) return [change('missing')];
    return [
      ...(place > 0 && place === first ? [change('added')] : []),
      ...(own.type === to ? [] : [change('widened')]),
    ];
  });
}

/** Numbers that are not the same once they are a DOUBLE. One scan of the columns that became one; none otherwise. */
async function countRounded(
  database: Database,
  parts: readonly UnionPart[],
  columns: readonly UnionColumn[],
): Promise<number> {
  let rounded = 0;
  for (const [place, { table }] of parts.entries()) {
    const suspects = columns.flatMap(({ of, cast }) => {
      const own = of[place];
      if (cast !== 'DOUBLE' || !own) return [];
      return /^(U?BIGINT|U?HUGEINT|DECIMAL)/i.test(own.sqlType) ? [own] : [];
    });
    if (suspects.length === 0) continue;
    const counts = suspects.map(({ name, sqlType }) => {
      const column = quoteIdentifier(name);
      return `count(*) FILTER (TRY_CAST(${column}::DOUBLE AS ${sqlType}) IS DISTINCT FROM ${column})`;
    });
    const from = quoteIdentifier(table);
    const frame = await database.query(`SELECT (${counts.join(' + ')})::DOUBLE AS n FROM ${from}`);
    rounded += Number(cellAt(frame, 'n', 0));
  }
  return rounded;
}

/** Rows of a training and of a test part in one table: what was kept apart is together again. */
function noticeParts(tables: readonly TableArtifact[], notice: (text: string) => void): void {
  const parts = [...new Set(tables.map(({ traits }) => traits.part))];
  if (parts.length < 2) return;
  const named = parts.map((part) => (part === null ? 'a whole table' : `the part “${part}”`));
  notice(`These are rows of ${listText(named)}: the result is of no single part.`);
}
