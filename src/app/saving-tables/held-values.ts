import type { TableArtifact } from '../../core/artifact';
import type { NumberFormat } from '../../core/number-format';
import { counted, listText } from '../../core/words';

/** Parts of names that columns about people and their numbers have, as whole words of the name. */
const PERSONAL =
  /^(id|ids|uuid|guid|key|ssn|iban|bic|name|names|firstname|lastname|surname|forename|fullname|username|login|email|mail|phone|telephone|mobile|fax|address|street|zip|postcode|postal|birth|birthday|birthdate|dob|passport|license|licence|insurance|patient|customer|client|employee|person|user|ip|account|card|vorname|nachname|anschrift|strasse|straße|telefon|plz|geburtsdatum|kunde|kundennummer)$/i;
/** So many names are listed. */
const LISTED = 5;

/** The columns whose names say that they hold names, addresses or numbers of persons or things. */
export function namedAsPersonal(columns: readonly { readonly name: string }[]): string[] {
  return columns.map(({ name }) => name).filter((name) => wordsOf(name).some((word) => PERSONAL.test(word)));
}

/** The words of a name such as `customer_id`, `customerId` or `Customer ID`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');
}

/** What a file of the table will hold, in plain words. */
export function heldValues(
  { rows, columns }: Pick<TableArtifact, 'rows' | 'columns'>,
  format: NumberFormat,
): string {
  const what = `${counted(rows, 'row', format)} and ${counted(columns.length, 'column', format)}: every value in clear text`;
  const personal = namedAsPersonal(columns);
  if (personal.length === 0)
    return `${what}. No column is named like a name or an identifier; look at the values before you hand it on.`;
  const more = personal.length - LISTED;
  const named = personal.slice(0, LISTED).map((name) => `“${name}”`);
  const list = more > 0 ? `${named.join(', ')} and ${format.count(more)} more` : listText(named);
  const look =
    personal.length === 1 ? 'one column that looks' : `${format.count(personal.length)} columns that look`;
  return `${what}, among them ${look} like names or identifiers: ${list}.`;
}
