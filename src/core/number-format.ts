/** Writes numbers for people in one locale. */
export interface NumberFormat {
  /** A count: `32561` as "32,561". */
  count(value: number): string;
  /** A measured number with up to four significant digits: `38.58164` as "38.58". */
  number(value: number): string;
  /** A share of 1: `0.282` as "28.2 %". */
  share(value: number): string;
  /** A size in bytes: `321456` as "321 kB". */
  bytes(value: number): string;
}

/** A number format for a BCP 47 locale; the headless runner uses `en`. */
export function numberFormat(locale: string): NumberFormat {
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
  const percent = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return {
    count: (value) => count.format(value),
    number: (value) => (Math.abs(value) >= 1000 ? count.format(value) : number.format(value)),
    share: (value) => `${percent.format(value * 100)} %`,
    bytes: (value) => {
      const power = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(value, 1)) / 3)));
      return `${number.format(value / 1000 ** power)} ${['B', 'kB', 'MB', 'GB'][power] ?? 'B'}`;
    },
  };
}
