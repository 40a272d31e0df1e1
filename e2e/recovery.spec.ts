import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const KILLS = 200;
const PER_ROUND = 20;

test.describe('recovery', () => {
  test.setTimeout(15 * 60_000);

  test(`after each of ${KILLS} kills at random the same work gives the same result, and nothing hangs`, async ({
    page,
    context,
  }) => {
    const met = { died: 0, finished: 0 };
    const rounds = Array.from({ length: KILLS / PER_ROUND }, (_, round) => round * PER_ROUND);
    // Two pages at a time: opening an engine anew takes one core.
    const work = async (each: Page): Promise<void> => {
      await each.goto('e2e/contract.html');
      for (let first = rounds.shift(); first !== undefined; first = rounds.shift()) {
        const round = await each.evaluate(killRound, { first, count: PER_ROUND });
        expect(round.wrong).toEqual([]);
        met.died += round.died;
        met.finished += round.finished;
      }
    };
    await Promise.all([work(page), work(await context.newPage())]);
    expect(met.died + met.finished).toBe(KILLS);
    // Most kills hit work under way; a kernel at rest or a run just finished may be hit as well.
    expect(met.died).toBeGreaterThan(KILLS / 3);
  });
});

/** Runs in the page: starts a profile, kills a worker after a while, and lets the profile run again to its end. */
async function killRound({ first, count }: { first: number; count: number }) {
  const { engine, file, profilePlan } = window.contractPage;
  const rows = Array.from({ length: 30_000 }, (_, row) => `${row},g${row % 97},${(row * 7919) % 10_007}`);
  const expected = JSON.stringify([[30_000], [0]]);
  const workers = ['engine', 'duckdb', 'kernel'] as const;
  const round = { died: 0, finished: 0, wrong: [] as string[] };
  // A linear congruential generator: the same kills at each run of the test.
  let state = 12_345 + first;
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const within = <T>(work: Promise<T>) =>
    Promise.race([work, new Promise<null>((resolve) => setTimeout(() => resolve(null), 30_000))]);

  for (let kill = first; kill < first + count; kill++) {
    const worker = workers[Math.floor(random() * workers.length)] ?? 'engine';
    const name = `kill-${kill}.csv`;
    // Another content each time, so that nothing comes from the cache.
    const content = `id,group,value\n${rows.join('\n')}\n`.replace('0,g0,0', `0,g0,${kill}`);
    const request = { plan: profilePlan(name), files: { [name]: await file(name, content) } };
    const running = engine.run(request);
    await new Promise((resolve) => setTimeout(resolve, random() * 150));
    await engine.kill(worker);
    const outcome = await within(running);
    if (outcome === null) round.wrong.push(`${kill} (${worker}): the run hangs`);
    else if (outcome.ok) round.finished += 1;
    else if (outcome.failure.code === `${worker}-worker-died`) round.died += 1;
    else round.wrong.push(`${kill} (${worker}): ${outcome.failure.code} ${outcome.failure.detail ?? ''}`);
    const again = await within(engine.run(request));
    const table = again?.ok ? again.value.frames.table?.columns : undefined;
    const found = JSON.stringify([table?.rows, table?.duplicate_rows]);
    if (found !== expected)
      round.wrong.push(`${kill} (${worker}): afterwards ${found} ${JSON.stringify(again)?.slice(0, 300)}`);
  }
  return round;
}
