import { frameRows, type FrameRow } from '../../../core/frame';
import type { Database } from '../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import { conversion, unitOf, unitWord, type Unit } from '../../../core/units';
import { trimmed } from '../../../core/written-number';
import { writtenNumberSql } from '../../../core/written-number-sql';
import type { ReadTexts } from './read-texts';
import { PLAIN_SHARE, writesPlainShares } from './shares';
import type { ParseParams } from './step';

/** A unit that stands in a column. */
export interface UnitMet {
  /** Its id; as it is written where it is not known; empty for numbers without any. */
  readonly unit: string;
  readonly isKnown: boolean;
  /** True where words stand behind it. */
  readonly hasBehind: boolean;
  readonly rows: number;
  /** What its numbers are multiplied by; null where they fail. */
  readonly factor: number | null;
}

/** What the numbers of a column become: of a unit that is known, of a text that is taken off, or of none. */
type Goal =
  | { readonly kind: 'unit'; readonly unit: Unit }
  | { readonly kind: 'text'; readonly word: string }
  | { readonly kind: 'none' };

/** Texts in the place of a unit that are told apart; any number of them may be none. */
const MOST_UNITS = 1000;
/** Integers beyond this are not all doubles. */
const MOST_EXACT = '9007199254740992';

/** Reads the distinct texts of a relation as numbers, and brings them to one unit. */
export async function readNumbers(database: Database, from: string, params: ParseParams): Promise<ReadTexts> {
  const written = await database.createTable(writtenNumberSql(from, ['x', 'rows', 'first_row'], params));
  const numbers = quoteIdentifier(written.table);
  const met = frameRows(
    await database.query(
      `SELECT word, is_known, has_behind, sum(rows)::DOUBLE AS n,
         median(abs(amount)) AS middle, max(abs(amount)) AS largest FROM
       (SELECT coalesce(unit, written) AS word, unit IS NOT NULL AS is_known, behind <> '' AS has_behind, amount, rows FROM ${numbers} WHERE amount IS NOT NULL)
       GROUP BY word, is_known, has_behind
       ORDER BY is_known DESC, word = ${quoteLiteral(unitWord(trimmed(params.unit)))} DESC, n DESC, word, has_behind LIMIT ${String(MOST_UNITS)}`,
    ),
  );
  const hasPlainShares = params.bare === 'auto' && writesPlainShares(met);
  const goal = goalOf(met, params, hasPlainShares);
  const units = met.map((row) => unitMet(row, goal, { ...params, hasPlainShares }));
  const isTaken = units.flatMap((one) => (one.factor === null ? [] : caseOf(one)));
  const value = `CASE ${isTaken.join(' ')} END`;
  const { table } = await database.createTable(
    `SELECT x, rows, first_row, ${isTaken.length === 0 ? `NULL::${params.to === 'integer' ? 'BIGINT' : 'DOUBLE'}` : params.to === 'integer' ? integerSql(value) : value} AS value
     FROM ${numbers}`,
  );
  const rounded = params.to === 'integer' ? 0 : await countRounded(database, numbers);
  return {
    table,
    unit: goal.kind === 'unit' ? goal.unit.id : goal.kind === 'text' ? goal.word : '',
    units,
    formats: [],
    cut: 0,
    rounded,
  };
}

function goalOf(met: readonly FrameRow[], { unit, behind, to }: ParseParams, hasPlainShares: boolean): Goal {
  const word = unitWord(trimmed(unit));
  if (word === '') return { kind: 'none' };
  if (word !== 'auto') {
    const known = unitOf(word);
    return known === undefined ? { kind: 'text', word } : { kind: 'unit', unit: known };
  }
  const taken = met.filter(
    (row) => row.is_known === true && row.word !== '' && (behind === 'left out' || row.has_behind !== true),
  );
  const kind = mostOf(taken, (row) => unitOf(String(row.word))?.kind);
  const most = mostOf(taken, (row) => {
    const known = unitOf(String(row.word));
    return known?.kind === kind ? known?.id : undefined;
  });
  const isPlain = kind === PLAIN_SHARE.kind && hasPlainShares && to === 'number';
  const known = isPlain ? PLAIN_SHARE : most === undefined ? undefined : unitOf(most);
  return known === undefined ? { kind: 'none' } : { kind: 'unit', unit: known };
}

