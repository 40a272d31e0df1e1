import type { FrameRow } from '../../../core/frame';

/** What the inputs of the cell are called, by slot. */
export type InputNames = Readonly<Record<string, string | readonly string[]>> | undefined;

/** What class weights are called. */
export const WEIGHTS = 'class weights';

/** What a variant is called: by the name of its table where it has one. */
export function variantName(row: FrameRow, inputs: InputNames): string {
  const right = row.corrected === true ? ', corrected' : '';
  switch (row.kind) {
    case 'plain':
      return 'nothing done';
    case 'threshold':
      return 'threshold moved';
    case 'weights':
      return `${WEIGHTS}${right}`;
    default: {
      const names = [inputs?.resampled ?? []].flat();
      return `${names[Number(row.resampled) - 1] ?? `resampled table ${String(row.resampled)}`}${right}`;
    }
  }
}
