/**
 * Names that a table can have, in order, from what a file calls its columns: a column without a name is `column` and its
 * place (from 0), and one whose name stands already (capitals do not tell names apart) gets a number.
 */
export function tableNames(originals: readonly string[]): string[] {
  const taken = new Set<string>();
  const own = new Set(originals.map((name) => name.toLowerCase()));
  return originals.map((original, index) => {
    const wanted = original === '' ? `column${index}` : original;
    let name = wanted;
    for (let number = 1; taken.has(name.toLowerCase()) || isElsewhere(name, wanted); number++) {
      name = `${wanted}_${number}`;
    }
    taken.add(name.toLowerCase());
    return name;

    /** A made-up name must not take one that the file gives to a later column. */
    function isElsewhere(made: string, asWritten: string): boolean {
      return (made !== asWritten || original === '') && own.has(made.toLowerCase());
    }
  });
}
