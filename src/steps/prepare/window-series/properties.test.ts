import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { frameRows } from '../../../core/frame';
import { windowSeries } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

interface Sample {
  readonly who: number;
  readonly t: number;
  readonly lap: number;
  readonly x: number | null;
}

/** Series of up to four persons in any order, with gaps, laps and missing values; no two times of a person are equal. */
const tables = fc
  .array(
    fc.record({
      who: fc.nat(3),
      step: fc.constantFrom(1, 1, 1, 1, 1, 5),
      turns: fc.boolean(),
      gone: fc.boolean(),
    }),
    {
      minLength: 4,
      maxLength: 70,
    },
  )
  .chain((rows) => {
    const [time, lap] = [new Map<number, number>(), new Map<number, number>()];
    const samples = rows.map(({ who, step, turns, gone }, n): Sample => {
      const t = (time.get(who) ?? 0) + step;
      const l = (lap.get(who) ?? 0) + (turns && n % 7 === 0 ? 1 : 0);
      time.set(who, t);
      lap.set(who, l);
      return { who, t, lap: l, x: gone && n % 5 === 0 ? null : 100 * who + t };
    });
    return fc.shuffledSubarray(samples, { minLength: samples.length });
  });

const rules = fc.record({
  size: fc.integer({ min: 2, max: 5 }),
  stride: fc.integer({ min: 1, max: 3 }),
  shift: fc.integer({ min: 1, max: 6 }),
  horizon: fc.integer({ min: 0, max: 2 }),
});

/** The same, row by row. */
function plainly(
  samples: readonly Sample[],
  rule: { size: number; stride: number; shift: number; horizon: number },
) {
  const windows: unknown[] = [];
  for (const who of [...new Set(samples.map((row) => row.who))].sort()) {
    const own = samples.filter((row) => row.who === who).sort((a, b) => a.t - b.t);
    const steps = own
      .slice(1)
      .map((row, n) => row.t - own[n]!.t)
      .sort((a, b) => a - b);
    const half = steps.length / 2;
    const median = steps.length % 2 === 1 ? steps[Math.floor(half)]! : (steps[half - 1]! + steps[half]!) / 2;
    const stretches: Sample[][] = [];
    own.forEach((row, n) => {
      const before = own[n - 1];
      const isBroken = before === undefined || row.t - before.t > 1.5 * median || row.lap !== before.lap;
      if (isBroken) stretches.push([]);
      stretches.at(-1)!.push(row);
    });
    for (const rows of stretches) {
      const span = (rule.size - 1) * rule.stride + 1;
      for (let start = 0; start + span + rule.horizon <= rows.length; start += rule.shift) {
        const taken = Array.from({ length: rule.size }, (_, k) => rows[start + k * rule.stride]!);
        if (taken.some(({ x }) => x === null)) continue;
        const ahead = rule.horizon > 0 ? rows[start + span - 1 + rule.horizon]!.t : undefined;
        windows.push([who, taken[0]!.t, taken.at(-1)!.t, `[${taken.map(({ x }) => x).join(',')}]`, ahead]);
      }
    }
  }
  return windows;
}

test('windows are those of a plain walk: none crosses a person, a lap or a gap, none holds a missing value', async () => {
  await fc.assert(
    fc.asyncProperty(tables, rules, async (samples, rule) => {
      const values = samples.map(({ who, t, lap, x }) => `(${who}, ${t}, ${lap}, ${x ?? 'NULL'}::DOUBLE)`);
      const select = `SELECT * FROM (VALUES ${values.join(', ')}) AS v(who, t, lap, x)`;
      const params = {
        values: ['x'],
        entity: ['who'],
        time: 't',
        part: 'lap',
        target: 't',
        times: 'never',
        ...rule,
      };
      const { rows, frames } = await bench.tryStep(windowSeries, { select }, params);
      const windows = rows.windows!.map((row) => [
        ...[row.who, row.first_time, row.last_time, row.x],
        rule.horizon > 0 ? row[`t_ahead_${rule.horizon}`] : undefined,
      ]);
      expect(windows).toEqual(plainly(samples, rule));
      const entities = frameRows(frames.entities!);
      expect(entities.reduce((sum, row) => sum + Number(row.windows), 0)).toBe(windows.length);
      expect(entities.reduce((sum, row) => sum + Number(row.rows), 0)).toBe(samples.length);
      // Without overlap and stride, the rows in windows can be counted.
      const isPlain = rule.stride === 1 && rule.shift >= rule.size;
      const unused = entities.reduce((sum, row) => sum + Number(row.unused), 0);
      if (isPlain) expect(samples.length - unused).toBe(windows.length * rule.size);
    }),
    { seed: 3, numRuns: 24 },
  );
}, 120_000);
