import { columnWords } from './meaning/column-words';
import { isPersonal, type MeaningId } from './meaning/meanings';

/** What is known of a column when it is decided whether its values are shown at once. */
export interface MaskedColumn {
  readonly name: string;
  readonly type: string;
  /** Rows of the table, values that are not missing, and different ones among them. */
  readonly rows: number;
  readonly count: number;
  readonly distinct: number | null;
  /** Its most frequent values. */
  readonly values: readonly string[];
  /** What its values mean, as far as that is known; see `personalMeanings`. */
  readonly meaning?: MeaningId | null;
  /** An alert says that it is an identifier. */
  readonly isIdentifier: boolean;
}

/** Why the values of a column are hidden at first. */
export type MaskReason = 'person' | 'identifier' | 'unique' | 'values';

/** The reasons in words: "Hidden, since …". */
export const MASK_WORDS: Readonly<Record<MaskReason, string>> = {
  person: 'its name speaks of a person',
  identifier: 'its name or values speak of an identifier',
  unique: 'no value occurs twice, as in an identifier',
  values: 'its values look like addresses or numbers of persons',
};

/** Stands on the screen in place of a value. */
export const MASK = '•••';

const PERSON = new RegExp(
  [
    ...['e mail', 'e mails', 'email', 'emails', 'mail', 'courriel', 'correo', 'phone', 'phones', 'telephone'],
    ...['telefon', 'telefono', 'tel', 'mobile', 'cellphone', 'fax', 'whatsapp', 'address', 'addresses'],
    ...['adresse', 'street', 'strasse', 'ip', 'ssn', 'social security', 'passport', 'national id', 'tax id'],
    ...['iban', 'credit card', 'debit card', 'card number', 'card no', 'cardholder', 'license plate'],
    ...['licence plate', 'number plate', 'username', 'user name', 'login', 'password', 'passwd', 'pwd'],
    ...[
      'access token',
      'api key',
      'birth',
      'birthday',
      'birthdate',
      'dob',
      'born',
      'geburtsdatum',
      'surname',
    ],
    ...['forename', 'firstname', 'lastname', 'fullname', 'nickname', 'vorname', 'nachname', 'prenom'],
  ]
    .map((words) => `\\b${words}\\b`)
    .join('|'),
);
/** Beside these, the words above name no value of a person: `email_type`, `phone_count`, `birth_weight`. */
const ABOUT_PERSON =
  /\b(type|kind|status|count|counts|length|len|flag|has|is|domain|provider|verified|valid|missing|class|category|score|rate|share|weight|order|country|place|app|os|plan|usage|limit|balance|age|sent|opened|year)\b/;

const NAME = /\b(name|names|nom|nombre)\b/;
/** Names of things. */
const OF_A_THING =
  /\b(file|folder|product|item|column|feature|field|table|country|city|town|state|region|county|place|brand|company|org|organisation|organization|firm|team|club|school|university|department|dept|category|class|species|genus|plant|animal|drug|medicine|disease|event|model|make|car|vehicle|ship|game|movie|film|book|song|album|track|station|host|server|domain|device|sensor|project|task|job|campaign|channel|store|shop|market|currency|variable|label|test|method|function|font|color|colour|month|day|holiday|layer|dataset|type|length|count)\b/;
const PERSONS = /^(customer|client|person|employee|student|patient|passenger|user|driver|author)$/;

const IDENTIFIER = /\b(id|ids|uuid|guid|identifier|pk|mrn|nbr|serial)\b|\b(key|number|no|nr)$/;
const OTHER_NUMBER = /\b(house|sample|zip|postal|page|room|floor|month|day|week|year|number of|num of)\b/;

/** Fewer different values that repeat are classes, not identifiers; in fewer rows values all differ by chance. */
const LEAST = 20;
/** So many of the frequent values must look alike, and so large a share of them. */
const LEAST_VALUES = 3;
const LEAST_SHARE = 0.8;

const LOOKS: readonly RegExp[] = [
  /^[^\s@<>()",;:]+@([\p{L}\p{N}-]+\.)+\p{L}{2,}$/u,
  /^(\+?1[ .-]?)?(\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}$|^\+[1-9][\d ()/-]{6,20}\d$/,
  /^\d{3}-\d{2}-\d{4}$/,
  /^[A-Z]{2}\d{2}[A-Z0-9 ]{11,36}$/,
  /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  /^((25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(25[0-5]|2[0-4]\d|1?\d?\d)$/,
];

/**
 * Why the values of a column are hidden until somebody asks for them; null where they are shown at once. Hidden is
 * - what is called as names, addresses, numbers and dates of birth of persons are, or as identifiers are (of at least 20
 *   different values, or all different);
 * - what an alert takes for an identifier, and whole numbers and texts that are all different in at least 20 rows;
 * - texts of which at least 80 % of the frequent ones (three or more) look like e-mail addresses, telephone numbers, social
 *   security numbers, IBANs, UUIDs or IP addresses; and all whose meaning is personal.
 * Truths are never hidden.
 */
export function maskReason(column: MaskedColumn): MaskReason | null {
  const { type, count, distinct } = column;
  if (type === 'boolean' || count === 0) return null;
  const words = columnWords(column.name);
  if (isOfPerson(words, type)) return 'person';
  const isUnique = distinct !== null && distinct === count;
  const isKeyType = type === 'text' || type === 'integer' || type === 'other';
  if (column.isIdentifier) return 'identifier';
  const isCalledSo = IDENTIFIER.test(words) && !OTHER_NUMBER.test(words);
  if ((isKeyType || type === 'number') && isCalledSo && (isUnique || (distinct ?? 0) >= LEAST)) {
    return 'identifier';
  }
  if (type === 'text' && lookPersonal(column.values)) return 'values';
  if (column.meaning === 'identifier') return 'identifier';
  if (isPersonal(column.meaning ?? null)) return 'values';
  const isWhole = count === column.rows && count >= LEAST;
  return isUnique && isWhole && (type === 'text' || type === 'integer') ? 'unique' : null;
}

function isOfPerson(words: string, type: string): boolean {
  if (PERSON.test(words) && !ABOUT_PERSON.test(words)) return true;
  if (type !== 'text' && type !== 'other') return false;
  return (NAME.test(words) && !OF_A_THING.test(words)) || PERSONS.test(words);
}

function lookPersonal(values: readonly string[]): boolean {
  if (values.length < LEAST_VALUES) return false;
  return LOOKS.some(
    (look) => values.filter((value) => look.test(value.trim())).length >= values.length * LEAST_SHARE,
  );
}

/**
 * A text about hidden values without them: what stands in quotation marks and is no column's name, and the numbers given,
 * give way to dots. A number is taken only where it stands alone, not within a longer one.
 */
export function maskText(
  text: string,
  isName: (text: string) => boolean,
  values: readonly (string | number)[],
): string {
  const unquoted = text.replace(/“([^”]*)”/g, (whole, inner: string) =>
    isName(inner) ? whole : `“${MASK}”`,
  );
  return values.reduce<string>((masked, value) => {
    const literal = String(value).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return literal === ''
      ? masked
      : masked.replace(new RegExp(`(?<![\\p{L}\\p{N}.,-])${literal}(?![\\p{L}\\p{N}]|[.,]\\d)`, 'gu'), MASK);
  }, unquoted);
}
