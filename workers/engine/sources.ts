import { failWith } from '../../src/core/failure';
import type { OpenSource } from '../../src/core/run-context';
import type { SourceFile, SourceFingerprint } from '../../src/core/source';
import type { FileHandles } from '../../src/engine/protocol';
import { hashFile } from '../../src/kernels/hash-file';
import type { Duckdb } from '../duckdb/open';
import type { KernelPool } from './kernel-pool';
import type { OpenedFile, World } from './world';

const HEAD_BYTES = 1 << 20;

/** Finds, hashes and registers the files that runs read. A file is hashed once as long as its identity stays. */
export class Sources {
  readonly #world: World;
  readonly #kernels: KernelPool;
  readonly #hashes = new Map<string, string>();
  readonly #stale = new Set<string>();
  #registered = 0;

  constructor(world: World, kernels: KernelPool) {
    this.#world = world;
    this.#kernels = kernels;
  }

  /** The fingerprints of files that were hashed before; null when one is not known yet. */
  async known(
    files: readonly SourceFile[],
    handles: FileHandles,
    signal: AbortSignal,
  ): Promise<SourceFingerprint[] | null> {
    const fingerprints: SourceFingerprint[] = [];
    for (const file of files) {
      const opened = await this.#world.openFile(file, handles, signal);
      const sha256 = this.#hashes.get(opened.identity);
      if (sha256 === undefined) return null;
      fingerprints.push({ name: opened.name, bytes: opened.bytes, sha256 });
    }
    return fingerprints;
  }

  /** Opens a file for one run. Hashing goes on beside the reading; `close` forgets the path. */
  async open(
    file: SourceFile,
    handles: FileHandles,
    duckdb: Duckdb,
    signal: AbortSignal,
  ): Promise<{ source: OpenSource; fingerprint: Promise<SourceFingerprint>; close: () => Promise<void> }> {
    const opened = await this.#world.openFile(file, handles, signal);
    const { head, isAll, isGzip } = await readHead(opened);
    // DuckDB inflates by the ending of the path; what the file is called does not matter.
    const path = `import/${(this.#registered += 1)}.csv${isGzip ? '.gz' : ''}`;
    await duckdb.register(path, opened.handle);
    const fingerprint = this.#fingerprint(opened, signal);
    fingerprint.catch(() => undefined);
    return {
      source: {
        path,
        file: opened.forKernel,
        name: opened.name,
        bytes: opened.bytes,
        head,
        headIsAll: isAll,
      },
      fingerprint,
      close: () => this.#forget(path, duckdb),
    };
  }

  /** A statement that was just cancelled may still hold its file for a moment: then it is forgotten with the next one. */
  async #forget(path: string, duckdb: Duckdb): Promise<void> {
    this.#stale.add(path);
    for (const one of this.#stale) {
      await duckdb.unregister(one).then(
        () => this.#stale.delete(one),
        () => undefined,
      );
    }
  }

  async #fingerprint(opened: OpenedFile, signal: AbortSignal): Promise<SourceFingerprint> {
    const known = this.#hashes.get(opened.identity);
    const input = { file: opened.forKernel as Blob };
    const sha256 = known ?? (await this.#kernels.call(hashFile, input, { signal }));
    this.#hashes.set(opened.identity, sha256);
    return { name: opened.name, bytes: opened.bytes, sha256 };
  }
}

/** The start of a file's text; `isAll` when there is no more. */
interface Head {
  readonly head: Uint8Array;
  readonly isAll: boolean;
  readonly isGzip: boolean;
}

/** The first MiB of a file's text, inflated where the file is gzip. */
async function readHead({ blob, name }: OpenedFile): Promise<Head> {
  try {
    const start = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
    const isGzip = start[0] === 0x1f && start[1] === 0x8b;
    return isGzip ? await readInflated(blob) : { head: start, isAll: blob.size <= HEAD_BYTES, isGzip };
  } catch (error) {
    return failWith('file-unreadable', { name }, { detail: String(error) });
  }
}

async function readInflated(blob: Blob): Promise<Head> {
  const reader = blob.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isAll = false;
  while (length < HEAD_BYTES && !isAll) {
    const { done, value } = await reader.read();
    isAll = done;
    if (value !== undefined) pieces.push(value);
    length += value?.length ?? 0;
  }
  await reader.cancel();
  const head = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    head.set(piece, offset);
    offset += piece.length;
  }
  return { head, isAll, isGzip: true };
}
