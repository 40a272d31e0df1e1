import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, emptyFrame, frameRows, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { counted, listText } from '../../../core/words';
import type { PredictParams } from './step';

/** Classes and columns that a sentence names. */
const NAMED = 3;

/** Says how many rows are called by each class, how that compares with what is known, and what the model did not know. */
export function read({ inputs, frames, notices, format }: ReadingInput<PredictParams>): Reading {
  const { summary = emptyFrame, classes = emptyFrame, features = emptyFrame } = frames;
  if (summary.rows === 0) return { text: '', suggestions: [] };
  const rows = Number(cellAt(summary, 'rows', 0));
  if (rows === 0) return { text: 'The table has no rows.', suggestions: [] };
  const sentences = [
    calledText(frameRows(classes), frameRows(summary)[0] ?? {}, String(inputs.model), format),
    knownText(
      frameRows(classes),
      frameRows(summary)[0] ?? {},
      notices.some(({ code }) => code === 'predicted-learnt-rows'),
      format,
    ),
    unknownText(frameRows(features), format),
    ...notices.map((notice) => notice.text),
  ];
  return { text: sentences.filter((sentence) => sentence !== '').join(' '), suggestions: [] };
}

const quoted = (name: unknown): string => `“${name === '' ? '(empty)' : String(name)}”`;

function calledText(
  classes: readonly FrameRow[],
  { rows, positive, threshold }: FrameRow,
  model: string,
  format: NumberFormat,
): string {
  const of = counted(Number(rows), 'row', format);
  if (typeof threshold === 'number') {
    const row = classes.find((each) => each.class === positive) ?? {};
    const share = format.share(Number(row.predicted) / Number(rows));
    return `${model} calls ${format.count(Number(row.predicted))} of ${of} ${quoted(positive)} (${share}), from a probability of ${format.number(threshold)} on; the mean probability is ${format.number(Number(row.mean_probability))}.`;
  }
  const most = [...classes].sort((a, b) => Number(b.predicted) - Number(a.predicted)).slice(0, NAMED);
  const texts = most.map((row) => `${quoted(row.class)} ${format.count(Number(row.predicted))}`);
  const rest = classes.length - most.length;
  return `Of ${of} ${model} calls ${listText(texts)}${rest > 0 ? `, the others by ${counted(rest, 'more class', format, 'more classes')}` : ''}.`;
}

function knownText(
  classes: readonly FrameRow[],
  { labelled, positive, rows: all }: FrameRow,
  isLearnt: boolean,
  format: NumberFormat,
): string {
  if (labelled === null) return '';
  if (labelled === 0)
    return 'No row has a class that the model knows, so nothing is said of how right it is.';
  const mark = isLearnt ? ', on rows that the model learned from' : '';
  const row = positive === null ? undefined : classes.find((each) => each.class === positive);
  if (row === undefined) {
    const right = classes.reduce((sum, each) => sum + Number(each.right), 0);
    return `${format.share(right / Number(labelled))} of the ${counted(Number(labelled), 'row', format)} with a known class are called by it${mark}.`;
  }
  const truly = `${format.count(Number(row.rows))} (${format.share(Number(row.rows) / Number(labelled))})`;
  const whose = labelled === all ? '' : ` of the ${format.count(Number(labelled))} with a known class`;
  return `${truly}${whose} truly are; ${format.count(Number(row.right))} of them are found${mark}.`;
}

function unknownText(features: readonly FrameRow[], format: NumberFormat): string {
  const some = features.filter((row) => Number(row.unknown) > 0);
  if (some.length === 0) return '';
  const texts = some
    .slice(0, NAMED)
    .map((row) => `${quoted(row.feature)} in ${counted(Number(row.unknown), 'row', format)}`);
  const rest = some.length - NAMED;
  return `Values that the model does not know count for nothing: ${listText(texts)}${rest > 0 ? ` and ${counted(rest, 'more column', format)}` : ''}.`;
}
