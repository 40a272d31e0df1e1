/** Places in the header of a file within which old workbooks are kept (MS-CFB 2.2). */
const SHIFT = 30;
const MORE_START = 68;
const MORE_COUNT = 72;
const FIRST = 76;
const FIRST_COUNT = 109;
const END_OF_CHAIN = -2;

/**
 * Whether a chain of sectors comes back to itself, or the table of chains is longer than the file can need: the spreadsheet
 * library follows it for ever. `bytes` is a whole file that starts as MS-CFB says. A few milliseconds for 10 MB.
 */
export function hasEndlessChain(bytes: Uint8Array): boolean {
  const shift = intAt(bytes, SHIFT) & 0xffff;
  if (shift !== 9 && shift !== 12) return false;
  const size = 2 ** shift;
  const sectors = Math.ceil(bytes.length / size) - 1;
  const table = tableSectors(bytes, size, sectors);
  const perSector = size / 4;
  if (table.length > FIRST_COUNT + 2 * Math.ceil(sectors / perSector)) return true;
  const next = (sector: number): number => {
    const part = table[Math.floor(sector / perSector)];
    if (part === undefined || part < 0 || part >= sectors) return END_OF_CHAIN;
    return intAt(bytes, (part + 1) * size + (sector % perSector) * 4);
  };
  return hasCycle(table.length * perSector, next);
}

/** The sectors of the table of chains, in its order, as the library collects them. */
function tableSectors(bytes: Uint8Array, size: number, sectors: number): number[] {
  const table: number[] = [];
  for (let index = 0; index < FIRST_COUNT; index++) {
    const sector = intAt(bytes, FIRST + 4 * index);
    if (sector < 0) break;
    table.push(sector);
  }
  let more = intAt(bytes, MORE_START);
  for (let left = Math.min(intAt(bytes, MORE_COUNT), sectors); left > 0; left--) {
    if (more < 0 || more >= sectors) break;
    const start = (more + 1) * size;
    for (let at = 0; at < size - 4; at += 4) {
      const sector = intAt(bytes, start + at);
      if (sector === END_OF_CHAIN) break;
      // Places that are free hold -1; a part of the table has its place all the same.
      table.push(sector);
    }
    more = intAt(bytes, start + size - 4);
  }
  return table;
}

/** Whether following `next` from some place below `count` comes back to a place of the same walk. Each place is left once. */
function hasCycle(count: number, next: (place: number) => number): boolean {
  const walk = new Int32Array(count);
  for (let start = 0; start < count; start++) {
    for (let at = start; at >= 0 && at < count; at = next(at)) {
      if (walk[at] === start + 1) return true;
      if (walk[at] !== 0) break;
      walk[at] = start + 1;
    }
  }
  return false;
}

/** A signed number of four bytes; what lies behind the end counts as zeros, as it does for the library. */
function intAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  );
}
