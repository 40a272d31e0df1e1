// Builds the headless runner into build/headless: Node 20 runs no TypeScript. Quiet, and only when there is no build yet or
// a source is newer than it.
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = join(root, 'build/headless');
const lock = join(root, 'build/headless.lock');
const sources = ['src', 'workers', 'headless'].map((folder) => join(root, folder));
const settings = ['vite.headless.config.ts', 'package-lock.json'].map((file) => join(root, file));

/** A lock older than this was left by a build that died. */
const STALE_LOCK_MS = 60_000;

/** Brings the build up to date and gives its folder. */
export async function buildHeadless() {
  if (!(await isStale())) return built;
  await takeLock();
  try {
    if (await isStale()) await build();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
  return built;
}

async function isStale() {
  const madeAt = await modifiedAt(built);
  if (madeAt === null) return true;
  const times = await Promise.all([...settings.map(modifiedAt), ...sources.map(newestIn)]);
  return times.some((time) => time !== null && time > madeAt);
}

async function modifiedAt(path) {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => null,
  );
}

/** The latest change in a folder, of its files or of the folders themselves (which tell of deleted files). */
async function newestIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = [folder, ...entries.map((entry) => join(entry.parentPath ?? entry.path, entry.name))];
  const times = await Promise.all(paths.map(modifiedAt));
  return times.reduce((newest, time) => Math.max(newest, time ?? 0), 0);
}

/** One build at a time: a second call waits for the first and then finds nothing to do. */
async function takeLock() {
  await mkdir(join(root, 'build'), { recursive: true });
  for (;;) {
    try {
      await mkdir(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const since = await modifiedAt(lock);
      if (since !== null && Date.now() - since > STALE_LOCK_MS) {
        await rm(lock, { recursive: true, force: true });
      }
      await pause(100);
    }
  }
}

/** Builds aside and moves the result into place, so that a failed build leaves the last good one alone. */
async function build() {
  const startedAt = new Date();
  const outDir = `${built}.next`;
  const vite = await import('vite');
  await vite.build({
    root,
    configFile: join(root, 'vite.headless.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
  await rm(built, { recursive: true, force: true });
  await rename(outDir, built);
  // What was saved while it was built is newer than it.
  await utimes(built, startedAt, startedAt);
}
