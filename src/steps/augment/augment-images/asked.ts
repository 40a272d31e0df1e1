import { failWith } from '../../../core/failure';
import { firstOf } from '../../../core/words';
import { seedOf } from '../../../kernels/augment-images/draw-operations';
import { randomState } from '../../../kernels/random-state';
import type { ImageRow } from './image-rows';
import type { AugmentImagesParams } from './step';

/** More new images than this are not asked for in earnest: their provenance alone would be some 300 MB. */
const MOST_IMAGES = 1_000_000;
const NAMED = 10;

type Asking = Pick<AugmentImagesParams, 'amount' | 'times' | 'counts' | 'classes' | 'seed'>;

/** How many new images each row is asked for, by its place. Fails with `images-too-many` and `images-class-unknown`. */
export function askedOf(rows: readonly ImageRow[], params: Asking): Int32Array {
  const { amount, times, counts, classes } = params;
  const labels = new Set(rows.map(({ label }) => label));
  requireKnown(amount === 'times' ? classes : Object.keys(counts), labels, rows.length);
  const asked = new Int32Array(rows.length);
  if (amount === 'counts') spread(rows, params, asked);
  else {
    const wanted = new Set(classes);
    rows.forEach(({ label }, row) => {
      const isMeant = wanted.size === 0 || (label !== null && wanted.has(label));
      if (isMeant) asked[row] = times;
    });
  }
  const images = asked.reduce((sum, one) => sum + one, 0);
  if (images > MOST_IMAGES) failWith('images-too-many', { images, limit: MOST_IMAGES });
  return asked;
}

function requireKnown(named: readonly string[], labels: ReadonlySet<string | null>, rows: number): void {
  const unknown = named.filter((label) => !labels.has(label));
  if (unknown.length === 0 || rows === 0) return;
  const known = [...labels].filter((label) => label !== null).sort();
  const quoted = (some: readonly string[]): string =>
    firstOf(
      some.map((label) => `“${label}”`),
      NAMED,
    );
  failWith('images-class-unknown', { classes: quoted(unknown), known: quoted(known) || 'none' });
}

/** As many of each row of a label as of any other; the few that are over go to rows drawn by the seed. */
function spread(rows: readonly ImageRow[], { counts, seed }: Asking, asked: Int32Array): void {
  for (const [place, [label, images]] of Object.entries(counts).entries()) {
    const members = rows.flatMap((one) => (one.label === label ? [one.row] : []));
    if (members.length === 0) continue;
    const each = Math.floor(images / members.length);
    const order = randomState(seedOf(seed, 0, place + 1)).permutation(members.length);
    order.forEach((member, turn) => {
      asked[members[member]!] = each + (turn < images % members.length ? 1 : 0);
    });
  }
}
