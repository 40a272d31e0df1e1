import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, emptyFrame, frameRows, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { counted, listText } from '../../../core/words';
import type { TrainLogisticParams } from './step';

/** Coefficients that the sentence names. */
const NAMED = 3;

/** Says what was learned from what, what moves the odds most, and whether the search came to its end. */
export function read({
  params,
  inputs,
  frames,
  notices,
  format,
}: ReadingInput<TrainLogisticParams>): Reading {
  const { summary = emptyFrame, coefficients = emptyFrame } = frames;
  if (summary.rows === 0) return { text: '', suggestions: [] };
  const figure = (name: string): number => Number(cellAt(summary, name, 0));
  const rows = frameRows(coefficients);
  const sentences = [
    `The model of “${params.target}” learned from ${counted(figure('used'), 'row', format)} and ${counted(figure('features'), 'column', format)} of ${String(inputs.table)}.`,
    strongestText(rows, format),
    cellAt(summary, 'converged', 0) === true
      ? `The search ended after ${counted(figure('iterations'), 'step', format)}: log loss and penalty went from ${format.number(figure('start_loss'))} to ${format.number(figure('loss'))}.`
      : '',
    figure('classless') > 0
      ? `${counted(figure('classless'), 'row has', format, 'rows have')} no class and taught nothing.`
      : '',
    ...notices.map((notice) => notice.text),
  ];
  return {
    text: sentences.filter((sentence) => sentence !== '').join(' '),
    suggestions: [
      {
        step: 'predict',
        title: 'Predict rows that it has not seen',
        reason: 'On the rows that it learned from, a model looks better than it is.',
        params: {},
        inputs: { model: { output: 'model' } },
      },
    ],
  };
}

function strongestText(rows: readonly FrameRow[], format: NumberFormat): string {
  const classes = new Set(rows.map((row) => row.class)).size;
  const moving = rows
    .filter((row) => row.feature !== null && Math.abs(Number(row.coefficient)) > 1e-9)
    .sort((a, b) => Math.abs(Number(b.coefficient)) - Math.abs(Number(a.coefficient)))
    .slice(0, NAMED);
  if (moving.length === 0) return 'No column moves the odds: every row gets the shares of the classes.';
  const texts = moving.map((row) => {
    const sign = Number(row.coefficient) > 0 ? '+' : '−';
    const of = classes > 1 ? ` for “${String(row.class)}”` : '';
    return `${columnText(row)} (${sign}${format.number(Math.abs(Number(row.coefficient)))}${of})`;
  });
  const whose = classes > 1 ? 'the log-odds' : `the log-odds of “${String(rows[0]?.class)}”`;
  return `Most strongly move ${whose}, by standard deviation or level: ${listText(texts)}.`;
}

/** A column of the design matrix in words: “age”, “home = rent”, “income missing”. */
export function columnText({ feature, level, is_missing }: FrameRow): string {
  if (feature === null) return 'intercept';
  if (is_missing === true) return `“${String(feature)}” missing`;
  return level === null
    ? `“${String(feature)}”`
    : `“${String(feature)}” = ${level === '' ? '(empty)' : String(level)}`;
}
