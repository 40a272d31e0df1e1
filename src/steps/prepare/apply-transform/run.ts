import type { JsonValue, TableArtifact, TransformArtifact } from '../../../core/artifact';
import { cellAt, frameOfRows, type Cell, type Frame } from '../../../core/frame';
import type { MadeTable, RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteIdentifier } from '../../../core/sql';
import { missingTest } from '../../../core/transforms/cells';
import { beyondTests } from '../../../core/transforms/clip';
import { transformSelect } from '../../../kernels/impute/transform-select';
import { applyTransform, type ApplyTransformParams } from './step';

/**
 * Applies the constants of a transform to a table, and compares what it holds with what they were learned on. Two scans; by
 * neighbours a search among the fitted rows besides.
 */
export async function run(
  context: RunContext,
  _params: ApplyTransformParams,
  inputs: RunInputs,
): Promise<RunOutput> {
  const { table, transform } = inputsOf(inputs);
  context.progress('applying');
  const applied = await context.database.createTable(await transformSelect(context, transform.value, table));
  const columns = await columnsFrame(context, table, transform, applied);
  const { part, sampled, synthetic, balancedFrom } = table.traits;
  return {
    artifacts: { applied: { kind: 'table', ...applied } },
    frames: { columns, summary: summaryFrame(table, transform) },
    // The rows are those of the table: which part the constants come from does not make it another one.
    traits: { applied: { part, sampled, synthetic, ...(balancedFrom && { balancedFrom }) } },
  };
}

interface Inputs {
  readonly table: TableArtifact;
  readonly transform: TransformArtifact;
}

function inputsOf(inputs: RunInputs): Inputs {
  const { transform } = inputs;
  const isTransform = transform !== undefined && 'kind' in transform && transform.kind === 'transform';
  if (!isTransform) throw new Error('The step apply-transform was run without a transform.');
  return { table: tableAt(inputs), transform };
}

function summaryFrame({ rows, traits }: TableArtifact, transform: TransformArtifact): Frame {
  const { method, columns } = transform.value;
  const row = { method, rows, columns: columns.length, fitted_on: transform.traits.part, part: traits.part };
  return frameOfRows(Object.keys(applyTransform.frames.summary!), [row]);
}

async function columnsFrame(
  context: RunContext,
  table: TableArtifact,
  transform: TransformArtifact,
  applied: MadeTable,
): Promise<Frame> {
  const { columns } = transform.value;
  const before = await readFigures(context, table, transform.value);
  const after = await readMoments(
    context,
    applied,
    columns.map(({ name }) => name),
  );
  const left = fills(transform.value.method) ? await readLacking(context, applied, columns) : [];
  const rows = columns.map(({ name, constants }, i) => {
    const { lacking, ...figures } = before[i]!;
    return {
      column: name,
      ...figures,
      ...(left[i] === undefined ? {} : { filled: Number(lacking) - left[i], left: left[i] }),
      fitted_min: toNumber(constants.min),
      fitted_max: toNumber(constants.max),
      ...after.get(name),
    };
  });
  return frameOfRows(Object.keys(applyTransform.frames.columns!), rows);
}

type Figures = Readonly<Record<string, Cell>>;

