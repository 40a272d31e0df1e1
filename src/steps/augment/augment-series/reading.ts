import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { emptyFrame, frameRows, type FrameRow } from '../../../core/frame';
import { labelSafetySentence } from '../../../core/label-safety';
import type { NumberFormat } from '../../../core/number-format';
import { counted } from '../../../core/words';
import type { AugmentSeriesParams } from './params';

/** Says how many windows were made, of what, which were copies, and whether their labels are as safe as those of real ones. */
export function read(input: ReadingInput<AugmentSeriesParams>): Reading {
  const { params, frames, notices, format, inputs } = input;
  const [summary] = frameRows(frames.summary ?? emptyFrame);
  if (summary === undefined) return { text: '', suggestions: [] };
  const safety = frames.label_safety ?? emptyFrame;
  const texts = [
    madeText(summary, format),
    operationsText(frameRows(frames.operations ?? emptyFrame), figure(summary, 'made'), format),
    safety.rows > 0 ? labelSafetySentence(safety, format) : '',
    judgedText(summary, format),
    ...notices.map(({ text }) => text),
  ];
  return {
    text: texts.filter((text) => text !== '').join(' '),
    suggestions: suggestionsOf(summary, params, inputs.table),
  };
}

const figure = (row: FrameRow, name: string): number => Number(row[name] ?? 0);

function madeText(summary: FrameRow, format: NumberFormat): string {
  const [asked, made, copies] = ['asked', 'made', 'copies'].map((name) => figure(summary, name)) as [
    number,
    number,
    number,
  ];
  const of = counted(figure(summary, 'rows'), 'real window', format);
  const start = `${counted(made, 'new window', format)} of ${of}`;
  if (asked === 0) return `${start}: none was asked for.`;
  const redrawn = figure(summary, 'redrawn');
  const again =
    redrawn === 0
      ? ''
      : ` In place of copies ${counted(redrawn, 'other draw', format)} ${redrawn === 1 ? 'was' : 'were'} made.`;
  if (copies === 0) return `${start}, as many as asked for, no two alike.${again}`;
  return `${start}; ${format.count(asked)} were asked for, and ${format.count(copies)} ${copies === 1 ? 'is' : 'are'} missing, as no draw was more than a copy.${again}`;
}

/** The operations done most often. */
function operationsText(operations: readonly FrameRow[], made: number, format: NumberFormat): string {
  const done = operations
    .filter((row) => figure(row, 'windows') > 0)
    .sort((one, other) => figure(other, 'windows') - figure(one, 'windows'));
  if (made === 0 || done.length === 0) return '';
  const named = done
    .slice(0, 3)
    .map((row) => `${String(row.operation)} in ${format.share(figure(row, 'windows') / made)}`);
  const mean = done.reduce((sum, row) => sum + figure(row, 'windows'), 0) / made;
  return `Each had ${format.number(Math.round(mean * 10) / 10)} operations on average: ${named.join(', ')}${done.length > 3 ? ' …' : ''}.`;
}

function judgedText(summary: FrameRow, format: NumberFormat): string {
  const [real, made] = [figure(summary, 'judged_real'), figure(summary, 'judged_made')];
  if (made === 0 || (real === figure(summary, 'rows') && made === figure(summary, 'made'))) return '';
  return `Judged on ${format.count(made)} new and ${counted(real, 'real window', format)}.`;
}

/** Whoever augments a whole table should split first. */
function suggestionsOf(
  summary: FrameRow,
  { entity }: AugmentSeriesParams,
  table: string | readonly string[] | undefined,
): Suggestion[] {
  if (summary.part !== null || entity.length === 0 || typeof table !== 'string') return [];
  return [
    {
      step: 'split',
      feeds: 'table',
      title: `Split by ${entity.join(' and ')} first`,
      reason: 'All windows of one series then stand in one part, and none has kin in the test part.',
      params: { method: 'group', by: entity },
      inputs: { table: { name: table } },
    },
  ];
}
