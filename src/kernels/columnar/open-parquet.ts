import { schemaMessage } from './arrow-message';
import { TYPE, UNIT, type ArrowField } from './arrow-schema';
import { guarded, planOf, wantedColumns, type ColumnarInput } from './columnar';
import { uniqueNames, type FieldPlan } from './convert-plan';
import { readFooter, type ParquetFooter, type ParquetLeaf } from './parquet-footer';
import { openParquet } from './parquet-module';
import { partOfParquet } from './parquet-part';
import { schemaOf } from './rewrite-stream';

declare const btoa: (binary: string) => string;

/** A Parquet file before its values are read. */
export interface OpenParquet {
  readonly footer: ParquetFooter;
  /** Numbers of the columns that are read. */
  readonly columns: readonly number[];
  readonly plan: readonly FieldPlan[];
  /** The Arrow schema that the reader is told, in base64. */
  readonly arrowSchema: string;
  /** Per column, what the reader is told to change. */
  readonly said: readonly (readonly string[])[];
}

/** Reads the footer and asks the reader what types it makes of it. Throws what `readFooter`, `wantedColumns` and `planOf` do. */
export async function openParquetFile({ file, name, columns: wanted }: ColumnarInput): Promise<OpenParquet> {
  const footer = await readFooter(file, name);
  const columns = wantedColumns(footer.columns, wanted, name);
  const library = await openParquet();
  const every = footer.columns.map((_, column) => column);
  const schema = async (part: { readonly arrowSchema?: null }): Promise<ArrowField[]> => {
    const bytes = await partOfParquet(file, name, footer, { columns: every, from: 0, to: 0, ...part });
    return guarded(name, 'its schema', () => schemaOf(library.readSchema(bytes).intoIPCStream()));
  };
  // An Arrow schema that a writer left beside the file's own and that does not fit it is passed over.
  const all = await schema({}).catch(() => schema({ arrowSchema: null }));
  const adjusted = columns.map((column) => adjust(all[column], leavesOf(footer, column)));
  const names = uniqueNames(footer.columns);
  const own = columns.map((column) => names[column] ?? '');
  return {
    footer,
    columns,
    plan: planOf(
      adjusted.map((one) => one.field),
      own,
      name,
    ),
    arrowSchema: base64(
      schemaMessage(
        adjusted.map((one, index) => ({ ...one.field, name: footer.columns[columns[index] ?? 0] ?? '' })),
      ),
    ),
    said: adjusted.map((one) => one.said),
  };
}

/** The leaves of a top-level column. */
export function leavesOf(footer: ParquetFooter, column: number): ParquetLeaf[] {
  return footer.leaves.filter((leaf) => leaf.column === column);
}

interface Adjusted {
  readonly field: ArrowField;
  readonly said: readonly string[];
}

/**
 * Two things the reader is told better: INT96 as microseconds (its nanoseconds end in 2262 and then begin again in 1677), and
 * which bytes are UUIDs.
 */
function adjust(field: ArrowField | undefined, leaves: readonly ParquetLeaf[]): Adjusted {
  if (field === undefined) throw new RangeError('The reader finds fewer columns than the file has.');
  let at = 0;
  const said: string[] = [];
  const visit = (one: ArrowField): ArrowField => {
    if (one.dictionary === null && one.children.length > 0)
      return { ...one, children: one.children.map(visit) };
    const leaf = leaves[at++];
    if (leaf?.physical === 'INT96' && one.type.code === TYPE.timestamp && one.type.unit === UNIT.nano) {
      said.push('times of 96 bits: kept to the microsecond');
      return { ...one, type: { ...one.type, unit: UNIT.micro } };
    }
    return leaf?.isUuid && one.type.code === TYPE.fixedBinary ? { ...one, metadata: UUID } : one;
  };
  return { field: visit(field), said };
}

const UUID: ArrowField['metadata'] = [
  ['ARROW:extension:name', 'arrow.uuid'],
  ['ARROW:extension:metadata', ''],
];

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(binary);
}