/** What the table holds in the columns of the transform, in one scan; ranges only of numbers. */
async function readFigures(
  { database }: RunContext,
  table: TableArtifact,
  { method, columns }: TransformArtifact['value'],
): Promise<Figures[]> {
  const parts = columns.flatMap(({ name, constants }, i) => {
    const quoted = quoteIdentifier(name);
    const missing = [
      `count(*) - count(${quoted}) AS m${i}`,
      ...methodCounts(method, table, name, constants, i),
    ];
    if (!isNumeric(table, name)) return missing;
    const value = `${quoted}::DOUBLE`;
    const finite = `FILTER (isfinite(${value}))`;
    const range = [toNumber(constants.min), toNumber(constants.max)];
    const outside =
      range[0] === null || range[1] === null
        ? []
        : [
            `count(*) FILTER (isfinite(${value}) AND (${value} < '${range[0]}'::DOUBLE OR ${value} > '${range[1]}'::DOUBLE)) AS o${i}`,
          ];
    return [
      ...missing,
      `count(*) ${finite} AS n${i}`,
      `min(${value}) ${finite} AS a${i}`,
      `max(${value}) ${finite} AS b${i}`,
      ...outside,
    ];
  });
  if (parts.length === 0) return [];
  const frame = await database.query(`SELECT ${parts.join(', ')} FROM ${quoteIdentifier(table.table)}`);
  return columns.map((_, i) => ({
    count: cellAt(frame, `n${i}`, 0),
    missing: cellAt(frame, `m${i}`, 0),
    outside: cellAt(frame, `o${i}`, 0),
    min: cellAt(frame, `a${i}`, 0),
    max: cellAt(frame, `b${i}`, 0),
    lacking: cellAt(frame, `l${i}`, 0),
    below: cellAt(frame, `u${i}`, 0),
    above: cellAt(frame, `d${i}`, 0),
  }));
}

/** What is counted for one method alone: cells that lack a value, or values beyond the bounds. */
function methodCounts(
  method: string,
  { columns }: TableArtifact,
  name: string,
  constants: Readonly<Record<string, JsonValue>>,
  i: number,
): string[] {
  const column = columns.find((each) => each.name === name)!;
  if (fills(method)) return [`count(*) FILTER (WHERE ${missingTest(column)}) AS l${i}`];
  if (method !== 'clip') return [];
  const { below, above } = beyondTests(column, {
    low: toNumber(constants.low),
    high: toNumber(constants.high),
  });
  return [`count(*) FILTER (WHERE ${below}) AS u${i}`, `count(*) FILTER (WHERE ${above}) AS d${i}`];
}

/** True for the methods that give missing cells a value. */
const fills = (method: string): boolean => method.startsWith('impute');

/** How many cells of each column lack a value after, in one scan. */
async function readLacking(
  { database }: RunContext,
  applied: MadeTable,
  columns: TransformArtifact['value']['columns'],
): Promise<number[]> {
  if (columns.length === 0) return [];
  const parts = columns.map(({ name }, i) => {
    const column = applied.columns.find((each) => each.name === name)!;
    return `count(*) FILTER (WHERE ${missingTest(column)})::DOUBLE AS l${i}`;
  });
  const frame = await database.query(`SELECT ${parts.join(', ')} FROM ${quoteIdentifier(applied.table)}`);
  return columns.map((_, i) => Number(cellAt(frame, `l${i}`, 0)));
}

/** Values beyond this would leave the range of a double when squared; their deviation is left unsaid. */
const LARGEST = 1e150;

/** Mean and deviation of the columns after, by name, in one scan. */
async function readMoments(
  { database }: RunContext,
  applied: MadeTable,
  names: readonly string[],
): Promise<Map<string, Figures>> {
  const numeric = names.filter((name) => isNumeric(applied, name));
  if (numeric.length === 0) return new Map();
  const parts = numeric.flatMap((name, i) => {
    const value = `${quoteIdentifier(name)}::DOUBLE`;
    const finite = `FILTER (isfinite(${value}) AND abs(${value}) < ${LARGEST})`;
    const isWhole = `count(*) FILTER (isfinite(${value}) AND abs(${value}) >= ${LARGEST}) = 0`;
    return [
      `CASE WHEN ${isWhole} THEN avg(${value}) ${finite} END AS a${i}`,
      `CASE WHEN ${isWhole} THEN stddev_pop(${value}) ${finite} END AS s${i}`,
    ];
  });
  const frame = await database.query(`SELECT ${parts.join(', ')} FROM ${quoteIdentifier(applied.table)}`);
  return new Map(
    numeric.map((name, i) => [name, { mean: cellAt(frame, `a${i}`, 0), sd: cellAt(frame, `s${i}`, 0) }]),
  );
}

function isNumeric({ columns }: Pick<TableArtifact, 'columns'>, name: string): boolean {
  const type = columns.find((column) => column.name === name)?.type;
  return type === 'integer' || type === 'number';
}

const toNumber = (value: JsonValue | undefined): number | null => (typeof value === 'number' ? value : null);
