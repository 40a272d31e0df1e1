import type { OperationName } from '../../../kernels/augment-images/operations';
import type { RenderedParent } from '../../../kernels/augment-images/render-images';
import { seedOf } from '../../../kernels/augment-images/draw-operations';
import type { ImageRow } from './image-rows';

/** A new image that there is. */
export interface MadeImage {
  readonly parent: ImageRow;
  /** Its made-up name. */
  readonly path: string;
  readonly seed: number;
  readonly parameters: string;
  readonly operations: readonly OperationName[];
  readonly width: number;
  readonly height: number;
  readonly vector: Float64Array | null;
  /** A small picture as a data address, where one was drawn. */
  readonly picture: string | null;
}

/** What came of what was asked for. */
export interface Made {
  readonly images: readonly MadeImage[];
  readonly copiesOfReal: number;
  readonly copiesOfNew: number;
  readonly notDecoded: number;
  readonly deep: number;
  readonly skipped: readonly { readonly path: string | null; readonly reason: string }[];
}

/**
 * The new images in the order of their parents, without those that equal a real image or one before them, pixel by pixel. Names are
 * those of the parents with a number: `cat/7.jpg` gives `cat/7#1.png`.
 */
export function keepNew(
  rows: readonly ImageRow[],
  rendered: readonly (RenderedParent | undefined)[],
  asked: Int32Array,
  seed: number,
): Made {
  const real = new Set(rendered.flatMap((one) => (one !== undefined && 'hash' in one ? [one.hash] : [])));
  const seen = new Set<string>();
  const names = new Set(rows.flatMap(({ path }) => path ?? []));
  const images: MadeImage[] = [];
  const skipped: { path: string | null; reason: string }[] = [];
  let [copiesOfReal, copiesOfNew, notDecoded, deep] = [0, 0, 0, 0];
  for (const parent of rows) {
    const one = rendered[parent.row];
    if (one === undefined || !('hash' in one)) {
      skipped.push({ path: parent.path, reason: one?.reason ?? missing(parent) });
      notDecoded += asked[parent.row]!;
      continue;
    }
    if (one.depth > 8) deep += 1;
    one.made.forEach(({ hash, ...made }, copy) => {
      if (real.has(hash)) copiesOfReal += 1;
      else if (seen.has(hash)) copiesOfNew += 1;
      else {
        seen.add(hash);
        const path = freshName(parent, copy + 1, names);
        images.push({ ...made, parent, path, seed: seedOf(seed, parent.row + 1, copy + 1) });
      }
    });
  }
  return { images, copiesOfReal, copiesOfNew, notDecoded, deep, skipped };
}

const missing = ({ path }: ImageRow): string =>
  path === null ? 'no path' : 'not in what the images were loaded from';

function freshName({ path, row }: ImageRow, copy: number, names: Set<string>): string {
  const stem = (path ?? '').replace(/\.[^./\\]{1,5}$/, '');
  const plain = `${stem}#${copy}.png`;
  // A table may name an image twice.
  const name = names.has(plain) ? `${stem}#${copy}.${row + 1}.png` : plain;
  names.add(name);
  return name;
}
