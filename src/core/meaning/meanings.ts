/**
 * What the values of a column may mean beside the type they are stored as, in the order in which the first that fits is
 * taken. `none` is only ever set by hand: nothing in particular.
 */
export const MEANINGS = [
  'email',
  'url',
  'ip',
  'image',
  'hash',
  'date',
  'percent',
  'currency',
  'latitude',
  'longitude',
  'country',
  'postal-code',
  'phone',
  'identifier',
  'category',
  'free-text',
  'none',
] as const;

/** One of them. */
export type MeaningId = (typeof MEANINGS)[number];

/** A meaning that a frame states; null for none, and for a word that is none. */
export const toMeaning = (cell: unknown): MeaningId | null => MEANINGS.find((each) => each === cell) ?? null;

/** Meanings of values by which a person, or a thing of one, can be told. */
const PERSONAL: ReadonlySet<MeaningId> = new Set(['email', 'ip', 'hash', 'phone', 'identifier']);

/** True for a meaning by which a person, or a thing of one, can be told: such values are hidden until somebody asks for them. */
export const isPersonal = (meaning: MeaningId | null): boolean => meaning !== null && PERSONAL.has(meaning);

/** How a meaning is said: of one column in a list, of the values in a sentence, and of one or several columns. */
export interface MeaningWords {
  readonly label: string;
  /** "All 12 different values are …". */
  readonly values: string;
  /** "1 looks like …", "2 look like …". */
  readonly one: string;
  readonly several: string;
}

const words = (label: string, values: string, one = `an ${label}`, several = values): MeaningWords => ({
  label,
  values,
  one,
  several,
});

/** The words of every meaning. */
export const MEANING_WORDS: Readonly<Record<MeaningId, MeaningWords>> = {
  email: words('e-mail address', 'e-mail addresses'),
  url: words('web address', 'web addresses', 'a web address'),
  ip: words('IP address', 'IP addresses'),
  image: words('image', 'images', 'image data', 'image data'),
  hash: words('hash', 'hashes', 'a hash'),
  date: words('date in text', 'dates', 'a date in text', 'dates in text'),
  percent: words('percentage', 'percentages', 'a percentage'),
  currency: words('amount of money', 'amounts of money'),
  latitude: words('latitude', 'latitudes', 'a latitude'),
  longitude: words('longitude', 'longitudes', 'a longitude'),
  country: words('country', 'countries', 'a country'),
  'postal-code': words('postal code', 'postal codes', 'a postal code'),
  phone: words('phone number', 'phone numbers', 'a phone number'),
  identifier: words('identifier', 'identifiers'),
  category: words('category', 'categories', 'a category'),
  'free-text': words('free text', 'free text', 'free text'),
  none: words('nothing in particular', 'nothing in particular', 'nothing in particular'),
};
