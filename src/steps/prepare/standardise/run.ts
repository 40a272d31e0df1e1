import type { TableArtifact, TransformValue } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import type { Notice } from '../../../core/contract';
import { failWith } from '../../../core/failure';
import type { RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { isTrainingPart } from '../../../core/split-part';
import type { Column } from '../../../core/table';
import { applyTransform } from '../../../core/transforms/index';
import { learnColumns, type Learned } from './fit';
import { constantsFrame, histogramsFrame } from './frames';
import { NUMERIC, type StandardiseParams } from './step';

/** Rows from which an integer column without a repeat is taken for an identifier. */
const ROWS_OF_IDENTIFIER = 20;

/** Learns the constants from the table, then scales the same table by them. */
export async function run(
  context: RunContext,
  params: StandardiseParams,
  inputs: RunInputs,
): Promise<RunOutput> {
  const table = tableAt(inputs);
  const columns = columnsToFit(table, params.columns);
  context.progress('learning');
  const all = await learnColumns(context, table, columns);
  const isChosen = params.columns.length > 0;
  const learned = isChosen ? all : all.filter((one) => leftOut(one) === null);
  if (learned.length === 0) failWith('columns-none', { verb: 'standardise' });
  const transform = transformOf(learned);
  context.progress('scaling');
  const scaled = await context.database.createTable(applyTransform(transform, table));
  for (const notice of noticesOf(table, isChosen ? [] : all)) context.notice(notice);
  return {
    artifacts: {
      standardised: { kind: 'table', ...scaled },
      transform: { kind: 'transform', value: transform },
    },
    frames: { constants: constantsFrame(learned), histograms: histogramsFrame(learned) },
  };
}

function columnsToFit(table: TableArtifact, names: readonly string[]): readonly Column[] {
  if (names.length > 0) return [...new Set(names)].map((name) => requireColumn(table, name, NUMERIC));
  return table.columns.filter(({ type }) => type === 'integer' || type === 'number');
}

/** What a column is taken for that is left out where no column is named; null for one to scale. */
function leftOut({ column, rows, distinct, numbers }: Learned): 'identifier' | 'flag' | null {
  if (column.type !== 'integer') return null;
  if (rows >= ROWS_OF_IDENTIFIER && distinct === rows) return 'identifier';
  return numbers.min === 0 && numbers.max === 1 ? 'flag' : null;
}

function transformOf(learned: readonly Learned[]): TransformValue {
  return {
    version: 1,
    method: 'standardise',
    columns: learned.map(({ column, mean, sd, numbers }) => ({
      name: column.name,
      constants: { mean, sd, min: numbers.min, max: numbers.max },
    })),
  };
}

function noticesOf({ traits }: TableArtifact, all: readonly Learned[]): Notice[] {
  const notices: Notice[] = [];
  const { part } = traits;
  if (part !== null && !isTrainingPart(part)) {
    const text = `Fitted on the part “${part}”, which is not the training part: what is learned from test rows makes a model look better than it is.`;
    notices.push({ code: 'fitted-on-other-part', text, isWarning: true });
  }
  for (const kind of ['identifier', 'flag'] as const) {
    const names = all.filter((one) => leftOut(one) === kind).map(({ column }) => `“${column.name}”`);
    const taken = kind === 'flag' ? '0/1 flags' : 'identifiers';
    const text = `Left as they are, taken for ${taken}: ${names.join(', ')}. Name them to scale them.`;
    if (names.length > 0) notices.push({ code: `${kind}-left-out`, text });
  }
  return notices;
}
