import type { Cell } from '../../../core/frame';
import { maskReason } from '../../../core/masking';
import { personalMeanings } from '../../../core/meaning/personal';
import type { SharedColumn, TablePair } from '../../../core/overlap';
import type { Database } from '../../../core/run-context';
import type { ComparedColumn } from './compare-columns';

/** Names of the columns whose values may be personal, by their names and by what is shown of them. Reads no row. */
export async function personalColumns(
  database: Database,
  [table]: TablePair,
  shared: readonly SharedColumn[],
  compared: readonly ComparedColumn[],
): Promise<ReadonlySet<string>> {
  const known = shared.map(({ column }, i) => {
    const { figures, shares } = compared[i] ?? { figures: {}, shares: [] };
    return {
      ...{ column: column.name, type: column.type, rows: table.rows, min: null, max: null },
      count: Math.round(table.rows * (1 - numberOf(figures.missing))),
      distinct: numberOf(figures.distinct),
      values: shares.flatMap(({ value }) => (value === undefined || value === null ? [] : [String(value)])),
    };
  });
  const meanings = await personalMeanings(database, known);
  const isPersonal = (one: (typeof known)[number]): boolean =>
    maskReason({
      ...one,
      name: one.column,
      meaning: meanings.get(one.column) ?? null,
      isIdentifier: false,
    }) !== null;
  return new Set(known.filter(isPersonal).map(({ column }) => column));
}

const numberOf = (cell: Cell | undefined): number => (typeof cell === 'number' ? cell : 0);
