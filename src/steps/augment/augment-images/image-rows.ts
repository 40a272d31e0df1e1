import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { sourceText } from '../../../core/source-text';
import type { ImageFile } from '../../../kernels/images/image-file';
import { openHolders, type OpenHolder } from '../../../kernels/images/open-holders';
import type { AugmentImagesParams } from './step';

/** A row of the table: which image it names, and where that is. */
export interface ImageRow {
  /** Its place in the table, from 0. */
  readonly row: number;
  readonly path: string | null;
  readonly label: string | null;
  /** As the table says, where it says so: of an image as it is stored. */
  readonly pixels: number | null;
  /** Undefined where the source has no such file. */
  readonly place: { readonly holder: OpenHolder; readonly image: ImageFile } | undefined;
}

/** Rows asked for in one statement. */
const PAGE = 20_000;

/**
 * The rows of a table of images with their files. Fails with `images-source-unset`, with `images-not-there` where no row has a file,
 * and as `openHolders` does. Some 100 bytes a row.
 */
export async function readImageRows(
  context: RunContext,
  table: TableArtifact,
  { source, path, label }: AugmentImagesParams,
): Promise<ImageRow[]> {
  requireColumn(table, path, ['text']);
  if (label !== '') requireColumn(table, label);
  if (source === null) return failWith('images-source-unset');
  const holders = await openHolders(context, source);
  const places = new Map<string, NonNullable<ImageRow['place']>>();
  for (const holder of holders) {
    for (const image of holder.images) {
      if (!places.has(image.path)) places.set(image.path, { holder, image });
    }
  }
  const rows: ImageRow[] = [];
  for (let start = 0; start < table.rows; start += PAGE) {
    context.progress('reading paths', start / table.rows);
    const page = await context.database.query(
      `SELECT ${selected(table, path, label)} FROM ${quoteIdentifier(table.table)} LIMIT ${PAGE} OFFSET ${start}`,
    );
    for (let at = 0; at < page.rows; at++) {
      const textAt = (name: string): string | null => {
        const value = page.columns[name]?.[at] ?? null;
        return value === null ? null : String(value);
      };
      const [own, pixels] = [textAt('path'), textAt('pixels')];
      rows.push({
        ...{ row: start + at, path: own, label: textAt('label') },
        pixels: pixels === null ? null : Number(pixels),
        place: own === null ? undefined : places.get(own),
      });
    }
  }
  const named = rows.find((one) => one.path !== null);
  if (named !== undefined && rows.every(({ place }) => place === undefined)) {
    failWith('images-not-there', {
      ...{ rows: rows.length, column: path, name: sourceText(source), path: named.path ?? '' },
    });
  }
  return rows;
}

function selected({ columns }: TableArtifact, path: string, label: string): string {
  const isNumber = (name: string): boolean =>
    columns.some((column) => column.name === name && (column.type === 'integer' || column.type === 'number'));
  const pixels = isNumber('width') && isNumber('height') ? '"width"::DOUBLE * "height"::DOUBLE' : 'NULL';
  const labels = label === '' ? 'NULL' : quoteIdentifier(label);
  return `${quoteIdentifier(path)}::VARCHAR AS path, ${labels}::VARCHAR AS label, ${pixels} AS pixels`;
}
