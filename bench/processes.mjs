// What the processes of a browser hold and use, as Linux tells: elsewhere every figure is NaN.
import { existsSync, readFileSync } from 'node:fs';

const SAMPLE_MS = 500;
const TICKS_A_SECOND = 100;

/**
 * Looks at all processes of a browser twice a second. Memory is "PSS": what a process shares with others counts in parts, so that the
 * sum over processes is what the machine gives. `take` tells, of the time since the last `take`, the most that each kind of process held
 * (bytes, also split into what is its own and what is shared memory) and the CPU seconds it used.
 */
export async function watchProcesses(browser) {
  const session = await browser.newBrowserCDPSession();
  let most = new Map();
  let whole = 0;
  const cpuBefore = new Map();
  const look = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    let sum = 0;
    for (const { id, type } of processInfo) {
      const held = memoryOf(id);
      sum += held.all;
      const kind = most.get(type) ?? { all: 0, own: 0, shared: 0, cpu: 0 };
      // Of several processes of a kind the largest: the sum over all is told beside.
      most.set(type, held.all > kind.all ? { ...held, cpu: kind.cpu } : kind);
      const cpu = cpuOf(id);
      most.get(type).cpu += cpu - (cpuBefore.get(id) ?? 0);
      cpuBefore.set(id, cpu);
    }
    whole = Math.max(whole, sum);
  };
  let isEnded = false;
  let looking = Promise.resolve();
  const again = async () => {
    while (!isEnded) {
      looking = look().catch(() => undefined);
      await looking;
      await new Promise((done) => setTimeout(done, SAMPLE_MS));
    }
  };
  const ended = again();
  return {
    take: async () => {
      await looking;
      await look();
      const taken = { whole, kinds: most };
      [most, whole] = [new Map(), 0];
      return taken;
    },
    end: async () => {
      isEnded = true;
      await ended;
      await session.detach();
    },
  };
}

function memoryOf(id) {
  const path = `/proc/${id}/smaps_rollup`;
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const figure = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? NaN) * 1024;
  return { all: figure('Pss'), own: figure('Pss_Anon'), shared: figure('Pss_Shmem') };
}

/** CPU seconds of all threads of a process. */
function cpuOf(id) {
  const path = `/proc/${id}/stat`;
  if (!existsSync(path)) return 0;
  const fields = readFileSync(path, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}
