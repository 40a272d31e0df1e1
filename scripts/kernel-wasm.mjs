// Compiles the kernels written in AssemblyScript into modules that carry their wasm as text: nothing is fetched, so that they
// start the same way in a worker of a browser and in Node.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'build/kernel-wasm');
const sources = join(root, 'src/kernels/neighbours');

/** No garbage collector, no exceptions with text: the module only computes on memory that its caller lays out. */
const OPTIONS = ['--enable', 'simd', '--runtime', 'stub', '--use', 'abort=', '--noAssert', '-O3'];

const { version } = createRequire(import.meta.url)('assemblyscript/package.json');

/** Writes the modules into `build/kernel-wasm`, each unless it is there already for this source and version. */
export async function prepareKernelWasm() {
  await Promise.all([prepareNeighbours(), prepareParquet()]);
}

async function prepareNeighbours() {
  const names = (await readdir(sources)).filter((name) => name.endsWith('.as')).sort();
  const texts = new Map();
  for (const name of names) texts.set(name.replace(/as$/, 'ts'), await readFile(join(sources, name), 'utf8'));
  const made = createHash('sha256')
    .update([version, ...OPTIONS, ...[...texts].flat(), moduleText('')].join('\n'))
    .digest('hex');
  const target = join(folder, 'neighbours.js');
  const mark = `// ${made}\n`;
  if ((await readFile(target, 'utf8').catch(() => '')).startsWith(mark)) return;
  const wasm = await compile(texts);
  await mkdir(folder, { recursive: true });
  await writeFile(target, mark + moduleText(Buffer.from(wasm).toString('base64')));
}

async function compile(texts) {
  const { default: asc } = await import('assemblyscript/asc');
  let binary;
  const { error, stderr } = await asc.main(['search.ts', '--outFile', 'search.wasm', ...OPTIONS], {
    readFile: (name) => texts.get(name) ?? null,
    writeFile: (name, contents) => {
      if (name === 'search.wasm') binary = contents;
    },
    listFiles: () => [],
  });
  if (error || binary === undefined)
    throw new Error(`AssemblyScript: ${String(error)}\n${stderr.toString()}`);
  return binary;
}

/** The module around the wasm. A synchronous start is allowed where it runs: in workers and in Node. */
function moduleText(base64) {
  return `const text = '${base64}';
let module;

export function openSearch() {
  module ??= new WebAssembly.Module(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  return new WebAssembly.Instance(module, {}).exports;
}
`;
}

/** The Parquet reader's wasm, 5 MB, as 2 MB of text: compressed, and inflated when a worker first needs it. */
async function prepareParquet() {
  const wasm = await readFile(
    createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm'),
  );
  const made = createHash('sha256').update(wasm).update(packedText('')).digest('hex');
  const target = join(folder, 'parquet.js');
  const mark = `// ${made}\n`;
  if ((await readFile(target, 'utf8').catch(() => '')).startsWith(mark)) return;
  await mkdir(folder, { recursive: true });
  await writeFile(target, mark + packedText(gzipSync(wasm, { level: 9 }).toString('base64')));
}

function packedText(base64) {
  return `const text = '${base64}';

export async function parquetWasm() {
  const packed = new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))]);
  return new Response(packed.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
`;
}

const SECOND = "new URL('parquet_wasm_bg.wasm', import.meta.url)";

/** A Vite plugin: the Parquet reader's own way to its wasm, which nobody goes, would put the wasm into the build once more. */
export function withoutSecondWasm() {
  return {
    name: 'sluice-without-second-wasm',
    transform(code, id) {
      if (!id.split('?')[0].endsWith('parquet-wasm/esm/parquet_wasm.js')) return null;
      const found = code.split(SECOND).length - 1;
      if (found !== 1) throw new Error(`parquet-wasm names its wasm ${found} times instead of once.`);
      return { code: code.replace(SECOND, 'undefined'), map: null };
    },
  };
}
