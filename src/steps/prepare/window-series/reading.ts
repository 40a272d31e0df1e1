import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { emptyFrame, frameRows, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { isTrainingPart } from '../../../core/split-part';
import type { Column } from '../../../core/table';
import { counted } from '../../../core/words';
import { spanOf } from '../../../kernels/windows/count';
import type { WindowParams } from './step';

/** Says how many windows there are of how many rows, what was left out, and what must be kept in mind. */
export function read(input: ReadingInput<WindowParams>): Reading {
  const { params, inputs, frames, notices, format, artifacts } = input;
  const [summary] = frameRows(frames.summary ?? emptyFrame);
  if (summary === undefined) return { text: '', suggestions: [] };
  const texts = [
    cutText(summary, params, format),
    lossText(summary, format),
    gapAdvice(summary),
    labelText(frameRows(frames.labels ?? emptyFrame), format),
    ...notices.map(({ text }) => text),
  ];
  const { windows } = artifacts;
  const columns = windows?.kind === 'table' ? windows.columns : [];
  const time = columns.find(({ name }) => /^first_time(_\d+)?$/.test(name))?.type;
  return {
    text: texts.filter((text) => text !== '').join(' '),
    suggestions: suggestionsOf(summary, params, inputs.table, { time, columns }),
  };
}

const figure = (row: FrameRow, name: string): number => Number(row[name] ?? 0);

function cutText(summary: FrameRow, { size, stride, horizon }: WindowParams, format: NumberFormat): string {
  const rows = counted(figure(summary, 'rows'), 'row', format);
  const series = figure(summary, 'entities');
  const of = series > 1 ? ` of ${format.count(series)} series` : '';
  const apart = stride > 1 ? `, every ${format.count(stride)} rows` : '';
  const channels = figure(summary, 'channels');
  const by = channels > 1 ? ` in ${format.count(channels)} channels` : '';
  const ahead = horizon > 0 ? `, the target ${counted(horizon, 'row', format)} ahead` : '';
  return `${rows}${of} became ${counted(figure(summary, 'windows'), 'window', format)} of ${format.count(size)} samples${apart}${by}${ahead}.`;
}

function lossText(summary: FrameRow, format: NumberFormat): string {
  const parts: string[] = [];
  const gaps = figure(summary, 'gaps');
  if (gaps > 0) parts.push(`no window crosses the ${counted(gaps, 'gap', format)} in the times`);
  const dropped = figure(summary, 'dropped');
  if (dropped > 0) parts.push(`${counted(dropped, 'window', format)} with missing values left out`);
  const filled = figure(summary, 'filled');
  if (filled > 0) parts.push(`${counted(filled, 'value', format)} filled forward`);
  const incomplete = figure(summary, 'incomplete');
  if (incomplete > 0) parts.push(`${counted(incomplete, 'window', format)} kept with missing values`);
  const unused = figure(summary, 'unused');
  if (unused > 0) {
    parts.push(
      `${counted(unused, 'row', format)} (${format.share(unused / figure(summary, 'rows'))}) in no window`,
    );
  }
  const text = parts.join('; ');
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** From here on, more rows are lost at gaps than are used. */
const MUCH = 0.5;

function gapAdvice(summary: FrameRow): string {
  const isMuch = figure(summary, 'unused') >= MUCH * figure(summary, 'rows');
  if (figure(summary, 'gaps') === 0 || !isMuch) return '';
  return 'Where samples come at irregular times, let only their order count, or let a step be longer before it is a gap (Gaps and Tolerance in Settings).';
}

function labelText(labels: readonly FrameRow[], format: NumberFormat): string {
  const windows = labels.reduce((sum, row) => sum + figure(row, 'windows'), 0);
  const rows = labels.reduce((sum, row) => sum + figure(row, 'rows'), 0);
  const [rarest] = labels
    .filter(({ label }) => label !== null)
    .sort((one, other) => figure(one, 'rows') - figure(other, 'rows'));
  if (rarest === undefined || windows === 0 || labels.length < 2) return '';
  return `“${String(rarest.label)}” is the label of ${format.share(figure(rarest, 'windows') / windows)} of windows and ${format.share(figure(rarest, 'rows') / rows)} of rows.`;
}

/** Without a split: split first, by entity or by time with a gap. With one: augment the training windows. */
function suggestionsOf(
  summary: FrameRow,
  params: WindowParams,
  table: string | readonly string[] | undefined,
  { time, columns }: { readonly time: string | undefined; readonly columns: readonly Column[] },
): Suggestion[] {
  const { entity, part, shift, label, layout } = params;
  const reach = spanOf(params) + params.horizon;
  if (figure(summary, 'windows') === 0 || typeof table !== 'string') return [];
  if (summary.part === null && part === '' && shift < reach) {
    const inputs = { table: { name: table } };
    const byEntity = {
      ...{ step: 'split', title: `Split by ${entity.join(' and ')} first`, feeds: 'table', inputs },
      reason:
        'All windows of one series then stand in one part, and the model is judged on series it has not seen.',
      params: { method: 'group', by: entity },
    };
    if (entity.length > 0 && figure(summary, 'entities') > 1) return [byEntity];
    const gap = gapText(reach * figure(summary, 'step'), time);
    if (params.time === '' || gap === null) return [];
    const reason = `The gap of ${reach} rows keeps windows before the cut from sharing rows with those behind it.`;
    const split = { method: 'time', order: params.time, gap };
    return [
      {
        step: 'split',
        title: `Split by ${params.time} first`,
        reason,
        params: split,
        feeds: 'table',
        inputs,
      },
    ];
  }
  if (layout !== 'lists' || !isTrainingPart(typeof summary.part === 'string' ? summary.part : null))
    return [];
  const key = columns[0]?.name ?? '';
  const names = new Set(columns.map(({ name }) => name));
  return [
    {
      step: 'augment-series',
      title: 'Augment the windows',
      reason: 'New windows, each a real one changed by jitter, scale and warps, with its parent beside it.',
      // What a window is of is measured by its own spread: sensors and persons differ in height.
      params: { channels: params.values, label, key, entity: entity.filter((name) => names.has(name)) },
      inputs: { table: { output: 'windows' } },
    },
  ];
}

/** A length of time as a split takes it, rounded up; null where there is none. */
function gapText(length: number, time: string | undefined): string | null {
  if (!(length > 0) || length > Number.MAX_SAFE_INTEGER) return null;
  if (time === 'timestamp') return `${Math.ceil(length / 1e6)} seconds`;
  if (time === 'date') return `${Math.ceil(length)} days`;
  const size = 10 ** (3 - Math.floor(Math.log10(length)));
  const rounded = Math.ceil(length * size) / size;
  return /^\d+(\.\d+)?$/.test(String(rounded)) ? String(rounded) : null;
}
