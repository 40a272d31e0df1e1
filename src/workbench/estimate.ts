import type { Amount } from '../core/amount';
import type { NumberFormat } from '../core/number-format';

/** How far a phase was at a time (milliseconds of one clock). */
export interface Sample {
  readonly at: number;
  /** 0 to 1. */
  readonly share: number;
}

/** What is said of how a phase goes. */
export interface PhaseFacts {
  /** How much of how much: "120 of 209 MB". */
  readonly amount?: string;
  /** What is being done: "now “age”". */
  readonly at?: string;
  /** How fast, over the last 2 s: "85 MB/s". */
  readonly rate?: string;
  /** About how many rows were read: "about 560,000 rows". */
  readonly rows?: string;
  /** "1.3 s left". */
  readonly left?: string;
}

/** What is needed of a run's progress to say so. */
interface TimedAmount {
  readonly since: number;
  readonly samples: readonly Sample[];
  readonly amount?: Amount | undefined;
}

const WINDOW_MS = 2000;
/** A rate over less time would jump about. */
const SHORTEST_MS = 200;
const FIRST_ESTIMATE_MS = 1000;
const ROUGH_DIGITS = 2;

/** The samples that a rate over the last 2 s is taken of: those within, and the last one before. In the order of time. */
export function recentSamples(samples: readonly Sample[]): readonly Sample[] {
  const last = samples.at(-1);
  if (last === undefined) return [];
  const first = samples.findIndex(({ at }) => at > last.at - WINDOW_MS);
  return samples.slice(Math.max(0, first - 1));
}

/** Share done per second over the samples; undefined where they are too close, or nothing moves. */
export function shareRate(samples: readonly Sample[]): number | undefined {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.at - first.at < SHORTEST_MS) return undefined;
  const rate = ((last.share - first.share) / (last.at - first.at)) * 1000;
  return rate > 0 ? rate : undefined;
}

/** What can be said of a phase at the time of its last sample. Rates need 0.2 s, the time left 1 s of the phase. */
export function phaseFacts({ since, samples, amount }: TimedAmount, format: NumberFormat): PhaseFacts {
  const rate = shareRate(samples);
  const last = samples.at(-1);
  const done = amount === undefined ? 0 : amount.done / Math.max(1, amount.total);
  const isSure = rate !== undefined && last !== undefined && last.at - since >= FIRST_ESTIMATE_MS;
  return {
    ...(amount !== undefined && { amount: amountWords(amount, format) }),
    ...(amount?.at !== undefined && { at: `now “${amount.at}”` }),
    ...(amount !== undefined &&
      rate !== undefined && { rate: `${sizeWords(rate * amount.total, amount.unit, format)}/s` }),
    ...(amount?.rows !== undefined &&
      done > 0 && { rows: `about ${format.count(roughly(done * amount.rows))} rows` }),
    ...(isSure && { left: leftWords((1 - Math.min(1, last.share)) / rate) }),
  };
}

/** Two sizes of one unit name it once. */
function amountWords({ done, total, unit }: Amount, format: NumberFormat): string {
  const [before, after] = [sizeWords(done, unit, format), sizeWords(total, unit, format)];
  const name = after.slice(after.lastIndexOf(' '));
  return `${before.endsWith(name) ? before.slice(0, -name.length) : before} of ${after}`;
}

function sizeWords(value: number, unit: Amount['unit'], format: NumberFormat): string {
  return unit === 'bytes' ? format.bytes(rounded(value)) : `${format.count(roughly(value))} ${unit}`;
}

/** Three digits: the fourth changes too fast to be read. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function roughly(value: number): number {
  return value < 1000 ? Math.round(value) : Number(value.toPrecision(ROUGH_DIGITS));
}

function leftWords(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s left`;
  if (seconds < 90) return `${String(Math.round(seconds))} s left`;
  return `${String(Math.round(seconds / 60))} min left`;
}
