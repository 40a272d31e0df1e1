/** What `search.as` exports, once compiled into `build/kernel-wasm/neighbours.js`. */
export interface Search {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  setSizes(
    features: number,
    codeColumns: number,
    wanting: number,
    neighbours: number,
    mismatch: number,
  ): void;
  setRows(
    groups: number,
    groupBytes: number,
    points: number,
    codes: number,
    leaders: number,
    leaderNorms: number,
    leaderCodes: number,
    numbers: number,
  ): void;
  setLists(limits: number, thresholds: number, foundRows: number, foundDistances: number): void;
  setFilter(unit: number, relative: number, absolute: number, centring: number): void;
  layOut(slots: number, leaderSlots: number, centres: number, scale: number): void;
  search(fromLeader: number, toLeader: number, fromGroup: number, toGroup: number): void;
}

/** A new instance with a memory of its own. */
export function openSearch(): Search;
