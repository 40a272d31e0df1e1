import { writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { inputOf, openSeeds } from './input';
import { READERS } from './seed';
import { openTrial } from './trial';

z.config({ jitless: true });

/** How often a known good file of each reader is loaded. */
const LOOK_EVERY = 50;

/** What `scripts/fuzz.mjs` asks of this process: the inputs from one number up to another, without it. */
const order = z
  .strictObject({
    seed: z.number(),
    from: z.number(),
    to: z.number(),
    shared: z.boolean(),
    readers: z.array(z.enum(READERS)),
    /** A folder for files that are loaded; whoever ordered it removes it. */
    folder: z.string(),
    /** Where the inputs are written to; nowhere where left out. */
    write: z.string().optional(),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

const tell = (message: object): void => void process.send?.(message);

const seeds = await openSeeds(order.shared);
const trial = await openTrial(seeds, order.folder);
tell({ type: 'open', seeds: Object.values(seeds).flat().length });
for (let number = order.from; number < order.to; number++) {
  const reader = READERS[number % READERS.length];
  if (reader === undefined || !order.readers.includes(reader)) continue;
  const input = await inputOf(seeds, order.seed, number);
  const { bytes, ...about } = input;
  tell({ type: 'start', ...about, bytes: bytes.length });
  if (order.write !== undefined)
    await writeFile(`${order.write}-${number}-${input.name.replaceAll('/', '-')}`, bytes);
  const start = performance.now();
  const outcome = await trial.try(input);
  const milliseconds = performance.now() - start;
  tell({ type: 'done', number, ...outcome, milliseconds, memory: process.memoryUsage.rss() });
  if ((number + 1) % LOOK_EVERY === 0 || number + 1 === order.to) {
    tell({ type: 'look', number });
    tell({ type: 'usable', number, wrong: await trial.usable() });
  }
}
await trial.close();
tell({ type: 'over' });
process.disconnect();
