import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import type { Frame } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import type { ColumnStatistics, Statistics } from '../../../core/statistics';
import { counted, listText } from '../../../core/words';
import { ALERTS, type Alert, type AlertId } from './alerts/alert';
import { alertAt } from './alerts/alert-frame';
import { mergeSuggestions } from './alerts/merge-suggestions';
import { apartText, foundText, overlapSuggestions } from './alerts/overlap-reading';
import { maskedAlert, type Masks } from './masks/masked-alert';
import { masksOf } from './masks/masks-of';
import type { ProfileParams } from './step';
import { targetText } from './target/target-reading';

/** Columns that a sentence names before it only counts the rest. */
const NAMED = 3;

/** Says how large and how complete the table is, and which columns need a second look. */
export function read({
  params,
  artifacts,
  frames,
  inputs,
  notices,
  format,
}: ReadingInput<ProfileParams>): Reading {
  const artifact = artifacts.statistics;
  if (artifact?.kind !== 'statistics') return { text: '', suggestions: [] };
  const statistics = artifact.value;
  const masks = masksOf(statistics, frames);
  const alerts = alertsOf(frames.alerts).map((alert) => maskedAlert(alert, masks));
  const [table] = [inputs.table ?? []].flat();
  const names = { table: table ?? 'it', beside: [inputs.beside ?? []].flat() };
  const sentences = [
    foundText(alerts, names, format),
    `${sizeText(statistics, format)}; ${missingText(statistics, params.redMissing, format)}.`,
    `${duplicatesText(statistics, format)}.`,
    noteworthyText(statistics, { many: params.redZeros, masks, format }),
    targetText(frames, format),
    alertsText(alerts),
    apartText(frames.overlap, names),
    ...notices.map((notice) => notice.text),
  ];
  const suggestions = mergeSuggestions(alerts).map((each): Suggestion => {
    const reason = 'It deals with alerts of this profile.';
    return { ...each, reason, inputs: table === undefined ? {} : { table: { name: table } } };
  });
  return {
    text: sentences.filter((sentence) => sentence !== '').join(' '),
    suggestions: [
      ...overlapSuggestions(alerts, names),
      ...suggestions,
      ...comparison(artifact.traits.part, table, names.beside[0]),
    ],
  };
}

/** What stands in two parts of a split a profile of one does not see; how far their columns are apart no profile does: a comparison tells. */
function comparison(
  part: string | null,
  table: string | undefined,
  beside: string | undefined,
): Suggestion[] {
  if (part === null || table === undefined) return [];
  if (beside !== undefined) {
    return [
      {
        step: 'compare',
        title: `Compare ${table} with ${beside}`,
        reason: 'Parts of one table should be distributed alike: it tells which columns are not.',
        params: {},
        inputs: { table: { name: table }, beside: { name: beside } },
      },
    ];
  }
  return [
    {
      step: 'compare',
      title: `Compare ${table} with another part`,
      reason: `It is the part “${part}” of a split: rows or persons that stand in another part as well make a model look better than it is.`,
      params: {},
      inputs: { table: { name: table } },
    },
  ];
}

/** The alerts that need a decision. */
function alertsOf(frame: Frame | undefined): Alert[] {
  const rows = Array.from({ length: frame?.rows ?? 0 }, (_, row) => row);
  const urgent = rows.filter((row) => frame?.columns.severity?.[row] !== 'note').slice(0, MOST_READ);
  return frame === undefined ? [] : urgent.map((row) => alertAt(frame, row));
}
const MOST_READ = 200;

/** Alerts that the sentences before do not tell already. */
const TOLD: readonly AlertId[] = [
  'hidden-missing',
  'impossible-zeros',
  'numbers-as-text',
  'dates-as-text',
  'encoding',
  'variants',
  'whitespace',
  'repeated-identifier',
];

/** What stands in the columns but should not, in one sentence. */
function alertsText(alerts: readonly Alert[]): string {
  const findings = TOLD.flatMap((id) => {
    const of = alerts.flatMap(({ alert, column }) => (alert === id && column !== null ? [column] : []));
    const columns = [...new Set(of)];
    const rest = columns.length - NAMED;
    const names = [
      ...columns.slice(0, NAMED).map((column) => `“${column}”`),
      ...(rest > 0 ? [`${rest} more`] : []),
    ];
    return columns.length === 0 ? [] : [`${ALERTS[id].toLowerCase()} in ${listText(names)}`];
  });
  return findings.length === 0 ? '' : `To decide: ${findings.join('; ')}.`;
}

