import type { StepContract } from '../../../core/contract';
import type { StepCell } from '../../document';
import { toName } from '../../names';
import { marksOf } from '../pieces';
import type { CellTrace, InputTrace } from '../trace';
import { mainTable, type Draft } from './draft';
import { dependsOn, type Search } from './tables';

/** A cell between the table that should be split and the split: what it reads of the one before, and its table. */
interface Link {
  readonly cell: StepCell;
  readonly contract: StepContract;
  readonly input: InputTrace;
  readonly output: { readonly slot: string; readonly name: string };
  readonly isFit: boolean;
}

/**
 * The cells from one to a split, by what flows from the one to the other; null where that is not a single line of tables, so that
 * nobody can say what would become of it.
 */
function linksBetween({ graph, traces, lookup }: Search, from: string, split: CellTrace): Link[] | null {
  const links: Link[] = [];
  let at = split;
  while (at.cell.id !== from) {
    const makerOf = (name: string) => graph.makers.get(name)?.[0]?.cell.id ?? '';
    const above = at.inputs.filter(({ port, name }) => {
      const maker = makerOf(name);
      return port.kind === 'table' && (maker === from || dependsOn(graph, maker, from));
    });
    const [input] = above;
    const maker = input === undefined ? undefined : traces.cells.get(makerOf(input.name));
    const output = maker === undefined ? null : mainTable(maker.cell, lookup);
    if (maker === undefined || output === null || above.length !== 1 || output.name !== input?.name)
      return null;
    const read = readBy(
      maker,
      from,
      (name) => makerOf(name) === from || dependsOn(graph, makerOf(name), from),
    );
    if (read === null || links.length > traces.cells.size) return null;
    const { cell, contract } = maker;
    links.unshift({ cell, contract, input: read, output, isFit: maker.learnt.length > 0 });
    at = maker;
  }
  return links;
}

/** The one table of a link that the line comes in by; null where there are several, or it is one of a list. */
function readBy(
  { cell, inputs }: CellTrace,
  from: string,
  isOnLine: (name: string) => boolean,
): InputTrace | null {
  const tables = inputs.filter(({ port }) => port.kind === 'table');
  const line = cell.id === from ? tables : tables.filter(({ name }) => isOnLine(name));
  const [first] = line;
  return first === undefined || line.length > 1 || first.port.list === true ? null : first;
}

/**
 * Moves a split in front of cells that learn or resample: it divides what they read, they go on with the training part, and to
 * every other part what was fitted is applied, and all else done again; resampling, and what fits nothing that could be applied,
 * is left to the training part. The parts keep their names, for what is done; as they come from the split they are called `…_raw`. Null where it cannot be done so.
 */
export function splitFirst(search: Search, draft: Draft, from: string, split: CellTrace): Draft | null {
  const links = linksBetween(search, from, split);
  const [first, last] = [links?.[0], links?.at(-1)];
  const slots = partSlots(split);
  const [input] = split.inputs;
  if (!links || !first || !last || !slots || !input) return null;
  const transforms = new Map<string, string>();
  for (const { cell, contract, isFit } of links) {
    if (!isFit || contract.resamples === true) continue;
    const transform = draft.transformOf(cell.id);
    if (transform !== null) transforms.set(cell.id, transform);
  }
  const { id } = split.cell;
  const place = draft.placeOf(first.cell.id);
  if (draft.placeOf(id) > place) draft.do({ type: 'move-cell', id, to: place });
  draft.reconnect(id, input.slot, input.name, first.input.name);
  const training = slots.training.name;
  draft.rename(last.cell.id, last.output.slot, training);
  const raw = draft.freshName(rawName(training));
  draft.rename(id, slots.training.slot, raw);
  draft.reconnect(first.cell.id, first.input.slot, first.input.name, raw);
  const isRepeated = ({ cell, contract, isFit }: Link) =>
    contract.resamples !== true && (!isFit || transforms.has(cell.id));
  const repeated = links.filter(isRepeated);
  if (repeated.length === 0) return draft;
  // Each is put right below the line: the last first, so that they stand in the order of the parts.
  for (const part of slots.others.toReversed()) repeat(draft, id, part, repeated, last, transforms);
  return draft;
}

interface PartSlot {
  readonly slot: string;
  readonly name: string;
}

function partSlots({ cell, contract, fitting }: CellTrace): {
  readonly training: PartSlot;
  readonly others: readonly PartSlot[];
} | null {
  const parts = Object.entries(contract.makesParts?.(fitting.params) ?? {});
  const marks = marksOf(
    cell.id,
    parts.map(([, part]) => part),
  );
  const named = parts.flatMap(([slot, part]) => {
    const name = cell.outputs[slot];
    return name === undefined ? [] : [{ slot, name, mark: marks.get(part) }];
  });
  const training =
    named.find(({ mark }) => mark?.role === 'training') ??
    named.find(
      ({ mark }) => mark !== undefined && !mark.keptBack.includes(mark.part) && mark.keptBack.length > 0,
    );
  return training === undefined ? null : { training, others: named.filter((each) => each !== training) };
}

const rawName = (name: string): string => (name.endsWith('_raw') ? name : `${name}_raw`);

/** Does again for a part that is kept back what was done before the split; the table at its end takes the name of the part. */
function repeat(
  draft: Draft,
  split: string,
  part: PartSlot,
  links: readonly Link[],
  below: Link,
  transforms: ReadonlyMap<string, string>,
): void {
  const raw = draft.freshName(rawName(part.name));
  let [table, above] = [raw, below.cell.id];
  for (const link of links) {
    const isLast = link === links.at(-1);
    const { step, params, inputs, patch } = link.cell;
    const transform = transforms.get(link.cell.id);
    const { slot } = link.output;
    const name = isLast ? part.name : draft.freshName(toName(`${part.name}_${slot}`));
    const made =
      transform === undefined
        ? draft.insertBelow(above, { step, params, inputs }, { [slot]: name })
        : draft.apply(above, table, transform, name);
    if (transform === undefined) draft.reconnect(made.id, link.input.slot, link.input.name, table);
    if (patch !== undefined && transform === undefined) draft.do({ type: 'set-patch', id: made.id, patch });
    [table, above] = [name, made.id];
  }
  draft.rename(split, part.slot, raw);
}
