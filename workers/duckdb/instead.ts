const CLOCK =
  /^(current_date|today|current_time|get_current_time|localtime|localtimestamp|current_localtime\w*)$/i;

/** What to use instead of a function or type that only an extension would bring, as the end of a sentence. */
export function insteadOf(name: string): string {
  if (CLOCK.test(name))
    return "write the date itself, such as DATE '2024-01-31', so that another run gives the same result";
  if (/parquet|excel|xlsx/i.test(name)) return 'open the file in a cell that loads it, and name its table';
  if (/json/i.test(name))
    return 'take texts apart with regexp_extract, split_part or string_split; open a JSON file in a cell that loads it';
  if (/icu|timezone|timestamptz/i.test(name)) {
    return 'cast to TIMESTAMP first (x::TIMESTAMP) and add an INTERVAL in place of AT TIME ZONE';
  }
  return 'use a function of the DuckDB core; cast TIMESTAMPTZ to TIMESTAMP before date_trunc';
}
