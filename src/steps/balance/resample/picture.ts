import { frameOfRows, type Frame } from '../../../core/frame';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { asDouble, isNumeric, numberedRows, type RoleColumn } from './columns';
import { principalComponents } from './principal';
import { resample } from './step';

/** Dots of rows that were there, and of rows that were added; each class gets an equal part of them. */
const REAL_DOTS = 600;
const NEW_DOTS = 300;

/** The picture and what its axes are. */
export interface Picture {
  readonly picture: Frame;
  readonly components: Frame;
}

const pictureColumns = Object.keys(resample.frames.picture!);
const componentColumns = Object.keys(resample.frames.components!);

/**
 * A sample of the balanced rows on the first two principal components of its numeric features, found from its rows of the
 * input. Rows are chosen class by class by a hash of their number. Empty where there is no numeric feature.
 */
export async function drawPicture(
  context: RunContext,
  balanced: MadeTable,
  columns: readonly RoleColumn[],
  { rows: originals, classes }: { readonly rows: number; readonly classes: number },
): Promise<Picture> {
  const numeric = columns.filter(isNumeric);
  const empty = { picture: frameOfRows(pictureColumns, []), components: frameOfRows(componentColumns, []) };
  if (numeric.length === 0) return empty;
  const sample = await sampleRows(context, balanced, columns, { originals, classes });
  if (sample.rows === 0) return empty;
  const names = numeric.map((_, n) => `x${n}`);
  const [isNew, ...values] = await context.database.numbers(sample.table, ['is_new::INTEGER', ...names]);
  const labels = (await context.database.query(`SELECT label FROM ${sample.table}`)).columns.label ?? [];
  const fitted = isNew!.filter((flag) => flag === 0).length;
  const { scores, shares } = principalComponents(values, fitted);
  return {
    picture: {
      rows: sample.rows,
      columns: {
        x: Array.from(isNew!, (_, row) => scores[row * 2]!),
        y: Array.from(isNew!, (_, row) => scores[row * 2 + 1]!),
        class: Array.from(labels),
        is_new: Array.from(isNew!, (flag) => flag === 1),
      },
    },
    components: frameOfRows(
      componentColumns,
      shares.map((share, n) => ({ component: n + 1, share, features: numeric.length, sampled: fitted })),
    ),
  };
}

/** The sampled rows, those of the input first. */
async function sampleRows(
  { database }: RunContext,
  balanced: MadeTable,
  columns: readonly RoleColumn[],
  { originals, classes }: { readonly originals: number; readonly classes: number },
): Promise<MadeTable> {
  // The columns of the balanced table may be of other types than those of the input.
  const typed = columns.map((column, number) => ({ ...column, ...balanced.columns[number]! }));
  const doubles = typed.filter(isNumeric).map((column, n) => `${asDouble(column)} AS x${n}`);
  const quota = (dots: number): number => Math.max(1, Math.ceil(dots / classes));
  // Chosen by number first: sorting whole rows would take as long as all the rest.
  const numbered = numberedRows(balanced, typed);
  return database.createTable(
    `WITH chosen AS (
      SELECT i FROM (SELECT i, c FROM (${numbered})) WHERE c IS NOT NULL
      QUALIFY row_number() OVER (PARTITION BY c, i > ${originals} ORDER BY hash(i), i)
        <= CASE WHEN i > ${originals} THEN ${quota(NEW_DOTS)} ELSE ${quota(REAL_DOTS)} END
    )
    SELECT i, i > ${originals} AS is_new, c::VARCHAR AS label, ${doubles.join(', ')}
    FROM (${numbered}) JOIN chosen USING (i) ORDER BY i`,
  );
}
