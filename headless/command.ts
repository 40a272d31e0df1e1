import { parseArgs } from 'node:util';
import { makeFailure } from '../src/core/failure';
import { fail, succeed, type Outcome } from '../src/core/outcome';

/** A name with the path that the caller gives for it. */
export interface NamedPath {
  readonly name: string;
  readonly path: string;
}

/** What the caller wants. */
export type Command =
  | { readonly type: 'help' }
  | { readonly type: 'steps' }
  | {
      readonly type: 'run';
      readonly file: string;
      readonly data: readonly NamedPath[];
      readonly tables: readonly NamedPath[];
    };

/** The text of `--help`. */
export const USAGE = `Runs a Sluice workbench file and prints one JSON object.

  npm run --silent headless -- run FILE [--data NAME=PATH]... [--table NAME=PATH]...
  npm run --silent headless -- steps
  npm run --silent headless -- --help

run     runs every cell of the workbench FILE (.sluice.json, or .sluice.zip with its data)
  --data NAME=PATH    reads PATH for the source file called NAME in the workbench; a file that is not
                      given is looked for beside FILE
  --table NAME=PATH   writes the table called NAME to PATH, in the format that its ending names: .csv,
                      .tsv, .json, .ndjson, .parquet, .arrow, .arrows (a stream) or .xlsx
steps   prints every step with the JSON Schema of its params, its ports and its frames

Exit code: 0 when every cell is done, 1 when one is not, 2 for a bad call or an unreadable file.
`;

/** Reads the arguments after the program's name; `bad-call` says what does not fit. */
export function parseCommand(args: readonly string[]): Outcome<Command> {
  const parsed = parseFlags(args);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help === true) return succeed({ type: 'help' });
  const [verb, ...files] = positionals;
  if (verb === 'steps' && files.length === 0) return succeed({ type: 'steps' });
  if (verb === 'steps') return badCall('“steps” takes no file');
  if (verb !== 'run') return badCall(verb === undefined ? 'no command is given' : `“${verb}” is no command`);
  const [file] = files;
  if (file === undefined || files.length > 1) return badCall('“run” takes one workbench file');
  return toRun(file, values.data ?? [], values.table ?? []);
}

/** A call that does not fit its command, and why. */
export function badCall(reason: string): Outcome<never> {
  return fail(makeFailure('bad-call', { reason }));
}

function parseFlags(args: readonly string[]) {
  try {
    const parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        data: { type: 'string', multiple: true },
        table: { type: 'string', multiple: true },
      },
    });
    return succeed(parsed);
  } catch (error) {
    return badCall(error instanceof Error ? error.message.replace(/\.$/, '') : String(error));
  }
}

function toRun(file: string, data: readonly string[], tables: readonly string[]): Outcome<Command> {
  const dataPaths = data.map(toNamedPath);
  const tablePaths = tables.map(toNamedPath);
  const wrong = [...data, ...tables].find((text) => toNamedPath(text) === null);
  if (wrong !== undefined) return badCall(`“${wrong}” is not NAME=PATH`);
  const twice = repeatedName(dataPaths);
  if (twice !== undefined) return badCall(`--data names “${twice}” twice`);
  return succeed({ type: 'run', file, data: dataPaths.filter(isGiven), tables: tablePaths.filter(isGiven) });
}

function toNamedPath(text: string): NamedPath | null {
  const sign = text.indexOf('=');
  return sign < 1 || sign === text.length - 1
    ? null
    : { name: text.slice(0, sign), path: text.slice(sign + 1) };
}

const isGiven = (named: NamedPath | null): named is NamedPath => named !== null;

function repeatedName(named: readonly (NamedPath | null)[]): string | undefined {
  const names = named.map((each) => each?.name);
  return names.find((name, place) => names.indexOf(name) !== place);
}
