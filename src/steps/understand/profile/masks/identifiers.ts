import { cellAt, emptyFrame, type Frame } from '../../../../core/frame';

/** The columns that an alert takes for identifiers. */
export function identifiersIn(frame: Frame = emptyFrame): ReadonlySet<string> {
  const names = new Set<string>();
  for (let row = 0; row < frame.rows; row++) {
    if (cellAt(frame, 'alert', row) === 'repeated-identifier')
      names.add(String(cellAt(frame, 'column', row)));
  }
  return names;
}
