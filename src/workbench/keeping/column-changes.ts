/** A column as far as a source is recognised by it. */
export interface KnownColumn {
  readonly name: string;
  readonly type: string;
}

/** The columns that the sources of cells had when they were last read, by the id of the cell. */
export type KnownColumns = Readonly<Record<string, readonly KnownColumn[]>>;

/** How the columns of a table differ from those it had before. */
export interface ColumnChanges {
  readonly missing: readonly KnownColumn[];
  readonly added: readonly KnownColumn[];
  readonly retyped: readonly { readonly name: string; readonly before: string; readonly now: string }[];
  /** True when the same columns stand in another order. */
  readonly reordered: boolean;
}

/** Compares columns by name; case counts. Cost: linear in the number of columns. */
export function columnChanges(before: readonly KnownColumn[], now: readonly KnownColumn[]): ColumnChanges {
  const types = new Map(now.map((column) => [column.name, column.type]));
  const names = new Set(before.map((column) => column.name));
  const missing = before.filter((column) => !types.has(column.name));
  const added = now.filter((column) => !names.has(column.name));
  const retyped = before.flatMap(({ name, type }) => {
    const other = types.get(name);
    return other === undefined || other === type ? [] : [{ name, before: type, now: other }];
  });
  const isSameSet = missing.length === 0 && added.length === 0;
  const reordered = isSameSet && before.some((column, index) => now[index]?.name !== column.name);
  return { missing, added, retyped, reordered };
}

/** True when nothing differs. */
export function isUnchanged({ missing, added, retyped, reordered }: ColumnChanges): boolean {
  return missing.length === 0 && added.length === 0 && retyped.length === 0 && !reordered;
}

/** The changes in words, one line a kind; empty where nothing differs. */
export function changeLines(changes: ColumnChanges): string[] {
  const { missing, added, retyped, reordered } = changes;
  const names = (columns: readonly KnownColumn[]) => columns.map(({ name }) => `“${name}”`).join(', ');
  return [
    missing.length > 0 ? `${plural(missing.length)} missing: ${names(missing)}` : '',
    added.length > 0 ? `${plural(added.length)} new: ${names(added)}` : '',
    retyped.length > 0
      ? `${plural(retyped.length)} of another type: ${retyped
          .map(({ name, before, now }) => `“${name}” (${before}, now ${now})`)
          .join(', ')}`
      : '',
    reordered ? 'The same columns, in another order' : '',
  ].filter((line) => line !== '');
}

function plural(count: number): string {
  return count === 1 ? '1 column' : `${String(count)} columns`;
}

/** Reads columns that were kept as JSON; whatever is not columns is left out. */
export function parseKnownColumns(value: unknown): KnownColumns {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).flatMap(([id, columns]) =>
    Array.isArray(columns) && columns.every(isColumn) ? [[id, columns] as const] : [],
  );
  return Object.fromEntries(entries);
}

function isColumn(value: unknown): value is KnownColumn {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'name' in value && typeof value.name === 'string' && 'type' in value && typeof value.type === 'string'
  );
}
