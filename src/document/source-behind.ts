import * as z from 'zod';
import type { RawParams, StepContract } from '../core/contract';
import type { Source } from '../core/source';
import type { StepCell, WorkbenchCell } from './document';
import type { Graph } from './graph';
import { namesIn } from './params';
import { sourcesOf } from './sources';

/**
 * The params of a cell with its source filled in where it leaves one open that is to be that of a table: a param that is null and whose
 * meta says `sourceOf: { slot, step }`. It is the source of the nearest cell of that step behind the slot. Where there is none the param
 * stays null, and the step says what is missing. So a cell that needs the files behind a table follows the cell that loads them, and a
 * workbench says once where they lie.
 */
export function withSourceBehind<Params extends RawParams>(
  params: Params,
  contract: StepContract,
  cell: StepCell,
  graph: Graph,
): Params {
  const filled = Object.entries(contract.params.shape).flatMap(([name, param]): [string, Source][] => {
    const wanted = params[name] === null ? wantedBy(param) : undefined;
    const source = wanted && sourceBehind(cell, wanted, graph);
    return source === undefined ? [] : [[name, source]];
  });
  return filled.length === 0 ? params : { ...params, ...Object.fromEntries(filled) };
}

/** Whose source a param stands for. */
interface SourceOf {
  readonly slot: string;
  readonly step: string;
}

function wantedBy(param: unknown): SourceOf | undefined {
  return z.globalRegistry.get(param as z.ZodType)?.sourceOf as SourceOf | undefined;
}

/** Breadth first, in the order of the inputs. */
function sourceBehind(cell: StepCell, { slot, step }: SourceOf, graph: Graph): Source | undefined {
  const makers = namesIn(cell, slot).flatMap((name) => graph.makers.get(name) ?? []);
  const waiting: WorkbenchCell[] = makers.map((maker) => maker.cell);
  for (const behind of waiting) {
    const [source] = behind.kind === 'step' && behind.step === step ? sourcesOf(behind) : [];
    if (source !== undefined) return source;
    waiting.push(...(graph.needs.get(behind.id) ?? []).filter((other) => !waiting.includes(other)));
  }
  return undefined;
}
