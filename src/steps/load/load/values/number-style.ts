import { cellAt, type Frame } from '../../../../core/frame';

/** How the numbers of a column are written: what stands before decimals, and between thousands. */
export interface NumberStyle {
  readonly decimal: '.' | ',';
  readonly thousands: 'none' | ',' | '.' | ' ' | "'";
}

/**
 * Styles and what every number in them looks like, the strictest first: what fits several is taken for the first. A plus before groups
 * with spaces makes a telephone number.
 */
const STYLES: readonly (NumberStyle & { readonly pattern: string; readonly needs: string })[] = [
  { decimal: '.', thousands: ',', pattern: String.raw`[-+]?(\d{1,3}(,\d{3})+|\d{1,3})(\.\d+)?`, needs: ',' },
  { decimal: '.', thousands: ' ', pattern: String.raw`-?(\d{1,3}( \d{3})+|\d{1,3})(\.\d+)?`, needs: ' ' },
  { decimal: ',', thousands: ' ', pattern: String.raw`-?(\d{1,3}( \d{3})+|\d{1,3})(,\d+)?`, needs: ' ' },
  { decimal: '.', thousands: "'", pattern: String.raw`[-+]?(\d{1,3}('\d{3})+|\d{1,3})(\.\d+)?`, needs: "'" },
  { decimal: ',', thousands: '.', pattern: String.raw`[-+]?(\d{1,3}(\.\d{3})+|\d{1,3})(,\d+)?`, needs: '.' },
  {
    ...{ decimal: ',', thousands: 'none', needs: ',' },
    pattern: String.raw`[-+]?\d+(,\d+)?([eE][-+]?\d+)?`,
  },
];

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Aggregates that tell in which style all texts of a column are written; what is no number at all is null there. */
export function styleSql(text: string, index: number): string[] {
  return STYLES.map(
    ({ pattern, needs }, style) =>
      `bool_and(regexp_full_match(${text}, ${quoted(pattern)})) AND bool_or(contains(${text}, ${quoted(needs)})) AS style${style}_${index}`,
  );
}

/** The style of a column from the row that `styleSql` selects; null where none fits. */
export function numberStyle(found: Frame, index: number): NumberStyle | null {
  const at = STYLES.findIndex((_, style) => cellAt(found, `style${style}_${index}`, 0) === true);
  const style = STYLES[at];
  return style === undefined ? null : { decimal: style.decimal, thousands: style.thousands };
}
