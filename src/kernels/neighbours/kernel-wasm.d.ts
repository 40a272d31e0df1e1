/** What `search.as` exports, once compiled into `build/kernel-wasm/neighbours.js`. */
export interface Search {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  setSizes(features: number, codeColumns: number, rows: number, neighbours: number, mismatch: number): void;
  setPlaces(
    groups: number,
    groupBytes: number,
    points: number,
    codes: number,
    queries: number,
    queryCodes: number,
    selves: number,
    bases: number,
    thresholds: number,
    foundRows: number,
    foundDistances: number,
  ): void;
  setFilter(unit: number, relative: number, absolute: number, centring: number): void;
  search(fromQuery: number, toQuery: number, fromGroup: number, toGroup: number): void;
}

/** A new instance with a memory of its own. */
export function openSearch(): Search;
