import type { TableArtifact } from '../../../core/artifact';
import type { RowsPiece } from '../../../core/rows';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { ColumnWriter } from '../../../kernels/columns/writer';
import type { MadeImage } from './made-images';
import type { AugmentImagesParams } from './step';

const PIECE_ROWS = 10_000;

/** The columns of the provenance, in order, and what a new image says in each. */
const PROVENANCE = [
  ['new_row', 'integer', (_: MadeImage, at: number, before: number) => before + at + 1],
  ['parent_row', 'integer', ({ parent }: MadeImage) => parent.row + 1],
  ['parent', 'text', ({ parent }: MadeImage) => parent.path],
  ['operation', 'text', ({ operations }: MadeImage) => operations.join(', ')],
  ['parameters', 'text', ({ parameters }: MadeImage) => parameters],
  ['seed', 'integer', ({ seed }: MadeImage) => seed],
  ['path', 'text', ({ path }: MadeImage) => path],
  ['label', 'text', ({ parent }: MadeImage) => parent.label],
  ['width', 'integer', ({ width }: MadeImage) => width],
  ['height', 'integer', ({ height }: MadeImage) => height],
] as const;

/** A row for each new image: what it was made of and by. */
export function makeProvenance(
  { database }: Pick<RunContext, 'database'>,
  table: TableArtifact,
  images: readonly MadeImage[],
  { keep }: Pick<AugmentImagesParams, 'keep'>,
): Promise<MadeTable> {
  return database.createRows(pieces(images, keep ? table.rows : 0));
}

async function* pieces(images: readonly MadeImage[], before: number): AsyncIterable<RowsPiece> {
  for (let start = 0; start === 0 || start < images.length; start += PIECE_ROWS) {
    const some = images.slice(start, start + PIECE_ROWS);
    const columns = PROVENANCE.map(([name, type, valueOf]) => {
      const writer = new ColumnWriter(type);
      some.forEach((image, at) => {
        const value = valueOf(image, start + at, before);
        if (typeof value === 'number') writer.integer(at, value);
        else if (value !== null) writer.text(at, value);
      });
      return writer.finish(name, some.length);
    });
    yield await Promise.resolve({ rows: some.length, columns });
  }
}

/**
 * The real rows as they were (where they are kept), then a row for each new image. It has what its parent has in every column but those
 * that are about the file: the path, `width`, `height` and `format` are its own, `bytes` and `sha256` empty, since there is no file.
 */
export function makeAugmented(
  { database }: Pick<RunContext, 'database'>,
  table: TableArtifact,
  provenance: MadeTable,
  { keep, path }: Pick<AugmentImagesParams, 'keep' | 'path'>,
): Promise<MadeTable> {
  const name = quoteIdentifier(table.table);
  const real = table.columns.map((column) => quoteIdentifier(column.name)).join(', ');
  const numbered = table.columns.map((column, at) => `${quoteIdentifier(column.name)} AS c${at}`).join(', ');
  const made = table.columns.map(
    (column, at) => `${newValue(column, at, path)} AS ${quoteIdentifier(column.name)}`,
  );
  const parts = [
    ...(keep ? [`SELECT ${real} FROM ${name}`] : []),
    `(SELECT ${made.join(', ')} FROM ${provenance.table} AS p
      JOIN (SELECT row_number() OVER () AS i, ${numbered} FROM ${name}) AS r ON r.i = p.parent_row ORDER BY p.new_row)`,
  ];
  return database.createTable(parts.join(' UNION ALL '));
}

function newValue({ name, type, sqlType }: Column, at: number, path: string): string {
  if (name === path) return 'p.path';
  const isNumber = type === 'integer' || type === 'number';
  if ((name === 'width' || name === 'height') && isNumber) return `p.${name}::${sqlType}`;
  if (name === 'format' && type === 'text') return "'png'";
  if (name === 'bytes' && isNumber) return `NULL::${sqlType}`;
  if (name === 'sha256' && type === 'text') return `NULL::${sqlType}`;
  return `r.c${at}`;
}
