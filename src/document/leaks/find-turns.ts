import type { FoundLeak } from './found-leak';
import { meets, roleOf, shareRows, type PartMark, type Piece } from './pieces';
import type { CellTrace, InputTrace, Traces } from './trace';

/**
 * Leaks into parts that no name keeps back, such as folds that take their turns: what a cell judges by is kept back as far as that
 * cell goes. Found at what it judges by, said at the cell that learned of those rows or resampled them. What the cell
 * judges by though it learned from it outright is found beside it.
 */
export function turnLeaks({ cells }: Traces): FoundLeak[] {
  return [...cells.values()].flatMap((at) => {
    const learned = [...at.learnt, ...at.inputs.filter(({ port }) => port.kind === 'model')];
    return at.judged.flatMap((judged): FoundLeak[] => {
      const { pieces } = judged.trace;
      const mark = turnMark(pieces);
      if (mark === null || learned.some(({ trace }) => meets(trace.pieces, pieces))) return [];
      return [...fitLeaks(cells, [judged, ...learned], mark), ...resampledTurn(cells, judged, mark)];
    });
  });
}

/** The part that is judged by; null where the rows are no parts, or where the split says which of its parts are kept back. */
function turnMark(pieces: readonly Piece[]): PartMark | null {
  const isOpen = pieces.every(
    (each) => roleOf(each) === 'other' && each.marks.every(({ keptBack }) => keptBack.length === 0),
  );
  return isOpen ? (pieces[0]?.marks.at(-1) ?? null) : null;
}

/** What was fitted on rows that are judged by, and went into what is judged by or learned from. */
function fitLeaks(
  cells: Traces['cells'],
  [judged, ...learned]: readonly [InputTrace, ...InputTrace[]],
  mark: PartMark,
): FoundLeak[] {
  const fits = new Map<string, string>();
  for (const { name, trace } of [judged, ...learned]) {
    for (const fit of trace.fits) if (!fits.has(fit)) fits.set(fit, name);
  }
  return [...fits].flatMap(([fit, use]) => {
    const at = cells.get(fit);
    const input = at?.learnt.find(({ trace }) => meets(trace.pieces, judged.trace.pieces));
    if (at === undefined || input === undefined) return [];
    return [{ code: fitCode(input.trace.pieces, judged.trace.pieces, mark), at, input, mark, use }];
  });
}

function fitCode(learnt: readonly Piece[], judged: readonly Piece[], mark: PartMark): FoundLeak['code'] {
  const isOfSplit = learnt.every(({ marks }) => marks.some(({ split }) => split === mark.split));
  if (!isOfSplit) return 'leak-learned-from-whole';
  const isJudged = learnt.every((one) => judged.some((other) => shareRows(one, other)));
  return isJudged ? 'leak-learned-from-test' : 'leak-learned-from-mixed';
}

/** A part to judge by that was resampled after the split. */
function resampledTurn(cells: Traces['cells'], judged: InputTrace, mark: PartMark): FoundLeak[] {
  const at: CellTrace | undefined = cells.get(judged.trace.resampledBy?.id ?? '');
  // What only cuts a part into pieces that overlap leaves it fit to judge by.
  if (at?.contract.resamples !== true) return [];
  const input = at.inputs.find(({ trace }) => trace.pieces.some(({ marks }) => marks.includes(mark)));
  return input === undefined ? [] : [{ code: 'leak-test-resampled', at, input, mark, use: judged.name }];
}
