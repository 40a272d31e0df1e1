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
  setRows(points: number, codes: number, numbers: number): void;
  setLists(limits: number, foundRows: number, foundDistances: number): void;
  measured(): number;
  setIntegers: SetFilter;
  layIntegers(
    slots: number,
    leaderSlots: number,
    centres: number,
    unit: number,
    longest: number,
    halfMismatch: number,
    isLess: boolean,
  ): void;
  setNotes(notes: number, count: number, moved: number, found: number): void;
  settle(): void;
  readonly searchIntegers: SearchStretch;
  setFloats: SetFilter;
  setErrors(unit: number, relative: number, absolute: number, centring: number): void;
  layFloats(slots: number, leaderSlots: number, centres: number, scale: number): void;
  readonly searchFloats: SearchStretch;
}

/** Says where a filter has its arrays. */
type SetFilter = (
  groups: number,
  groupBytes: number,
  leaders: number,
  leaderNorms: number,
  leaderCodes: number,
  thresholds: number,
) => void;

/** Compares the leaders [fromLeader, toLeader), both multiples of four, with later rows of the groups [fromGroup, toGroup). */
type SearchStretch = (fromLeader: number, toLeader: number, fromGroup: number, toGroup: number) => void;

/** A new instance with a memory of its own. */
export function openSearch(): Search;
