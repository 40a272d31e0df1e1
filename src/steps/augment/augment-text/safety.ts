import { cellAt, emptyFrame, frameOfRows, type Frame } from '../../../core/frame';
import { labelSafetyFrame } from '../../../core/label-safety';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { TableArtifact } from '../../../core/artifact';
import { hashTexts, TEXT_WIDTH } from '../../../kernels/augment-text/hash-texts';
import {
  chooseRows,
  judgeLabels,
  MOST_MADE_JUDGED,
  MOST_REAL_JUDGED,
  type LabelSafety,
} from '../../../kernels/label-safety/judge';
import { operationName } from './compose';
import { augmentTextFrames } from './frames';
import { NEW } from './judge-copies';
import type { MadeTexts } from './make-texts';
import type { AugmentTextParams } from './step';

/** Characters of a text that are judged, and those of one that are shown. */
const JUDGED = 4000;
const SHOWN = 400;
const MOST_SHOWN = 20;

interface Texts {
  readonly rows: readonly number[];
  readonly texts: readonly string[];
  readonly labels: readonly (string | null)[];
  readonly operations: readonly (string | null)[];
}

/** The frames `label_safety` and `unsafe`. */
export interface SafetyFrames {
  readonly label_safety: Frame;
  readonly unsafe: Frame;
}

const noSafety: SafetyFrames = { label_safety: emptyFrame, unsafe: emptyFrame };

/** Judges the labels of new rows by the words of the real rows near them; nothing without a label or without new rows. */
export async function judgeSafety(
  context: RunContext,
  table: TableArtifact,
  texts: MadeTexts,
  verdicts: MadeTable,
  params: AugmentTextParams,
): Promise<SafetyFrames> {
  const count = Number(
    cellAt(
      await context.database.query(`SELECT max(place) AS n FROM ${quoteIdentifier(verdicts.table)}`),
      'n',
      0,
    ) ?? 0,
  );
  if (params.label === '' || count === 0) return noSafety;
  context.progress('comparing labels');
  const real = await readReal(context, table, params);
  const made = await readMade(context, texts, verdicts, count, params);
  const points = await context.kernels.call(hashTexts, { real: real.texts, made: made.texts });
  const places = new Map(real.rows.map((row, place) => [row, place]));
  const parents = Int32Array.from(made.rows, (row) => places.get(row) ?? -1);
  const safety = await judgeLabels(
    context,
    { points: points.real, labels: real.labels },
    { points: points.made, labels: made.labels, parents },
    TEXT_WIDTH,
  );
  return {
    label_safety: labelSafetyFrame(safety),
    unsafe: await unsafeFrame(context, safety, real, made, texts),
  };
}

async function readReal(
  { database }: RunContext,
  table: TableArtifact,
  { text, label, seed }: AugmentTextParams,
): Promise<Texts> {
  const rows = chooseRows(table.rows, MOST_REAL_JUDGED, seed);
  const chosen = await database.createNumbers({ row: Float64Array.from(rows) });
  const read = await database.query(
    `SELECT i AS row, coalesce(left(t, ${JUDGED}), '') AS t, c, NULL AS operation FROM (
      SELECT row_number() OVER () - 1 AS i, ${quoteIdentifier(text)}::VARCHAR AS t, ${quoteIdentifier(label)}::VARCHAR AS c
      FROM ${quoteIdentifier(table.table)}
    ) JOIN ${quoteIdentifier(chosen.table)} AS s ON i = s.row::BIGINT ORDER BY i`,
  );
  return textsOf(read);
}

async function readMade(
  { database }: RunContext,
  { parents, made }: MadeTexts,
  verdicts: MadeTable,
  count: number,
  { seed }: AugmentTextParams,
): Promise<Texts> {
  const places = chooseRows(count, MOST_MADE_JUDGED, seed);
  const chosen = await database.createNumbers({ place: Float64Array.from(places, (place) => place + 1) });
  const read = await database.query(
    `SELECT d.row, left(m.t, ${JUDGED}) AS t, p.c, ${operationName('d.operation')} AS operation
    FROM ${quoteIdentifier(chosen.table)} AS s JOIN ${quoteIdentifier(verdicts.table)} AS d ON d.place = s.place::BIGINT
    JOIN ${quoteIdentifier(made.table)} AS m ON m.n = d.n JOIN ${quoteIdentifier(parents.table)} AS p ON p.row = d.row
    WHERE d.verdict = ${NEW} ORDER BY d.place`,
  );
  return textsOf(read);
}

function textsOf(read: Frame): Texts {
  const column = (name: string): (string | null)[] =>
    Array.from({ length: read.rows }, (_, row) => {
      const value = cellAt(read, name, row);
      return value === null ? null : String(value);
    });
  return {
    rows: Array.from({ length: read.rows }, (_, row) => Number(cellAt(read, 'row', row))),
    texts: column('t').map((text) => text ?? ''),
    labels: column('c'),
    operations: column('operation'),
  };
}

/** The new rows that agree least with the real ones near them, the nearest foreign one first. */
async function unsafeFrame(
  { database }: RunContext,
  safety: LabelSafety,
  real: Texts,
  made: Texts,
  { parents }: MadeTexts,
): Promise<Frame> {
  const doubtful = Array.from(safety.made.keys()).filter((place) => safety.made[place]! < 1);
  const worst = doubtful
    .sort(
      (one, other) =>
        safety.made[one]! - safety.made[other]! || safety.distances[one]! - safety.distances[other]!,
    )
    .slice(0, MOST_SHOWN);
  const rows = [...new Set(worst.map((place) => made.rows[place]!))];
  const read =
    rows.length === 0
      ? emptyFrame
      : await database.query(
          `SELECT row, left(t, ${SHOWN}) AS t FROM ${quoteIdentifier(parents.table)} WHERE row IN (${rows.join(', ')})`,
        );
  const parentTexts = new Map(
    Array.from({ length: read.rows }, (_, at) => [Number(cellAt(read, 'row', at)), cellAt(read, 't', at)]),
  );
  return frameOfRows(
    Object.keys(augmentTextFrames.unsafe),
    worst.map((place) => {
      const nearest = safety.nearest[place]!;
      return {
        ...{ label: made.labels[place]!, agreement: safety.made[place]!, text: cut(made.texts[place]!) },
        ...{ parent_text: parentTexts.get(made.rows[place]!) ?? null, operation: made.operations[place]! },
        ...{ nearest_text: cut(real.texts[nearest] ?? ''), nearest_label: real.labels[nearest] ?? null },
      };
    }),
  );
}

const cut = (text: string): string => [...text.slice(0, 2 * SHOWN)].slice(0, SHOWN).join('');
