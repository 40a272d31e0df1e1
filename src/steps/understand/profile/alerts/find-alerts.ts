import type { RunContext } from '../../../../core/run-context';
import { numberFormat } from '../../../../core/number-format';
import type { Statistics } from '../../../../core/statistics';
import type { ProfileTable } from '../columns';
import { SEVERITIES, type Alert, type AlertId, type AlertInput, type ColumnRule } from './alert';
import { brokenText } from './broken-text';
import { categories } from './categories';
import { completeness } from './completeness';
import { correlations } from './correlation';
import { dependencies } from './dependencies';
import { duplicateRows } from './duplicates';
import { identity } from './identity';
import { candidateKeys } from './keys';
import { missingWords } from './missing-words';
import { numberShapes } from './numbers';
import { questionsOf, type Questions } from './questions';
import { standIns } from './stand-ins';
import { standInDates } from './stand-in-dates';
import { textLooks } from './text-look';
import type { Thresholds } from './thresholds';
import { variants } from './variants';
import { variation } from './variation';
import { whitespace } from './whitespace';
import { writtenDates } from './written-dates';
import { writtenNumbers } from './written-numbers';

const COLUMN_RULES: readonly ColumnRule[] = [completeness, variation, numberShapes, categories, identity];

/**
 * Everything about a table that asks for a look, most severe first, then in the order of its columns. Most of it follows from the
 * statistics; what needs the rows is looked for in a sample and counted in all rows only where something is there. `others` are
 * alerts that were found elsewhere, to be put in order with these.
 */
export async function findAlerts(
  context: RunContext,
  table: ProfileTable,
  statistics: Statistics,
  thresholds: Thresholds,
  others: readonly Alert[] = [],
): Promise<Alert[]> {
  const input: AlertInput = { statistics, thresholds, format: numberFormat('en') };
  const found = [
    ...others,
    ...duplicateRows(input),
    ...statistics.columns.flatMap((column) => COLUMN_RULES.flatMap((rule) => rule(column, input))),
  ];
  if (statistics.rows > 0) {
    const questions = await questionsOf(context, table);
    found.push(...(await ofTexts(input, questions)));
    found.push(...(await standIns(input, questions)));
    found.push(...(await standInDates(input, questions)));
    found.push(...(await correlations(input, questions)));
    found.push(...(await dependencies(input, questions)));
    found.push(...(await candidateKeys(input, questions)));
  }
  return inOrder(withoutRestatement(found), statistics);
}

async function ofTexts(input: AlertInput, questions: Questions): Promise<Alert[]> {
  const found: Alert[] = [];
  for (const look of await textLooks(input.statistics.columns, questions)) {
    found.push(...brokenText(look, input), ...missingWords(look, input), ...whitespace(look, input));
    const numbers = await writtenNumbers(look, input, questions);
    const dates = numbers.length > 0 ? [] : writtenDates(look, input);
    const isWritten = numbers.length + dates.length > 0;
    found.push(...numbers, ...dates, ...(isWritten ? [] : variants(look, input)));
  }
  return found;
}

/** What another alert says better about a column: each beside those that make it superfluous. */
const SAID_BY: Readonly<Partial<Record<AlertId, readonly AlertId[]>>> = {
  zeros: ['impossible-zeros', 'near-constant'],
  'high-cardinality': ['numbers-as-text', 'dates-as-text', 'repeated-identifier'],
  'constant-length': ['dates-as-text', 'encoding'],
};

function withoutRestatement(alerts: readonly Alert[]): Alert[] {
  const said = new Set(alerts.map(({ alert, column }) => JSON.stringify([alert, column])));
  return alerts.filter(
    ({ alert, column }) => !(SAID_BY[alert] ?? []).some((by) => said.has(JSON.stringify([by, column]))),
  );
}

/** The most severe first, then in the order of the columns, those of the table as a whole before them. */
export function inOrder(alerts: readonly Alert[], { columns }: Statistics): Alert[] {
  const place = new Map(columns.map(({ name }, i) => [name, i]));
  const columnOf = ({ column }: Alert): number => (column === null ? -1 : (place.get(column) ?? -1));
  const severityOf = ({ severity }: Alert): number => SEVERITIES.indexOf(severity);
  return [...alerts].sort((a, b) => severityOf(a) - severityOf(b) || columnOf(a) - columnOf(b));
}
