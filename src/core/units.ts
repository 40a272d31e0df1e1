/** A unit of measurement, or a currency. */
export interface Unit {
  /** How it is called: `in`, `kg`, `%`, `£`. */
  readonly id: string;
  /** Units of one kind convert into each other; a currency is a kind of its own, since rates change. */
  readonly kind: string;
  /** Its size in a part of all units of its kind, so small that sizes are exact in doubles; only ratios mean anything. */
  readonly size: number;
  /** How it is written, in lower case, without a full stop at the end. */
  readonly words: readonly string[];
}

/** In 10⁻⁷ m. */
const INCH = 254_000;
/** In 10⁻⁵ g. */
const POUND = 45_359_237;

/** A line a unit: its kind, its size, and its words, of which the first is its id. */
const MEASURES: readonly (readonly [kind: string, size: number, words: string])[] = [
  ['length', 1e4, 'mm|millimetre|millimetres|millimeter|millimeters'],
  ['length', 1e5, 'cm|cms|centimetre|centimetres|centimeter|centimeters'],
  ['length', 1e7, 'm|metre|metres|meter|meters'],
  ['length', 1e10, 'km|kms|kilometre|kilometres|kilometer|kilometers'],
  ['length', INCH, `in|inch|inches|"|”|″|''|’’|′′`],
  ['length', 12 * INCH, `ft|foot|feet|'|’|′`],
  ['length', 36 * INCH, 'yd|yds|yard|yards'],
  ['length', 63_360 * INCH, 'mi|mile|miles'],
  ['mass', 100, 'mg|milligram|milligrams'],
  ['mass', 1e5, 'g|gr|gram|grams|gramme|grammes'],
  ['mass', 1e8, 'kg|kgs|kilo|kilos|kilogram|kilograms'],
  ['mass', 1e11, 't|tonne|tonnes'],
  ['mass', POUND / 16, 'oz|ounce|ounces'],
  ['mass', POUND, 'lb|lbs|pound|pounds'],
  ['mass', 14 * POUND, 'st|stone|stones'],
  ['volume', 1, 'ml|cc|cm³|cm3|millilitre|millilitres|milliliter|milliliters'],
  ['volume', 10, 'cl|centilitre|centilitres|centiliter|centiliters'],
  ['volume', 100, 'dl|decilitre|decilitres|deciliter|deciliters'],
  ['volume', 1000, 'l|ltr|litre|litres|liter|liters'],
  ['volume', 1e6, 'm³|m3'],
  // These are of another size in the United Kingdom than in the United States, so that they convert into nothing.
  ['fluid ounce', 1, 'fl oz|fl. oz|floz|fluid ounce|fluid ounces'],
  ['pint', 1, 'pt|pint|pints'],
  ['gallon', 1, 'gal|gallon|gallons'],
  ['time', 1, 'ms|millisecond|milliseconds'],
  ['time', 1000, 's|sec|secs|second|seconds'],
  ['time', 60_000, 'min|mins|minute|minutes'],
  ['time', 3_600_000, 'h|hr|hrs|hour|hours'],
  ['time', 86_400_000, 'd|day|days'],
  ['time', 604_800_000, 'wk|wks|week|weeks'],
  ['calendar', 1, 'month|months|mo|mos'],
  ['calendar', 12, 'year|years|yr|yrs|y'],
  ['share', 10, '%|٪|％|percent|per cent|pct'],
  ['share', 1, '‰|per mille'],
  // A plain number as a share of one: never written behind a number, but numbers may be converted to it.
  ['share', 1000, '1'],
];

/** A line a currency. A sign that several countries use, such as `$`, is not the code of one of them. */
const CURRENCIES = [
  '$|dollar|dollars',
  '€|eur|euro|euros',
  '£|gbp',
  '¥',
  '₹|inr',
  ...['USD|usd|us$', 'CAD|cad|c$', 'AUD|aud|a$', 'NZD|nzd|nz$', 'HKD|hkd|hk$', 'SGD|sgd|s$', 'BRL|brl|r$'],
  ...['JPY|jpy|yen', 'CNY|cny|rmb', 'CHF|chf', 'Rs|rs', 'kr', 'SEK|sek', 'NOK|nok', 'DKK|dkk', 'PLN|pln|zł'],
  ...[
    'CZK|czk|kč',
    'HUF|huf',
    'RON|ron|lei',
    '₽|rub',
    '₩|krw',
    '₺|try',
    '₪|ils',
    'MXN|mxn',
    'ZAR|zar',
    '฿|thb',
  ],
];

/** All units that are known. */
export const UNITS: readonly Unit[] = [
  ...MEASURES.map(([kind, size, line]) => {
    const words = line.split('|');
    return { id: words[0] ?? '', kind, size, words };
  }),
  ...CURRENCIES.map((line) => {
    const [id = '', ...others] = line.split('|');
    return { id, kind: `currency ${id}`, size: 1, words: [...new Set([id.toLowerCase(), ...others])] };
  }),
];

const BY_WORD = new Map(UNITS.flatMap((unit) => unit.words.map((word) => [word, unit] as const)));

/** The unit that a word names, whatever its capitals and with or without a full stop; undefined where none is known. */
export function unitOf(word: string): Unit | undefined {
  return BY_WORD.get(unitWord(word));
}

/** A word as units are looked up by it: in lower case, without full stops at its end unless it is nothing else. */
export function unitWord(word: string): string {
  return word.toLowerCase().replace(/([^.])\.+$/, '$1');
}

/** True for the sign or code of a currency, which may stand before its number. */
export function isCurrency({ kind }: Unit): boolean {
  return kind.startsWith('currency');
}

/** What a number in one unit is multiplied by to be in another; null where they are of different kinds. */
export function conversion(from: Unit, to: Unit): number | null {
  if (from.kind !== to.kind) return null;
  return from === to ? 1 : from.size / to.size;
}

/** Two units that are written one after the other, as `5 ft 11 in`: the larger, the smaller, how many of it one is. */
export const COMPOUNDS = [
  ['ft', 'in', 12],
  ['lb', 'oz', 16],
  ['st', 'lb', 14],
  ['m', 'cm', 100],
  ['h', 'min', 60],
  ['min', 's', 60],
] as const;
