import type { Notice } from '../../../core/contract';
import type { FrameRow } from '../../../core/frame';
import { spanOf } from '../../../kernels/windows/count';
import type { WindowColumns } from './columns';
import type { Input } from './run';
import type { WindowParams } from './step';

/** Remarks on a split that is still missing, and on rows and windows that are not there. */
export function noticesOf(
  { traits }: Input,
  summary: FrameRow,
  params: WindowParams,
  { time }: WindowColumns,
): Notice[] {
  const notices: Notice[] = [];
  const say = (code: string, text: string, isWarning = false) =>
    notices.push({ code, text, ...(isWarning ? { isWarning } : {}) });
  const count = (name: string) => Number(summary[name] ?? 0);
  const reach = spanOf(params) + params.horizon;
  if (traits.part === null && params.part === '' && params.shift < reach && count('windows') > 1) {
    say(
      'windows-overlap',
      `Neighbouring windows share rows (${reach - params.shift} of ${reach}), so a split of the windows would put the same rows on both sides. Split first: by entity, or by time with a gap of at least ${reach} rows.`,
      true,
    );
  }
  if (count('windows') === 0) {
    say('no-windows', `No series is long enough: a window takes ${reach} rows without a break.`, true);
  }
  if (count('untimed') > 0) {
    say('rows-untimed', `${rowsText(count('untimed'))} no finite time and are in no window.`);
  }
  if (time !== null && count('tied') > 0) {
    say(
      'times-tied',
      `${rowsText(count('tied'))} the time of the row before and stand in the order of the table.`,
    );
  }
  return notices;
}

const rowsText = (count: number): string => (count === 1 ? '1 row has' : `${count} rows have`);
