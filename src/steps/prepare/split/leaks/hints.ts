import type { TableArtifact } from '../../../../core/artifact';
import { cellAt } from '../../../../core/frame';
import { columnWords } from '../../../../core/meaning/column-words';
import type { Database } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { Column } from '../../../../core/table';

/** A column that says how a table is best divided. */
export interface Hint {
  readonly kind: 'identifier' | 'time';
  readonly column: string;
  readonly values: number;
  readonly rows: number;
}

/** Columns of each kind that are looked at. */
const MOST_LOOKED_AT = 6;

/** How a column's name speaks for an identifier, the plainest first: of persons, or of things by their number. */
type Naming = 'person' | 'identifier' | 'number';

/**
 * How many values a column of such a name has at least, and how many rows for each at most, to be no class: of persons and
 * things there may be few with many rows, of a code of admission_source_id not.
 */
const BOUNDS: Readonly<Record<Naming, { readonly values: number; readonly rowsEach: number }>> = {
  person: { values: 3, rowsEach: Infinity },
  identifier: { values: 20, rowsEach: 500 },
  number: { values: 20, rowsEach: 100 },
};
const NAMINGS = Object.keys(BOUNDS);

const IDENTIFIES = /\b(id|ids|uuid|guid|identifier|pk|key)\b/;
const IS_NUMBERED = / (nbr|no|nr|num|number|code)$/;
const PERSONS =
  'patient|customer|client|user|person|subject|participant|member|employee|student|driver|speaker|author';
const THINGS = 'device|machine|sensor|vehicle|household|account|session|hospital';
const IS_PERSON = new RegExp(`^(${PERSONS})$`);
const IS_THING = new RegExp(`^(${THINGS})$`);
const IS_NAMED = new RegExp(
  `^(${PERSONS}|${THINGS}) (id|uuid|guid|identifier|key|nbr|no|nr|num|number|code)$`,
);
const IS_OTHER =
  /\b(phone|telephone|mobile|fax|house|zip|postal|page|room|floor|month|day|week|year|status|type|class|category|diagnosis|country|area)\b/;
const IS_BIRTH = /\b(birth|birthday|birthdate|born|dob)\b/;

/**
 * Identifiers whose values repeat, those of persons and things first, and dates or timestamps with more than one value.
 * Looks at names first, and counts the values of a few columns.
 */
export async function findHints(database: Database, table: TableArtifact): Promise<Hint[]> {
  const identifiers = NAMINGS.flatMap((naming) =>
    table.columns.filter((column) => namingOf(column) === naming),
  ).slice(0, MOST_LOOKED_AT);
  const times = table.columns
    .filter(
      ({ name, type }) => (type === 'date' || type === 'timestamp') && !IS_BIRTH.test(columnWords(name)),
    )
    .slice(0, MOST_LOOKED_AT);
  const counted = [...identifiers, ...times];
  if (counted.length === 0 || table.rows === 0) return [];
  const counts = counted.map(({ name }, place) => {
    const value = quoteIdentifier(name);
    return `count(${value})::DOUBLE AS n${place}, count(DISTINCT ${value})::DOUBLE AS d${place}`;
  });
  const frame = await database.query(`SELECT ${counts.join(', ')} FROM ${quoteIdentifier(table.table)}`);
  return counted.flatMap((column, place): Hint[] => {
    const [rows, values] = [Number(cellAt(frame, `n${place}`, 0)), Number(cellAt(frame, `d${place}`, 0))];
    const kind = place < identifiers.length ? 'identifier' : 'time';
    const fits = kind === 'time' ? values > 1 : repeats(namingOf(column), rows, values);
    return fits ? [{ kind, column: column.name, values, rows }] : [];
  });
}

function namingOf({ name, type, sqlType }: Column): Naming | null {
  if (type !== 'integer' && type !== 'text' && !/^DECIMAL\(\d+,0\)/.test(sqlType)) return null;
  const words = columnWords(name);
  if (IS_PERSON.test(words) || IS_NAMED.test(words)) return 'person';
  if (IS_OTHER.test(words)) return null;
  // A device may be one of three kinds: as a word by itself it needs many values.
  if (IDENTIFIES.test(words) || IS_THING.test(words)) return 'identifier';
  return IS_NUMBERED.test(words) ? 'number' : null;
}

function repeats(naming: Naming | null, rows: number, values: number): boolean {
  if (naming === null || values >= rows) return false;
  return values >= BOUNDS[naming].values && rows <= values * BOUNDS[naming].rowsEach;
}
