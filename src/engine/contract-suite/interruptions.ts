import type { Mortal, Progress } from '../protocol';
import { largeCsv, profilePlan } from './plans';
import { equal, failure, filesOf, select, value, type SuiteCase, type SuiteWorld } from './world';

/** A cancel in the given phase ends the run, leaves nothing behind, and harms nothing. */
export function cancelCase(phase: string): SuiteCase {
  return {
    name: `a run cancelled while ${phase} ends as cancelled, leaves nothing half-made behind, and can be run again`,
    run: async (world) => {
      const name = `cancel-${phase}.csv`;
      const files = await filesOf(world, { [name]: `${largeCsv(300_000)}0,${phase},0\n` });
      const controller = new AbortController();
      const onProgress = (progress: Progress): void => {
        if (progress.phase === phase || (phase === 'profile' && progress.node === 1)) controller.abort();
      };
      const request = { plan: profilePlan(name), files };
      const outcome = await world.engine.run(request, { signal: controller.signal, onProgress });
      failure(outcome, 'cancelled');
      equal(await unfinishedTables(world), 0);
      equal(value(await world.engine.run(request)).frames.table?.columns.rows, [300_001]);
    },
  };
}

/** Tables that a run began and nobody owns (`w_…`); finished ones have lasting names. */
async function unfinishedTables(world: SuiteWorld): Promise<number> {
  const frame = value(
    await select(world, `SELECT count(*) AS n FROM duckdb_tables() WHERE starts_with(table_name, 'w_')`),
  );
  return Number(frame.columns.n?.[0]);
}

/** The death of a worker in a run is a named failure, and the next run succeeds. */
export function killCase(worker: Mortal | 'engine'): SuiteCase {
  return {
    name: `when the ${worker} worker dies in a run, the run fails by name and the next one succeeds`,
    run: async (world) => {
      const name = `kill-${worker}.csv`;
      const rows = worker === 'kernel' ? 600_000 : 100_000;
      const files = await filesOf(world, { [name]: `${largeCsv(rows)}0,${worker},0\n` });
      const request = { plan: profilePlan(name), files };
      // The kernels are at work from the ranges on, in short bursts: so they are shot at until one is hit.
      const phase = worker === 'kernel' ? 'ranges' : 'reading';
      let shots: ReturnType<typeof setInterval> | undefined;
      const onProgress = (progress: Progress): void => {
        if (progress.phase !== phase || shots !== undefined) return;
        void world.engine.kill(worker);
        shots = setInterval(() => void (worker === 'kernel' && world.engine.kill(worker)), 5);
      };
      const outcome = await world.engine.run(request, { onProgress });
      clearInterval(shots);
      failure(outcome, `${worker}-worker-died`);
      equal(value(await world.engine.run(request)).frames.table?.columns.rows, [rows + 1]);
    },
  };
}
