import type { LeakCode } from '../../core/failures/leaks';
import type { PartMark } from './pieces';
import type { CellTrace, InputTrace } from './trace';

/** A leak as it was found: which cell is at fault, by what it reads where. */
export interface FoundLeak {
  readonly code: LeakCode;
  readonly at: CellTrace;
  /** What is connected that should not be. */
  readonly input: InputTrace;
  /** The part that is kept back; null where the leak is about no single one. */
  readonly mark: PartMark | null;
  /** The name of the artifact in which it shows, where that is made by another cell; of `leak-judged-on-learned` what was learned. */
  readonly use: string | null;
}
