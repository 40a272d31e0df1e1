// Writes the list of the build's files in front of the service worker, so that it keeps exactly these and a new build is a new
// version of it.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const WORKER = 'service-worker.js';

/** A Vite plugin. Takes the files of the bundle and of the public folder; of pages only the app's own. */
export function offlineWorker() {
  let publicFolder = '';
  return {
    name: 'sluice-offline-worker',
    apply: 'build',
    configResolved(config) {
      publicFolder = config.publicDir;
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle[WORKER];
        if (worker?.type !== 'chunk') return;
        if (worker.imports.length > 0 || /^\s*(import|export)\b/m.test(worker.code)) {
          throw new Error('The service worker must be one classic script without imports and exports.');
        }
        const built = Object.values(bundle)
          .filter(({ fileName }) => fileName !== WORKER && !/\.(map|html)$/.test(fileName))
          .map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]);
        const page = bundle['index.html'];
        const all = [...built, ...filesUnder(publicFolder)].sort(([a], [b]) => (a < b ? -1 : 1));
        const hash = createHash('sha256').update(page?.type === 'asset' ? page.source : '');
        for (const [name, content] of all) hash.update(name).update('\0').update(content);
        const offline = { version: hash.digest('hex').slice(0, 12), files: all.map(([name]) => name) };
        worker.code = `self.offline=${JSON.stringify(offline)};\n${worker.code}`;
      },
    },
  };
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path)]);
}
