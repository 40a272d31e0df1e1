/**
 * True where names look like those of one series: the same but for numbers, dates, months or single letters in one place
 * (`sales_2020.csv`, `sales_2021.csv`; `part-a`, `part-b`). Their endings must be the same.
 */
export function isSeries(names: readonly string[]): boolean {
  return names.length > 1 && new Set(names.map(skeleton)).size === 1;
}

const MONTHS =
  /(?<![a-z])(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?|q[1-4]|mon|tue|wed|thu|fri|sat|sun)(?![a-z])/g;

function skeleton(name: string): string {
  return name
    .toLowerCase()
    .replace(/^.*[/\\]/, '')
    .replace(MONTHS, '#')
    .replace(/(?<![a-z])[a-z](?=\.|$)/g, '#')
    .replace(/\d+/g, '#');
}

/** What the names of a series begin with, without what stands before the part that differs; empty where that is nothing. */
export function seriesStem(names: readonly string[]): string {
  const bare = names.map((name) => name.replace(/^.*[/\\]/, ''));
  const [first = '', ...others] = bare;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
  const stem = first.slice(0, length).replace(/[\d\s._\-–(]+$/, '');
  return stem.length < 2 ? '' : stem;
}

/** The fields of the first line of a text, as far as a look without knowing its dialect can tell. */
export function headerFields(start: string): string[] {
  const line = start.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/, 1)[0] ?? '';
  const delimiter = ['\t', ';', '|', ','].find((each) => line.includes(each)) ?? ',';
  return line.split(delimiter).map((field) =>
    field
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase(),
  );
}

/** The share of fields that two first lines have in common, of all that either has. */
export function commonFields(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [new Set(a), new Set(b)];
  const common = [...left].filter((field) => right.has(field)).length;
  return common / Math.max(1, new Set([...a, ...b]).size);
}
