/** A file name that no other file has: `data.csv` becomes `data (2).csv`. */
export function freshFileName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  const [, stem = name, ending = ''] = /^(.+?)((?:\.[^.]+){0,2})$/.exec(name) ?? [];
  for (let number = 2; ; number += 1) {
    const candidate = `${stem} (${String(number)})${ending}`;
    if (!isTaken(candidate)) return candidate;
  }
}

const ENDINGS =
  /(\.(csv|tsv|tab|txt|data|json|geojson|ndjson|jsonl|gz|zip|parquet|arrow|arrows|feather|xlsx|xlsm|xlsb|xls|ods))+$/i;

/** A file's name without its ending, as a title: `German Credit.csv.gz` gives `German Credit`. */
export function titleOfFile(name: string): string {
  const bare = name.replace(/\/$/, '').replace(/^.*\//, '');
  const stem = bare.replace(ENDINGS, '');
  return stem === '' ? bare : stem;
}

/** What a workbench is called when it is saved; characters that file systems refuse become `-`. */
export function workbenchFileName(title: string): string {
  const stem = title.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-').trim() || 'workbench';
  return `${stem.slice(0, 120)}.sluice.json`;
}
