import type { TableArtifact } from '../../../core/artifact';
import type { MadeTable, RunContext } from '../../../core/run-context';
import type { RowsPiece } from '../../../core/rows';
import { quoteIdentifier } from '../../../core/sql';
import { augmentTexts, type AugmentOutput } from '../../../kernels/augment-text/augment-texts';
import { FATES, type Making } from '../../../kernels/augment-text/make';
import { piecesOf, type Piece, type TextRows } from './plan';
import type { AugmentTextParams } from './step';

/** What was made, copies and all, and of what. */
export interface MadeTexts {
  /** The rows that new texts are asked of: place (from 0), row (from 0), t (text), c (class), k (key). */
  readonly parents: MadeTable;
  /** New texts in order: n (from 0), row (from 0), operation (its number), seed, start, t, parameters, head. */
  readonly made: MadeTable;
  /** Per row of the input: its fate by place among `FATES`; only of rows that new texts are asked of. */
  readonly fates: Uint8Array;
  /** Per operation: the rows that it finds something in. */
  readonly able: readonly number[];
}

/** Pieces that are in the workers while the database takes the one before them. */
const AHEAD = 3;
const OPERATION_BITS = 7;

/** Which texts are made: so many of each row, from which draw on, the first of them with which number. */
export interface Wanted {
  readonly counts: Int32Array;
  readonly firsts: Int32Array;
  readonly start: number;
  /** What the run says that it does. */
  readonly phase: string;
}

/** Makes the new texts piece by piece, in the order of rows and draws. Memory: some pieces of a few MB. */
export async function makeTexts(
  context: RunContext,
  parents: MadeTable,
  { bytes }: TextRows,
  { counts, firsts, start, phase }: Wanted,
  params: AugmentTextParams,
): Promise<MadeTexts> {
  const fates = new Uint8Array(counts.length);
  const able = new Array<number>(OPERATION_BITS).fill(0);
  const pieces = piecesOf(counts, bytes, firsts);
  const making = makingOf(params);
  const note = ({ rows, firsts: draws }: Piece, output: AugmentOutput): void => {
    rows.forEach((row, place) => {
      fates[row] = output.fates[place]!;
      if (draws[place] !== 0) return;
      for (let bit = 0; bit < OPERATION_BITS; bit++) able[bit]! += (output.able[place]! >> bit) & 1;
    });
  };
  const rows = allPieces(context, parents, { pieces, making, note, start, phase });
  return { parents, made: await context.database.createRows(rows), fates, able };
}

/** What the kernels need of the params. */
export function makingOf({ operation, mix, alpha, most, p, rate, protect, seed }: AugmentTextParams): Making {
  const operations = operation === 'mixed' ? [...new Set(mix)] : [operation];
  return { operations, strengths: { alpha, most, p, rate }, protected: protect, seed };
}

/** The rows that new texts are asked of, from the table. */
export async function readParents(
  { database }: RunContext,
  { table }: TableArtifact,
  asked: Int32Array,
  { text, label, key }: AugmentTextParams,
): Promise<MadeTable> {
  const value = (name: string): string =>
    name === '' ? 'NULL::VARCHAR' : `${quoteIdentifier(name)}::VARCHAR`;
  return chosenRows(
    database,
    asked,
    `SELECT row_number() OVER () - 1 AS row, ${value(text)} AS t, ${value(label)} AS c, ${value(key)} AS k FROM ${quoteIdentifier(table)}`,
  );
}

/** Some of these rows, numbered anew. */
export function parentsAgain({ database }: RunContext, of: MadeTable, asked: Int32Array): Promise<MadeTable> {
  return chosenRows(database, asked, `SELECT row, t, c, k FROM ${quoteIdentifier(of.table)}`);
}

async function chosenRows(
  database: RunContext['database'],
  asked: Int32Array,
  from: string,
): Promise<MadeTable> {
  const rows = Float64Array.from(asked.keys()).filter((row) => asked[row]! > 0);
  const chosen = await database.createNumbers({ place: rows.map((_, place) => place), row: rows });
  return database.createTable(
    `SELECT s.place, s.row, r.t, r.c, r.k FROM ${quoteIdentifier(chosen.table)} AS s
    JOIN (${from}) AS r ON r.row = s.row::BIGINT ORDER BY s.place`,
  );
}

/** What pieces are made by, and who hears of each. */
interface Work {
  readonly pieces: readonly Piece[];
  readonly making: Making;
  readonly note: (piece: Piece, output: AugmentOutput) => void;
  readonly start: number;
  readonly phase: string;
}

async function* allPieces(
  context: RunContext,
  parents: MadeTable,
  { pieces, making, note, start: first, phase }: Work,
): AsyncGenerator<RowsPiece> {
  const under = new Map<number, Promise<AugmentOutput>>();
  const shares = new Float64Array(pieces.length);
  const tell = (): void => {
    const done = shares.reduce((sum, share) => sum + share, 0) / pieces.length;
    context.progress(phase, done, {
      done: Math.round(done * parents.rows),
      total: parents.rows,
      unit: 'rows',
    });
  };
  let [start, next] = [first, 0];
  for (let place = 0; place < pieces.length; place++) {
    for (; next < Math.min(pieces.length, place + AHEAD); next++) {
      const at = next;
      const texts = await readTexts(context, parents, pieces[at]!);
      const call = context.kernels.call(augmentTexts, { ...pieces[at]!, texts, making }, [], (share) => {
        shares[at] = share;
        tell();
      });
      // What fails is heard of where it is waited for.
      call.catch(() => undefined);
      under.set(at, call);
    }
    const output = await under.get(place)!;
    under.delete(place);
    shares[place] = 1;
    tell();
    note(pieces[place]!, output);
    yield rowsOf(output, start);
    start += output.parents.length;
  }
}

/** The texts of a piece; one that several of its draws are made of stands there for each. */
async function readTexts(
  { database }: RunContext,
  parents: MadeTable,
  piece: Piece,
): Promise<(string | null)[]> {
  const read = await database.query(
    `SELECT row, t FROM ${quoteIdentifier(parents.table)} WHERE place BETWEEN ${piece.from} AND ${piece.to}`,
  );
  const texts = new Map(
    Array.from({ length: read.rows }, (_, at) => [Number(read.columns.row?.[at]), read.columns.t?.[at]]),
  );
  return Array.from(piece.rows, (row) => {
    const text = texts.get(row) ?? null;
    return text === null ? null : String(text);
  });
}

function rowsOf(output: AugmentOutput, start: number): RowsPiece {
  const numbers = {
    row: output.parents,
    operation: output.operations,
    seed: output.seeds,
    start: output.starts,
  };
  const texts = { t: output.texts, parameters: output.parameters, head: output.heads };
  return {
    rows: output.parents.length,
    columns: [
      { name: 'n', type: 'number', values: output.parents.map((_, place) => start + place) },
      ...Object.entries(numbers).map(([name, values]) => ({ name, type: 'number', values }) as const),
      ...Object.entries(texts).map(([name, values]) => ({ name, type: 'text', ...values }) as const),
    ],
  };
}

/** The rows that met a fate, of those that new texts were asked of. */
export function rowsOfFate(fates: Uint8Array, asked: Int32Array, fate: (typeof FATES)[number]): number[] {
  const of = FATES.indexOf(fate);
  const rows: number[] = [];
  fates.forEach((one, row) => asked[row]! > 0 && one === of && rows.push(row));
  return rows;
}
