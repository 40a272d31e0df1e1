import { frameOfRows, type Cell } from '../core/frame';
import type { ViewResult } from '../core/view';
import { deduplicate } from '../steps/prepare/deduplicate/step';
import { mergeValues } from '../steps/prepare/merge-values/step';

type Row = Readonly<Record<string, Cell>>;

/** A result whose frames have the columns that a step promises; what a row leaves out is null. */
function resultOf(
  contract: { readonly frames: Readonly<Record<string, Readonly<Record<string, unknown>>>> },
  frames: Readonly<Record<string, readonly Row[]>>,
): ViewResult {
  const shaped = Object.entries(frames).map(([name, rows]) => [
    name,
    frameOfRows(Object.keys(contract.frames[name] ?? {}), rows),
  ]);
  return { artifacts: {}, frames: Object.fromEntries(shaped) as ViewResult['frames'], notices: [] };
}

const CITIES: readonly (readonly (readonly [string, number])[])[] = [
  [
    ['birmingham', 241],
    ['birminghxm', 3],
    ['birmingxam', 1],
    ['Birmingham ', 1],
  ],
  [
    ['sheffield', 47],
    ['sheffxeld', 2],
  ],
  [
    ['Größe 📏 | a long name of a place that goes on and on, as names of measures do', 25],
    ['Große 📏 | a long name of a place that goes on and on, as names of measures do', 1],
  ],
  [
    ['', 4],
    [' ', 1],
  ],
];

/** Clusters of a column of towns; nothing was decided in it. */
export const townClusters = resultOf(mergeValues, {
  clusters: CITIES.flatMap((members, number) =>
    members.map(([value, rows]) => {
      return { cluster: number + 1, value, rows, proposed: members[0]?.[0] ?? '', target: value };
    }),
  ),
  decisions: [
    { value: 'dothxn', target: 'dothan', rows: 0, problem: 'the value no longer occurs' },
    { value: 'n.a.', target: 'unknown', rows: 12, problem: null },
  ],
  summary: [{ rows: 1000, missing: 12, distinct: 72, clusters: 4, variants: 6, variant_rows: 9, merged: 2 }],
});

/** What a person decided of them: one variant in, a target typed, a value of no cluster, one that is gone. */
export const townPatch = {
  version: 1 as const,
  key: { kind: 'columns' as const, columns: ['City'] },
  decisions: [
    { row: 'birminghxm', action: 'set' as const, column: 'City', value: 'birmingham' },
    { row: 'sheffield', action: 'set' as const, column: 'City', value: 'Sheffield' },
    { row: 'sheffxeld', action: 'set' as const, column: 'City', value: 'Sheffield' },
    { row: 'n.a.', action: 'set' as const, column: 'City', value: 'unknown' },
    { row: 'dothxn', action: 'set' as const, column: 'City', value: 'dothan' },
  ],
};

/** The cells of rows side by side; the first row stays. */
function cellsOf(
  group: number,
  rows: readonly number[],
  columns: Readonly<Record<string, readonly Cell[]>>,
): Row[] {
  return Object.entries(columns).flatMap(([column, values]) =>
    rows.map((row, place) => ({
      group,
      row_number: row,
      is_kept: place === 0,
      column,
      value: values[place] ?? null,
      differs: values.some((value) => value !== values[0]),
    })),
  );
}

/** Customers of one number: one of them moved. */
export const sameCustomers = resultOf(deduplicate, {
  summary: [{ rows: 12_400, kept: 12_288, dropped: 112, groups: 108, differing: 31, shown: 2, unfit: 0 }],
  differences: [
    { column: 'street', groups: 29 },
    { column: 'Größe 📏', groups: 4 },
  ],
  cells: [
    ...cellsOf(1, [17, 4031], {
      id: ['K-118', 'K-118'],
      street: ['Hauptstr. 5', 'Am Markt 12'],
      'Größe 📏': ['1.71', null],
      name: ['Anna Schmidt', 'Anna Schmidt'],
    }),
    ...cellsOf(2, [52, 53, 9120], {
      id: ['K-9', 'K-9', 'K-9'],
      street: ['Seeweg 1', 'Seeweg 1', 'Seeweg 1'],
      'Größe 📏': ['1.8', '1.8', '1.8'],
      name: ['Otto Kohl', 'Otto Kohl', 'Otto Kohl'],
    }),
  ],
});

/** Sites whose names and addresses are nearly the same. */
export const nearSites = resultOf(deduplicate, {
  summary: [
    { rows: 3337, kept: 3337, dropped: 0, groups: 0, pairs: 2, accepted: 0, shown: 2, common_words: 14 },
  ],
  pairs: [
    {
      pair: 1,
      first: 12,
      second: 880,
      similarity: 0.965,
      is_accepted: false,
      first_key: 'a',
      second_key: 'b',
    },
    { pair: 2, first: 40, second: 41, similarity: 0.86, is_accepted: false, first_key: 'c', second_key: 'd' },
  ],
  cells: [
    ...cellsOf(1, [12, 880], {
      site: ['Kita Sonnenschein e.V.', 'Kita Sonnenshein eV'],
      street: ['Hauptstr. 5', 'Hauptstr. 5'],
      places: ['20', '20'],
    }),
    ...cellsOf(2, [40, 41], {
      site: ['Grundschule am See', 'Grundschule am See'],
      street: ['Seeweg 1', 'Seeweg 11'],
      places: ['300', null],
    }),
  ],
});

/** The first of the two pairs was accepted. */
export const nearPatch = {
  version: 1 as const,
  key: { kind: 'row-hash' as const },
  decisions: [{ row: 'b', action: 'drop' as const, value: 'a' }],
};
