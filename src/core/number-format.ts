/** Writes numbers for people in one locale. */
export interface NumberFormat {
  /** A count: `32561` as "32,561". */
  count(value: number): string;
  /**
   * A measured number with up to four significant digits: `38.58164` as "38.58". From 10^12 and below 10^-5 with a power
   * of ten: "6.022e23". NaN and ±∞ by name.
   */
  number(value: number): string;
  /** A share of 1: `0.282` as "28.2 %". One that is not quite nothing says so: "< 0.1 %". */
  share(value: number): string;
  /** A size in bytes: `321456` as "321 kB". */
  bytes(value: number): string;
}

/** A number format for a BCP 47 locale; the headless runner uses `en`. */
export function numberFormat(locale: string): NumberFormat {
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
  const percent = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const plain = (value: number): string =>
    Math.abs(value) >= 1000 ? count.format(value) : number.format(value);
  const share = (value: number): string => `${percent.format(value * 100)} %`;
  return {
    count: (value) => count.format(value),
    number: (value) => {
      if (Number.isNaN(value)) return 'NaN';
      if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
      const size = Math.abs(value);
      if (size === 0 || (size >= 1e-5 && size < 1e12)) return plain(value);
      const [digits = '0', power = '0'] = value.toExponential(3).split('e');
      return `${plain(Number(digits))}e${Number(power)}`;
    },
    share: (value) => (value > 0 && value < 0.0005 ? `< ${share(0.001)}` : share(value)),
    bytes: (value) => {
      const power = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(value, 1)) / 3)));
      return `${number.format(value / 1000 ** power)} ${['B', 'kB', 'MB', 'GB'][power] ?? 'B'}`;
    },
  };
}
