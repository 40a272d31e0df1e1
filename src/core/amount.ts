/** How much of some work there is, and how much of it is done. */
export interface Amount {
  readonly done: number;
  readonly total: number;
  /** What is counted; `values` are cells of a table. */
  readonly unit: 'bytes' | 'rows' | 'values';
  /** About how many rows the total holds, where the unit is bytes: an estimate. */
  readonly rows?: number | undefined;
  /** What of it is being done, where it has a name: a column. */
  readonly at?: string | undefined;
}

/** What a load knows of a file before it is read. */
interface FileStart {
  readonly path: string;
  readonly bytes: number;
  readonly head: Uint8Array;
}

const LINE_END = 0x0a;
const ENOUGH_LINES = 3;

/**
 * The amount that reading a text file is, none of it done. Its rows are estimated from the mean length of the lines in its head;
 * not where the file is compressed, since its bytes are not those of the lines, and not from fewer than three lines.
 */
export function amountOfFile({ path, bytes, head }: FileStart): Amount {
  const lines = path.endsWith('.gz') ? 0 : countLines(head);
  const rows = lines < ENOUGH_LINES ? undefined : Math.round((bytes / head.length) * lines);
  return { done: 0, total: bytes, unit: 'bytes', rows };
}

function countLines(text: Uint8Array): number {
  let lines = 0;
  for (const byte of text) if (byte === LINE_END) lines += 1;
  return lines;
}
