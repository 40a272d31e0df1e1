// Compiles the kernels written in AssemblyScript into modules that carry their wasm as text: nothing is fetched, so that they
// start the same way in a worker of a browser and in Node.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'build/kernel-wasm');
const source = join(root, 'src/kernels/neighbours/search.as');

/** No garbage collector, no exceptions with text: the module only computes on memory that its caller lays out. */
const OPTIONS = ['--enable', 'simd', '--runtime', 'stub', '--use', 'abort=', '--noAssert', '-O3'];

const { version } = createRequire(import.meta.url)('assemblyscript/package.json');

/** Writes `build/kernel-wasm/neighbours.js`, unless it is there already for this source and compiler. */
export async function prepareKernelWasm() {
  const text = await readFile(source, 'utf8');
  const made = createHash('sha256')
    .update([version, ...OPTIONS, text, moduleText('')].join('\n'))
    .digest('hex');
  const target = join(folder, 'neighbours.js');
  const mark = `// ${made}\n`;
  if ((await readFile(target, 'utf8').catch(() => '')).startsWith(mark)) return;
  const wasm = await compile(text);
  await mkdir(folder, { recursive: true });
  await writeFile(target, mark + moduleText(Buffer.from(wasm).toString('base64')));
}

async function compile(text) {
  const { default: asc } = await import('assemblyscript/asc');
  let binary;
  const { error, stderr } = await asc.main(['search.ts', '--outFile', 'search.wasm', ...OPTIONS], {
    readFile: (name) => (name === 'search.ts' ? text : null),
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
