import type { MeaningId } from './meanings';

/** A column name as words in lower case: "PhoneNumber" is "phone number", "Zip_Code2" "zip code 2", "share (%)" "share percent". */
export function columnWords(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/%/g, ' percent ')
    .replace(/#/g, ' number ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/([a-z])([0-9])/gi, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Words in a column's name that speak for a meaning, in English and, for the most frequent, in German, French and Spanish. */
const SPEAK_FOR: Readonly<Partial<Record<MeaningId, readonly string[]>>> = {
  email: ['email', 'e mail', 'mail', 'courriel', 'correo'],
  url: ['url', 'uri', 'link', 'href', 'website', 'web site', 'homepage', 'home page', 'web'],
  ip: ['ip', 'ip address', 'ipv 4', 'ipv 6', 'ip addr', 'host', 'addr'],
  hash: ['hash', 'md 5', 'sha', 'sha 1', 'sha 256', 'checksum', 'digest'],
  date: ['date', 'day', 'datum', 'dob', 'birthday', 'born', 'fecha', 'jour', 'time', 'timestamp'],
  percent: ['percent', 'percentage', 'pct', 'perc', 'prozent'],
  currency: [
    ...['price', 'prices', 'cost', 'costs', 'salary', 'salaries', 'wage', 'wages', 'fee', 'fees', 'fare'],
    ...['revenue', 'income', 'expense', 'expenses', 'tuition', 'debt', 'assets', 'preis', 'prix', 'precio'],
  ],
  latitude: ['lat', 'latitude', 'breitengrad', 'latitud'],
  longitude: ['lon', 'lng', 'long', 'longitude', 'laengengrad', 'langengrad', 'longitud'],
  country: [
    'country',
    'countries',
    'nation',
    'nationality',
    'citizenship',
    'land',
    'pays',
    'pais',
    'iso 2',
    'iso 3',
  ],
  'postal-code': [
    'zip',
    'zipcode',
    'zip code',
    'postcode',
    'post code',
    'postal code',
    'postal',
    'plz',
    'postleitzahl',
  ],
  phone: [
    'phone',
    'phones',
    'telephone',
    'telefon',
    'telefono',
    'tel',
    'mobile',
    'cellphone',
    'fax',
    'whatsapp',
  ],
  identifier: [
    ...['id', 'ids', 'key', 'uuid', 'guid', 'identifier', 'pk', 'index', 'serial', 'sku', 'isbn', 'rowid'],
    ...['number', 'no', 'nr', 'code'],
  ],
};

/** True where the words of a column's name (see `columnWords`) speak for a meaning. */
export function speaksFor(words: string, meaning: MeaningId): boolean {
  return (SPEAK_FOR[meaning] ?? []).some((each) => ` ${words} `.includes(` ${each} `));
}

/** True where the words of a name say that the column holds a place, whichever of its two numbers. */
export function speaksForPlace(words: string): boolean {
  return /\b(gps|geo|geom|coord|coords|coordinate|coordinates|location)\b/.test(words);
}
