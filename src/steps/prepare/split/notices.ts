import type { TableArtifact } from '../../../core/artifact';
import type { Notice } from '../../../core/contract';
import { numberFormat } from '../../../core/number-format';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { counted, listText } from '../../../core/words';
import { keyColumns } from './assign';
import { countKeyless, LISTED_CLASSES, type ClassCounts } from './measure';
import type { SplitParams } from './params';
import { partsOf } from './part-names';

const format = numberFormat('en');
/** Values that a notice names. */
const NAMED_VALUES = 4;

/** What must be said of the classes in the parts. */
export function classNotices({ classes, lacking, lackingClasses }: ClassCounts, column: string): Notice[] {
  const named = lackingClasses.map(
    ({ name, rows }) =>
      `${name === null ? 'rows without one' : `“${name}”`} (${counted(rows, 'row', format)})`,
  );
  const rest = lacking > named.length ? ` and ${format.count(lacking - named.length)} more` : '';
  const listed = {
    code: 'classes-not-listed',
    text: `“${column}” has ${format.count(classes)} classes; the counts per part list the ${LISTED_CLASSES} most frequent.`,
  };
  const few = {
    code: 'classes-lacking',
    text: `${format.count(lacking)} of the ${format.count(classes)} classes of “${column}” ${lacking === 1 ? 'has' : 'have'} too few rows to stand in every part: ${named.join(', ')}${rest}.`,
  };
  return [...(classes > LISTED_CLASSES ? [listed] : []), ...(lacking > 0 ? [few] : [])];
}

/** What must be said of the parts: which are empty, and that rows without a key stand together. */
export async function partNotices(
  context: RunContext,
  params: SplitParams,
  table: TableArtifact,
  tables: readonly MadeTable[],
): Promise<Notice[]> {
  const { method, by } = params;
  const empty = partsOf(params).flatMap(({ name }, number) => (tables[number]!.rows === 0 ? [name] : []));
  const notices: Notice[] = [];
  if (empty.length === tables.length && method === 'column' && table.rows > 0) {
    const text = `No row of “${params.column}” says ${orText(params.values)}, so every part is empty. Give the values it has to parts.`;
    notices.push({ code: 'parts-all-empty', text, isWarning: true });
  } else if (empty.length > 0 && table.rows > 0) {
    notices.push({ code: 'part-empty', text: `No row fell into ${listText(empty)}.` });
  }
  if ((method === 'hash' || method === 'group') && by.length > 0) {
    const keyless = await countKeyless(context, table, keyColumns(table, by));
    const text = `${format.count(keyless)} rows have no value in ${by.join(', ')}; they count as one key and stand in one part.`;
    if (keyless > 1) notices.push({ code: 'rows-without-key', text });
  }
  return notices;
}

/** Values as the params name them: “train” or “test”. */
function orText(values: SplitParams['values']): string {
  const names = values.map(({ value }) => (value === null ? 'nothing' : `“${value}”`));
  const shown = names.slice(0, NAMED_VALUES);
  const more = names.length > shown.length ? [`${names.length - shown.length} others`] : [];
  return [...shown, ...more].join(' or ');
}
