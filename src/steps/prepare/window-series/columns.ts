import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import type { Column } from '../../../core/table';
import type { WindowParams } from './step';

/** The columns that a run works with. */
export interface WindowColumns {
  readonly values: readonly Column[];
  readonly entity: readonly Column[];
  readonly time: Column | null;
  readonly part: Column | null;
  readonly label: Column | null;
  readonly target: Column | null;
}

/** The columns that the params name. Throws `column-unset`, `column-unknown`, `column-type` and `windows-column-twice`. */
export function columnsOf(table: TableArtifact, params: WindowParams): WindowColumns {
  const numbers = ['integer', 'number'] as const;
  if (params.values.length === 0) failWith('column-unset');
  const values = params.values.map((name) => requireColumn(table, name, numbers));
  const times = ['date', 'timestamp', ...numbers] as const;
  const optional = (name: string, types?: readonly Column['type'][]) =>
    name === '' ? null : requireColumn(table, name, types);
  const target = params.horizon === 0 ? null : (optional(params.target) ?? values[0]!);
  const columns = {
    values,
    entity: params.entity.map((name) => requireColumn(table, name)),
    time: optional(params.time, times),
    part: optional(params.part),
    label: optional(params.label),
    target,
  };
  requireOnce([...values, ...columns.entity, columns.part, columns.label]);
  return columns;
}

function requireOnce(columns: readonly (Column | null)[]): void {
  const names = columns.flatMap((column) => (column === null ? [] : [column.name]));
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) failWith('windows-column-twice', { name: twice });
}

/** What the columns of the table of windows are called; a name that is taken gets a number. */
export interface WindowNames {
  readonly window: string;
  readonly first: string;
  readonly last: string;
  readonly times: string;
  readonly target: string;
  /** By channel: the name of its list, or of its samples. */
  readonly values: readonly (readonly string[])[];
}

/** Names for the columns that the step adds, apart from each other and from those of the user, whatever the case. */
export function namesOf(
  { values, entity, part, label, time, target }: WindowColumns,
  params: WindowParams,
): WindowNames {
  const isWide = params.layout === 'columns';
  const own = [...entity, part, label, ...(isWide ? [] : values)];
  const taken = new Set(own.flatMap((column) => (column === null ? [] : [column.name.toLowerCase()])));
  const free = (name: string): string => {
    let found = name;
    for (let n = 2; taken.has(found.toLowerCase()); n++) found = `${name}_${n}`;
    taken.add(found.toLowerCase());
    return found;
  };
  const word = time === null ? 'row' : 'time';
  return {
    window: free('window'),
    first: free(`first_${word}`),
    last: free(`last_${word}`),
    times: free('times'),
    target: free(`${target?.name ?? ''}_ahead_${params.horizon}`),
    values: values.map(({ name }) =>
      isWide ? Array.from({ length: params.size }, (_, place) => free(`${name}_${place}`)) : [name],
    ),
  };
}
