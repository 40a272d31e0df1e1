import type { TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { textListSql } from '../../../core/transforms/text-list';
import type { RawFeature } from '../features';
import { numberReading, type FeaturePlan, type NumberReading } from './plan';

/** Values that are fetched by one statement, and columns: a wide statement takes long to plan. */
const VALUES_PER_STATEMENT = 4_000_000;
const COLUMNS_PER_STATEMENT = 40;
/** More values than these do not fit beside the table in memory. */
const MOST_VALUES = 60_000_000;

/**
 * Reads features, rows in the order of the table, or those that fulfil `where`. Throws `model-too-large`. Cost: 0.1 s per million
 * values.
 */
export async function readFeatures(
  { database }: RunContext,
  { table, rows }: Pick<TableArtifact, 'table' | 'rows'>,
  plans: readonly FeaturePlan[],
  where: string,
): Promise<RawFeature[]> {
  if (rows * plans.length > MOST_VALUES) {
    failWith('model-too-large', { rows, columns: plans.length, limit: MOST_VALUES });
  }
  const features: RawFeature[] = [];
  const size = Math.max(1, Math.min(COLUMNS_PER_STATEMENT, Math.floor(VALUES_PER_STATEMENT / (rows + 1))));
  for (let start = 0; start < plans.length; start += size) {
    const some = plans.slice(start, start + size);
    const arrays = await database.numbers(table, some.map(expressionOf), where);
    features.push(...some.map((plan, i) => rawOf(plan, arrays[i]!)));
  }
  return features;
}

function rawOf(plan: FeaturePlan, values: Float64Array): RawFeature {
  return plan.kind === 'number'
    ? { kind: 'number', values }
    : { kind: 'category', codes: values, levels: plan.levels.length };
}

function expressionOf(plan: FeaturePlan): string {
  const name = quoteIdentifier(plan.name);
  if (plan.kind === 'number') return numberSql(name, plan.read);
  return `coalesce(${codeSql(name, plan.levels)}, CASE WHEN ${name} IS NULL THEN -1 ELSE 0 END)`;
}

/** SQL of the place of a value's text among texts, from 1; null where it is missing or not among them. */
export function codeSql(name: string, texts: readonly string[]): string {
  if (texts.length === 0) return 'NULL::DOUBLE';
  return `nullif(list_position(${textListSql(texts)}, ${name}::VARCHAR), 0)::DOUBLE`;
}

function numberSql(name: string, read: NumberReading): string {
  switch (read) {
    case 'number':
      return `${name}::DOUBLE`;
    case 'date':
      return `CASE WHEN isfinite(${name}) THEN (${name} - DATE '1970-01-01')::DOUBLE END`;
    case 'timestamp':
      return `CASE WHEN isfinite(${name}) THEN epoch(${name})::DOUBLE END`;
    case 'time':
      return `epoch(${name})::DOUBLE`;
    default:
      return read satisfies never;
  }
}

/**
 * Throws where a table cannot be read as the features of a model: `model-column-missing`, `model-column-type`. A category is
 * read from a column of any type, by its texts.
 */
export function requireFeatures({ columns }: TableArtifact, plans: readonly FeaturePlan[]): void {
  const lacking = plans.filter(({ name }) => !columns.some((column) => column.name === name));
  if (lacking.length > 0) {
    const names = lacking.slice(0, 12).map(({ name }) => `“${name}”`);
    const more = lacking.length > 12 ? ` and ${lacking.length - 12} more` : '';
    failWith('model-column-missing', { names: names.join(', ') + more });
  }
  for (const plan of plans) {
    const column = columns.find(({ name }) => name === plan.name)!;
    if (plan.kind === 'number' && numberReading(column) !== plan.read) {
      failWith('model-column-type', { name: plan.name, wanted: plan.read, found: column.type });
    }
  }
}
