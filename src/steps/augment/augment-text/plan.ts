import type { TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import { cellAt } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { firstOf } from '../../../core/words';
import { rowSeed } from '../../../kernels/augment-text/row-seed';
import type { AugmentTextParams } from './step';

/** More are no classes but a measurement or an identifier. */
const MOST_CLASSES = 1000;
/** More new texts than this would not fit beside the table. */
const MOST_NEW = 5_000_000;
/** Draws have smaller numbers than the one by which rows that get one text more are chosen. */
const EXTRA = 0xfffe0000;

/** A class of the input; without a label there is one, of null. */
export interface TextClass {
  readonly label: string | null;
  readonly rows: number;
}

/** The rows of the input, row by row: their classes by place, the bytes of their texts (0 for a missing one). */
export interface TextRows {
  readonly classes: readonly TextClass[];
  readonly classOf: Int32Array;
  readonly bytes: Float64Array;
}

/** Reads what the plan goes by: classes in order of their texts, rows without one last; bytes of the texts. One sort. */
export async function readRows(
  { database }: RunContext,
  table: TableArtifact,
  { text, label }: AugmentTextParams,
): Promise<TextRows> {
  const named = label === '' ? 'NULL' : quoteIdentifier(label);
  const from = `SELECT row_number() OVER () AS i, strlen(${quoteIdentifier(text)}::VARCHAR) AS n, ${named}::VARCHAR AS c
    FROM ${quoteIdentifier(table.table)}`;
  const made = await database.createTable(
    `SELECT n, c, dense_rank() OVER (ORDER BY c NULLS LAST) - 1 AS k FROM (${from}) ORDER BY i`,
  );
  const counted = await database.query(
    `SELECT k, any_value(c) AS label, count(*)::DOUBLE AS n FROM ${quoteIdentifier(made.table)} GROUP BY k ORDER BY k LIMIT ${MOST_CLASSES + 2}`,
  );
  const classes = Array.from({ length: counted.rows }, (_, row): TextClass => {
    const of = cellAt(counted, 'label', row);
    return { label: of === null ? null : String(of), rows: Number(cellAt(counted, 'n', row)) };
  });
  if (classes.length > MOST_CLASSES) failWith('classes-too-many', { name: label, limit: MOST_CLASSES });
  const [bytes, codes] = await database.numbers(made.table, ['coalesce(n, 0)', 'k']);
  return { classes, classOf: Int32Array.from(codes!), bytes: bytes! };
}

/** New texts that are asked of each row. Throws for classes that are not there, and for more than fit. */
export function askedOf({ classes, classOf, bytes }: TextRows, params: AugmentTextParams): Int32Array {
  const asked = new Int32Array(classOf.length);
  const wanted = wantedClasses(classes, params);
  if (params.amount === 'times') {
    classOf.forEach((place, row) => (asked[row] = wanted.has(place) ? params.times : 0));
  } else {
    for (const place of wanted) {
      const count = params.counts[classes[place]!.label ?? ''] ?? 0;
      if (count > 0) deal(asked, membersOf(place, classOf, bytes), count, params.seed);
    }
  }
  const rows = asked.reduce((sum, count) => sum + count, 0);
  if (rows > MOST_NEW) failWith('augment-text-too-many', { rows, limit: MOST_NEW });
  return asked;
}

/** The places of the classes that get new texts; all, rows without a class too, where none is named. */
function wantedClasses(classes: readonly TextClass[], params: AugmentTextParams): ReadonlySet<number> {
  const { amount, label, counts } = params;
  const named = [...new Set([...params.classes, ...(amount === 'counts' ? Object.keys(counts) : [])])];
  if (label === '' && (named.length > 0 || amount === 'counts')) failWith('augment-text-no-label');
  const known = classes.flatMap((one) => (one.label === null ? [] : [one.label]));
  const unknown = named.filter((one) => !known.includes(one));
  if (unknown.length > 0) {
    failWith('augment-text-class-unknown', { classes: quoted(unknown), known: quoted(known) });
  }
  const isWanted = ({ label: own }: TextClass): boolean => {
    if (amount === 'counts' && (own === null || counts[own] === undefined)) return false;
    return params.classes.length === 0 || (own !== null && params.classes.includes(own));
  };
  return new Set(classes.flatMap((one, place) => (isWanted(one) ? [place] : [])));
}

const quoted = (labels: readonly string[]): string =>
  firstOf(
    labels.map((label) => `“${label}”`),
    12,
  );

/** The rows of a class that have a text, or all where none has. */
function membersOf(place: number, classOf: Int32Array, bytes: Float64Array): number[] {
  const all: number[] = [];
  classOf.forEach((one, row) => one === place && all.push(row));
  const some = all.filter((row) => bytes[row]! > 0);
  return some.length > 0 ? some : all;
}

/** Shares a number among rows as evenly as can be; those that get one more are drawn by the seed. */
function deal(asked: Int32Array, members: readonly number[], count: number, seed: number): void {
  const each = Math.floor(count / members.length);
  for (const row of members) asked[row] = each;
  const rank = new Map(members.map((row) => [row, rowSeed(seed, row, EXTRA)]));
  const drawn = [...members].sort((one, other) => rank.get(one)! - rank.get(other)! || one - other);
  for (const row of drawn.slice(0, count - each * members.length)) asked[row]! += 1;
}

/** Rows that go to a kernel at once: some of the asked-for draws of each. */
export interface Piece {
  /** Places among the rows that new texts are asked of; each is asked for in one query. */
  readonly from: number;
  readonly to: number;
  readonly rows: Float64Array;
  readonly firsts: Int32Array;
  readonly counts: Int32Array;
}

const PIECE_ROWS = 4000;
const PIECE_BYTES = 4 << 20;

/**
 * The work in pieces of some thousand rows and some MB of new texts; a long text of many draws is a piece, or several. `starts` is the
 * first draw of each row.
 */
export function piecesOf(asked: Int32Array, bytes: Float64Array, starts: Int32Array): Piece[] {
  const pieces: Piece[] = [];
  let [rows, firsts, counts]: number[][] = [[], [], []];
  let [size, from, place] = [0, 0, 0];
  const close = (): void => {
    if (rows!.length === 0) return;
    pieces.push({
      ...{ from, to: from + new Set(rows).size - 1, rows: Float64Array.from(rows!) },
      ...{ firsts: Int32Array.from(firsts!), counts: Int32Array.from(counts!) },
    });
    [rows, firsts, counts, size] = [[], [], [], 0];
  };
  asked.forEach((count, row) => {
    if (count === 0) return;
    const most = Math.max(1, Math.floor(PIECE_BYTES / (bytes[row]! + 1)));
    for (let first = 0; first < count; first += most) {
      const draws = Math.min(most, count - first);
      const own = (bytes[row]! + 1) * draws;
      if (rows!.length > 0 && (rows!.length >= PIECE_ROWS || size + own > PIECE_BYTES)) close();
      if (rows!.length === 0) from = place;
      rows!.push(row);
      firsts!.push(starts[row]! + first);
      counts!.push(draws);
      size += own;
    }
    place += 1;
  });
  close();
  return pieces;
}
