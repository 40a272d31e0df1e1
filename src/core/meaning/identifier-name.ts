import { columnWords } from './column-words';

/** Words of a name that speak for an identifier, and words beside which they do not. */
const IDENTIFIES = /\b(id|ids|key|uuid|guid|identifier|pk)\b|\b(number|no|nr)$/;
const IS_OTHER = /\b(phone|telephone|mobile|fax|house|sample|zip|postal|page|room|floor|month|day|year)\b/;

/** True for the name of a column that says that it tells persons or things apart: “customer_id”, “Invoice No”; not “number_of_visits”. */
export function namesIdentifier(name: string): boolean {
  const words = columnWords(name);
  return IDENTIFIES.test(words) && !IS_OTHER.test(words);
}

/** A prefix of letters and at least three digits: `customer-00123`, `N1A1` is none. */
const CODE = /^[\p{L}][\p{L} _#:/.-]*\d{3,}$/u;

/** True for values that are all written as codes of things are; not for none. */
export function readAsIdentifiers(values: readonly string[]): boolean {
  return values.length > 0 && values.every((value) => CODE.test(value));
}
