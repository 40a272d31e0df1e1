import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import type { Notice } from '../../../core/contract';
import { cellAt, frameOfRows, type Cell, type Frame } from '../../../core/frame';
import type { RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { classBalance, type ClassBalanceParams } from './step';

/** Classes that are listed; the figures of the summary are over all of them. */
const LISTED = 1000;
/** Beyond so many values a column seldom holds classes. */
const MANY_CLASSES = 50;

/** Counts the classes of a column in one GROUP BY. A missing value is no class; NaN is one. Cost: one scan. */
export async function run(
  context: RunContext,
  params: ClassBalanceParams,
  inputs: RunInputs,
): Promise<RunOutput> {
  const table = tableAt(inputs);
  const column = requireColumn(table, params.target);
  context.progress('classes');
  const totals = await readTotals(context, table, column);
  const classes = await readClasses(context, table, column);
  for (const notice of noticesOf(column, totals, classes.rows)) context.notice(notice);
  return {
    artifacts: {},
    frames: { classes: classesFrame(classes, totals), summary: summaryFrame(classes, totals, table) },
  };
}

/** Figures over all classes, the listed ones and the others. */
interface Totals {
  readonly labelled: number;
  readonly missing: number;
  readonly classes: number;
  readonly largest: number;
  readonly smallest: number;
}

const groupsOf = (table: TableArtifact, column: Column): string =>
  `SELECT ${quoteIdentifier(column.name)} AS v, count(*)::DOUBLE AS n FROM ${quoteIdentifier(table.table)} GROUP BY 1`;

async function readTotals({ database }: RunContext, table: TableArtifact, column: Column): Promise<Totals> {
  const present = 'FILTER (v IS NOT NULL)';
  const frame = await database.query(
    `SELECT coalesce(sum(n) ${present}, 0) AS labelled, coalesce(sum(n) FILTER (v IS NULL), 0) AS missing,
      count(v)::DOUBLE AS classes, coalesce(max(n) ${present}, 0) AS largest, coalesce(min(n) ${present}, 0) AS smallest
    FROM (${groupsOf(table, column)})`,
  );
  const figure = (name: string): number => Number(cellAt(frame, name, 0));
  return {
    labelled: figure('labelled'),
    missing: figure('missing'),
    classes: figure('classes'),
    largest: figure('largest'),
    smallest: figure('smallest'),
  };
}

/** The most frequent classes with their counts, among equal counts in the order of their values. */
async function readClasses({ database }: RunContext, table: TableArtifact, column: Column): Promise<Frame> {
  const value = column.type === 'other' ? 'v::VARCHAR' : 'v';
  return database.query(
    `SELECT ${value} AS class, n FROM (${groupsOf(table, column)})
    WHERE v IS NOT NULL ORDER BY n DESC, v LIMIT ${LISTED}`,
  );
}

function classesFrame(classes: Frame, { labelled, missing, classes: k, largest }: Totals): Frame {
  const rows = Array.from({ length: classes.rows }, (_, row) => {
    const count = Number(cellAt(classes, 'n', row));
    return {
      class: classText(cellAt(classes, 'class', row)),
      count,
      share: count / labelled,
      ratio: largest / count,
      weight: labelled / (k * count),
    };
  });
  const without = missing > 0 ? [{ class: null, count: missing }] : [];
  return frameOfRows(Object.keys(classBalance.frames.classes!), [...rows, ...without]);
}

/** Numbers as JavaScript writes them: 1, 0.5, NaN, Infinity. */
const classText = (value: Cell): string => String(value);

function summaryFrame(classes: Frame, totals: Totals, { rows, traits }: TableArtifact): Frame {
  const { labelled, missing, classes: k, largest, smallest } = totals;
  const isEmpty = k === 0;
  return frameOfRows(Object.keys(classBalance.frames.summary!), [
    {
      rows,
      labelled,
      missing,
      classes: k,
      listed: classes.rows,
      smallest_count: isEmpty ? null : smallest,
      ratio: isEmpty ? null : largest / smallest,
      majority_share: isEmpty ? null : largest / labelled,
      part: traits.part,
    },
  ]);
}

function noticesOf({ name }: Column, { classes, labelled }: Totals, listed: number): Notice[] {
  const isAllDistinct = classes === labelled && classes > 2;
  const texts = [
    isAllDistinct && {
      code: 'classes-all-distinct',
      text: `Every value of “${name}” occurs once: it looks like an identifier or a measurement, not like a class.`,
    },
    !isAllDistinct &&
      classes > MANY_CLASSES && {
        code: 'classes-many',
        text: `“${name}” has ${classes} values: does it hold classes, or a number or text to be grouped first?`,
      },
    listed < classes && {
      code: 'classes-not-listed',
      text: `The ${listed} most frequent of ${classes} classes are listed; the figures count all.`,
    },
  ];
  return texts.filter((notice) => notice !== false);
}
