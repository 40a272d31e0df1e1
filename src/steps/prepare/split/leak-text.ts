import { emptyFrame, frameRows, type Frame, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { listText } from '../../../core/words';
import { leaksIn, type ReportedLeak } from './leak-report';
import type { NameOf } from './reading';

/** A sentence for each leak that was found; equal rows are told with the parts. */
export function leakTexts(frame: Frame | undefined, nameOf: NameOf, format: NumberFormat): string[] {
  const leaks = leaksIn(frameRows(frame ?? emptyFrame));
  return leaks
    .filter(({ kind, rows }) => kind !== 'equal rows' && rows > 0)
    .map((leak) => `${leadOf(leak)}: ${countsText(leak, nameOf, format)}.`);
}

function leadOf({ kind, columns }: ReportedLeak): string {
  switch (kind) {
    case 'equal keys':
      return `Some rows have the ${columns ?? 'key'} of a row of another part`;
    case 'one column apart':
      return `Some differ from a row of another part in one column alone${columns === null ? '' : `, mostly ${columns}`}`;
    case 'small differences':
      return 'Others differ from one only in numbers, each by at most a hundredth of its standard deviation';
    default:
      return kind;
  }
}

function countsText({ parts, isSampled }: ReportedLeak, nameOf: NameOf, format: NumberFormat): string {
  const told = parts.filter(({ rows }) => Number(rows) > 0);
  return listText(
    told.map((part: FrameRow) => {
      const of = isSampled ? ` (of ${format.count(Number(part.looked_at))} looked at)` : '';
      return `${format.count(Number(part.rows))} of ${nameOf(part)}${of}`;
    }),
  );
}