/** What most rows are called; of as many, the first by its letters. */
function mostOf(met: readonly FrameRow[], nameOf: (row: FrameRow) => string | undefined): string | undefined {
  const rows = new Map<string, number>();
  for (const row of met) {
    const name = nameOf(row);
    if (name !== undefined) rows.set(name, (rows.get(name) ?? 0) + Number(row.n));
  }
  return [...rows].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}

/** The params, and whether numbers without a unit are shares of one (see `shares.ts`). */
type Reading = ParseParams & { readonly hasPlainShares: boolean };

function unitMet(row: FrameRow, goal: Goal, params: Reading): UnitMet {
  const [unit, isKnown, hasBehind] = [String(row.word), row.is_known === true, row.has_behind === true];
  const fails = hasBehind && params.behind === 'fails';
  const factor = fails ? null : factorOf(unit, isKnown, goal, params);
  return { unit, isKnown, hasBehind, rows: Number(row.n), factor };
}

function factorOf(unit: string, isKnown: boolean, goal: Goal, params: Reading): number | null {
  if (isKnown && unit === '') return bareFactor(goal, params);
  switch (goal.kind) {
    case 'none':
      return null;
    case 'text':
      return !isKnown && unit === goal.word ? 1 : null;
    case 'unit': {
      const known = isKnown ? unitOf(unit) : undefined;
      return known === undefined ? null : conversion(known, goal.unit);
    }
    default:
      return goal satisfies never;
  }
}

function bareFactor(goal: Goal, { bare, hasPlainShares }: Reading): number | null {
  if (goal.kind === 'unit' && goal.unit.kind === PLAIN_SHARE.kind) {
    if (hasPlainShares || goal.unit === PLAIN_SHARE) return conversion(PLAIN_SHARE, goal.unit);
  }
  return goal.kind === 'none' || bare !== 'fails' ? 1 : null;
}

function caseOf({ unit, isKnown, hasBehind, factor }: UnitMet): string {
  const is = isKnown ? `unit = ${quoteLiteral(unit)}` : `unit IS NULL AND written = ${quoteLiteral(unit)}`;
  return `WHEN ${is} AND (behind <> '') = ${String(hasBehind)} THEN ${timesSql(factor ?? 1)}`;
}

/** A hundredth is no double, and a hundred is: 57% is 57 / 100, which is 0.57. */
function timesSql(factor: number): string {
  if (factor === 1) return 'amount';
  const parts = 1 / factor;
  return factor < 1 && Number.isInteger(parts)
    ? `amount / ${String(parts)}::DOUBLE`
    : `amount * ${String(factor)}::DOUBLE`;
}

/** Whole numbers only: digit by digit where they have no unit, else as far as doubles are exact. */
function integerSql(value: string): string {
  return `CASE WHEN (${value}) IS NULL THEN NULL WHEN whole IS NOT NULL THEN TRY_CAST(whole AS BIGINT)
    WHEN (${value}) = trunc(${value}) AND abs(${value}) <= ${MOST_EXACT} THEN (${value})::BIGINT END`;
}

async function countRounded(database: Database, numbers: string): Promise<number> {
  const frame = await database.query(
    `SELECT coalesce(sum(rows), 0)::DOUBLE AS n FROM ${numbers}
     WHERE abs(amount) >= ${MOST_EXACT} AND whole IS NOT NULL AND TRY_CAST(whole AS HUGEINT) IS DISTINCT FROM TRY_CAST(amount AS HUGEINT)`,
  );
  return Number(frameRows(frame)[0]?.n ?? 0);
}