function sizeText({ rows, columns }: Statistics, format: NumberFormat): string {
  return `${counted(rows, 'row', format)} and ${counted(columns.length, 'column', format)}`;
}

/** The share of missing cells, and the worst columns by theirs. */
function missingText({ rows, columns }: Statistics, much: number, format: NumberFormat): string {
  const missing = columns.reduce((sum, column) => sum + column.missing, 0);
  if (rows === 0) return 'no value to describe';
  if (missing === 0) return 'no cell is missing';
  const worst = columns.filter((column) => column.missing > 0).sort((a, b) => b.missing - a.missing);
  const share = counted(missing, 'cell', format);
  const isAre = missing === 1 ? 'is' : 'are';
  const total = `${share} (${format.share(missing / (rows * columns.length))}) ${isAre} missing`;
  const shareOf = (column: ColumnStatistics): string => format.share(column.missing / rows);
  const muchMissing = worst.filter((column) => column.missing / rows > much).length;
  const more =
    muchMissing > NAMED ? `; ${format.count(muchMissing)} columns miss more than ${format.share(much)}` : '';
  return `${total}, ${worst.length > NAMED ? 'most' : 'all'} in ${named(worst, shareOf, false)}${more}`;
}

/** Names up to three columns, each with a remark; the rest are counted. */
function named(
  columns: readonly ColumnStatistics[],
  remark: (column: ColumnStatistics) => string,
  countsRest = true,
): string {
  const names = columns.slice(0, NAMED).map((column) => {
    const text = remark(column);
    return text === '' ? `“${column.name}”` : `“${column.name}” (${text})`;
  });
  const rest = columns.length - names.length;
  if (rest > 0 && countsRest) names.push(`${rest} more`);
  return listText(names);
}

function duplicatesText({ rows, duplicates }: Statistics, format: NumberFormat): string {
  if (duplicates === null) return 'Repeated rows are not known';
  if (rows < 2) return 'There are no two rows to be equal';
  if (duplicates.surplus === 0) return 'No two rows are equal';
  const surplus = counted(duplicates.surplus, 'row repeats', format, 'rows repeat');
  const repeated = counted(duplicates.repeated, 'distinct row occurs', format, 'distinct rows occur');
  return `${surplus} an earlier one (${format.share(duplicates.surplus / rows)}); ${repeated} more than once`;
}

/** Constant and empty columns, NaN and infinities, many zeros: what is there, in one sentence. */
function noteworthyText(
  { rows, columns }: Statistics,
  { many, masks, format }: { readonly many: number; readonly masks: Masks; readonly format: NumberFormat },
): string {
  if (rows === 0) return '';
  const findings = [
    finding(
      columns,
      ({ count }) => count === 0,
      () => '',
      'no value at all in',
    ),
    finding(
      columns,
      ({ distinct }) => rows > 1 && distinct === 1,
      ({ name, values }) => (masks.isMasked(name) ? '' : (values.counts[0]?.value.slice(0, 20) ?? '')),
      'one single value in',
    ),
    finding(
      columns,
      ({ numbers }) => (numbers?.nan ?? 0) > 0,
      ({ numbers }) => format.count(numbers?.nan ?? 0),
      'NaN in',
    ),
    finding(
      columns,
      (column) => infinities(column) > 0,
      (column) => format.count(infinities(column)),
      'infinite numbers in',
    ),
    finding(
      columns,
      (column) => rows > 1 && column.distinct !== 1 && zeroShare(column) > many,
      (column) => format.share(zeroShare(column)),
      'many zeros in',
    ),
  ].filter((text) => text !== '');
  return findings.length === 0 ? '' : `Look at: ${findings.join('; ')}.`;
}

function finding(
  columns: readonly ColumnStatistics[],
  isMeant: (column: ColumnStatistics) => boolean,
  remark: (column: ColumnStatistics) => string,
  words: string,
): string {
  const meant = columns.filter(isMeant);
  return meant.length === 0 ? '' : `${words} ${named(meant, remark)}`;
}

const infinities = ({ numbers }: ColumnStatistics): number =>
  (numbers?.positiveInfinity ?? 0) + (numbers?.negativeInfinity ?? 0);

const zeroShare = ({ numbers, count }: ColumnStatistics): number =>
  count === 0 ? 0 : (numbers?.zeros ?? 0) / count;
