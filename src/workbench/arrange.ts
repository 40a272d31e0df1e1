import { commonFields, headerFields, isSeries } from '../core/file-series';
import type { LoadStep } from '../core/file-format';

/** A file for a loading step: given to the tab as `file`, and perhaps a member of it. */
export interface LoadFile {
  readonly name: string;
  readonly file: File;
  readonly member?: string;
  /** The start of its text, where it is text and somebody has looked. */
  readonly start?: string;
}

/** A cell to be: a loading step, and the files that become its one table. */
export interface Load {
  readonly step: LoadStep;
  readonly files: readonly LoadFile[];
}

/** Loads for files of one step that belong together, or each alone. */
export interface Arrangement {
  readonly loads: readonly Load[];
  /** The other way, where several files of one step could also be arranged so; null where there is no choice. */
  readonly other: readonly Load[] | null;
  readonly isTogether: boolean;
}

/** Text files agree where at least so many of their columns are the same. */
const AGREEING = 0.5;

/**
 * How files become cells. Those of one step become one table where they look like parts of one: texts by their first lines,
 * others by their names; else each becomes a table. Images are always one.
 */
export function arrange(files: readonly { readonly step: LoadStep; readonly file: LoadFile }[]): Arrangement {
  const steps = [...new Set(files.map(({ step }) => step))];
  const groups = steps.map((step) => ({
    step,
    files: files.flatMap((each) => (each.step === step ? [each.file] : [])),
  }));
  const loads = groups.flatMap((group) => (isOneTable(group) ? [group] : alone(group)));
  const [several, ...more] = groups.filter((group) => group.files.length > 1 && group.step !== 'load-images');
  // With a choice for each of several groups, the card would ask more than it helps.
  const isChoice = several !== undefined && more.length === 0;
  const isTogether = several !== undefined && isOneTable(several);
  const other = groups.flatMap((group) =>
    group === several ? (isTogether ? alone(group) : [group]) : isOneTable(group) ? [group] : alone(group),
  );
  return { loads, other: isChoice ? other : null, isTogether };
}

const alone = ({ step, files }: Load): Load[] => files.map((file) => ({ step, files: [file] }));

function isOneTable({ step, files }: Load): boolean {
  if (files.length === 1 || step === 'load-images') return true;
  const names = files.map(({ name, member }) => member ?? name);
  const headers = files.map(({ start }) => (start === undefined ? null : headerFields(start)));
  const [first] = headers;
  if (first === undefined || first === null || headers.includes(null)) return isSeries(names);
  const shares = headers.map((header) => commonFields(first, header ?? []));
  return (
    shares.every((share) => share === 1) || (isSeries(names) && shares.every((share) => share >= AGREEING))
  );
}
