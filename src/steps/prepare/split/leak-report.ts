import type { Cell, FrameRow } from '../../../core/frame';
import { MASK } from '../../../core/masking';

/** One leak of the frame `leaks`, with a row for every part. */
export interface ReportedLeak {
  readonly kind: string;
  readonly columns: string | null;
  readonly parts: readonly FrameRow[];
  /** Rows that leak, of all parts together. */
  readonly rows: number;
  /** Rows that were looked at; 0 where none could be. */
  readonly lookedAt: number;
  /** True where not all rows of a part were looked at, or not all others compared with. */
  readonly isSampled: boolean;
}

/** The leaks of the frame, in its order. Equal rows come first and are counted over all rows: by them the others are sampled or not. */
export function leaksIn(rows: readonly FrameRow[]): ReportedLeak[] {
  const groups = new Map<string, FrameRow[]>();
  for (const row of rows) {
    const own = `${String(row.leak)} ${String(row.columns)}`;
    groups.set(own, [...(groups.get(own) ?? []), row]);
  }
  const all = rows.filter(({ leak }) => leak === 'equal rows');
  return [...groups.values()].map((parts) => {
    const sum = (name: string, of: readonly FrameRow[] = parts): number =>
      of.reduce((total, row) => total + Number(row[name]), 0);
    return {
      kind: String(parts[0]?.leak),
      columns: textOf(parts[0]?.columns),
      parts,
      rows: sum('rows'),
      lookedAt: sum('looked_at'),
      isSampled: sum('looked_at') < sum('looked_at', all) || sum('compared') < sum('compared', all),
    };
  });
}

const textOf = (cell: Cell | undefined): string | null =>
  cell === undefined || cell === null ? null : String(cell);

/** A column of two rows that stand one under the other. */
export interface ShownColumn {
  readonly name: string;
  /** True where its values are hidden until somebody asks for them. */
  readonly isMasked: boolean;
  readonly values: readonly (string | null)[];
  /** What makes the pair a leak, or tells it apart: the key of equal keys, else what differs. */
  readonly isMarked: boolean;
}

/** Two rows of different parts that leak. */
export interface ShownPair {
  readonly pair: number;
  readonly rows: readonly { readonly row_number: number; readonly part: string }[];
  readonly columns: readonly ShownColumn[];
}

/** The pairs of the frame `examples` that show a leak. What is looked for stands first: the key, else what differs. */
export function pairsOf(examples: readonly FrameRow[], leak: ReportedLeak): ShownPair[] {
  const isKey = leak.kind === 'equal keys';
  const own = examples.filter((cell) => cell.leak === leak.kind && (!isKey || cell.columns === leak.columns));
  return [...new Set(own.map(({ pair }) => Number(pair)))].map((pair) => {
    const cells = own.filter((cell) => cell.pair === pair);
    const numbers = [...new Set(cells.map(({ row_number }) => Number(row_number)))];
    const columns = [...new Set(cells.map(({ column }) => String(column)))].map((name): ShownColumn => {
      const ofColumn = cells.filter(({ column }) => column === name);
      const values = numbers.map((number) => {
        const value = ofColumn.find(({ row_number }) => row_number === number)?.value ?? null;
        return value === null ? null : String(value);
      });
      const isOfKey = leak.columns === name || (leak.columns ?? '').split(', ').includes(name);
      const isMasked = ofColumn[0]?.is_masked === true;
      return { name, values, isMasked, isMarked: isKey ? isOfKey : ofColumn[0]?.differs === true };
    });
    const first = columns.filter(({ isMarked }) => isMarked);
    return {
      pair,
      rows: numbers.map((row_number) => ({
        row_number,
        part: String(cells.find((cell) => cell.row_number === row_number)?.part),
      })),
      columns: [...first, ...columns.filter((each) => !first.includes(each))],
    };
  });
}

/** The pairs with dots in place of the values of masked columns; a missing value stays missing. */
export function maskedPairs(pairs: readonly ShownPair[]): ShownPair[] {
  return pairs.map((pair) => ({
    ...pair,
    columns: pair.columns.map((column) =>
      column.isMasked
        ? { ...column, values: column.values.map((value) => (value === null ? null : MASK)) }
        : column,
    ),
  }));
}

/** The columns of the frame `examples` whose values are hidden at first. */
export function maskedNames(examples: readonly FrameRow[]): string[] {
  return [
    ...new Set(examples.flatMap(({ column, is_masked }) => (is_masked === true ? [String(column)] : []))),
  ];
}
