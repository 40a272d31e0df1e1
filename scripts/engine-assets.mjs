// Prepares the two files of DuckDB-WASM that the app ships: the wasm, compressed, and its worker, made to run under a
// Content Security Policy without 'unsafe-eval'.
import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = (name) => createRequire(import.meta.url).resolve(`@duckdb/duckdb-wasm/dist/${name}`);

/** With progress switched on, the worker would build a caller from source text at each statement. */
const EVALUATED = 'var m=newFunc(Function,_)(...d)';

/**
 * The same caller as a closure: reads the arguments from memory, calls, hands the value back. In the worker's text `r` is
 * the kind (0 call with `this`, 1 construct), `a` the return type, `n` the argument types, `e` their count.
 */
const CLOSURE =
  'var m=function(obj,func,destructorsRef,args){var vals=r===0?[obj]:[];for(var i=0,o=0;i<e;i++){vals.push(n[i].readValueFromPointer(args+o));o+=n[i].argPackAdvance}' +
  'var rv=r===1?new func(...vals):func.call(...vals);if(!a.isVoid)return emval_returnValue(a,destructorsRef,rv)}';

/** Replaces the evaluated caller; throws unless it occurs exactly once, as in the version this was written for. */
export function withoutEval(text) {
  const found = text.split(EVALUATED).length - 1;
  if (found !== 1)
    throw new Error(`DuckDB's worker holds the evaluated caller ${found} times instead of once.`);
  return text.replace(EVALUATED, () => CLOSURE).replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
}

/** Writes both files to a folder, unless they are there already for this version. */
export async function prepareEngineAssets(folder) {
  await mkdir(folder, { recursive: true });
  const script = withoutEval(await readFile(dist('duckdb-browser-eh.worker.js'), 'utf8'));
  const mark = createHash('sha256').update(script).digest('hex');
  const markFile = join(folder, 'made-from');
  if (
    (await readFile(markFile, 'utf8').catch(() => '')) === mark &&
    (await exists(join(folder, 'duckdb-eh.wasm.gz')))
  )
    return;
  await writeFile(join(folder, 'duckdb-eh.worker.js'), script);
  await writeFile(
    join(folder, 'duckdb-eh.wasm.gz'),
    gzipSync(await readFile(dist('duckdb-eh.wasm')), { level: 9 }),
  );
  await writeFile(markFile, mark);
}

const exists = (path) =>
  stat(path).then(
    () => true,
    () => false,
  );
