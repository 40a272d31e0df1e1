import { failWith, FailureError } from '../../src/core/failure';
import type { OpenSource, Utf8Source } from '../../src/core/run-context';
import type { SourceFile, SourceFingerprint } from '../../src/core/source';
import type { FileHandles } from '../../src/engine/protocol';
import { checkGzip, inflateGzip } from '../../src/kernels/archive/gzip';
import { hashFile } from '../../src/kernels/hash-file';
import type { Duckdb } from '../duckdb/open';
import { Archives } from './archive';
import type { KernelPool } from './kernel-pool';
import { transcode } from './transcode';
import type { OpenedFile, World } from './world';

const HEAD_BYTES = 1 << 20;
/** The hash of a larger file is taken of the pieces that the database reads, where it reads them all. */
const TAPPED_BYTES = 32 << 20;

/** Finds, hashes and registers the files that runs read. A file is hashed once as long as its identity stays. */
export class Sources {
  readonly #world: World;
  readonly #kernels: KernelPool;
  readonly #archives: Archives;
  readonly #hashes = new Map<string, string>();
  readonly #hashing = new Map<string, Hashing>();
  readonly #stale = new Set<string>();
  readonly #opened = new Map<string, Blob>();
  #registered = 0;

  constructor(world: World, kernels: KernelPool) {
    this.#world = world;
    this.#kernels = kernels;
    this.#archives = new Archives(world);
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
    const member = file.kind === 'file' ? file.member : undefined;
    // What a member is known by is the archive it comes from: hashed is that.
    const read = member === undefined ? opened : await this.#archives.open(opened, member, signal);
    const { head, isAll, isGzip } = await readHead(read);
    // DuckDB inflates by the ending of the path; what the file is called does not matter.
    const path = `import/${(this.#registered += 1)}.csv${isGzip ? '.gz' : ''}`;
    const isTapped = read === opened && opened.bytes >= TAPPED_BYTES && !this.#hashes.has(opened.identity);
    const tap = isTapped ? duckdb.tap(path) : undefined;
    await duckdb.register(path, read.handle);
    this.#opened.set(path, read.blob);
    const isWhole = isGzip && !isAll ? this.#isWholeGzip(read, signal) : null;
    const fingerprint = Promise.all([this.#fingerprint(opened, signal, tap), isWhole]).then(([of]) => of);
    fingerprint.catch(() => undefined);
    return {
      source: { path, file: read.forKernel, name: read.name, bytes: read.bytes, head, headIsAll: isAll },
      fingerprint,
      close: async () => {
        await this.#forget(path, duckdb);
        if ('remove' in read) await read.remove();
      },
    };
  }

  /** The text of an opened file as UTF-8, registered beside it; `close` forgets it. */
  async inUtf8(
    { path, name }: OpenSource,
    encoding: string,
    duckdb: Duckdb,
    signal: AbortSignal,
  ): Promise<Utf8Source & { close: () => Promise<void> }> {
    const blob = this.#opened.get(path);
    if (blob === undefined) throw new Error(`${path} is not open.`);
    const isGzip = path.endsWith('.gz');
    const utf8 = await transcode(blob, { encoding, isGzip, signal }).catch((error: unknown) => {
      if (error instanceof FailureError || !isGzip) throw error;
      return failWith('gzip-damaged', { name }, { detail: String(error) });
    });
    const { head, isAll } = await readHead({ blob: utf8.blob, name });
    const own = `import/${(this.#registered += 1)}.csv`;
    await duckdb.register(own, utf8.blob);
    return {
      source: { path: own, file: utf8.blob, name, bytes: utf8.blob.size, head, headIsAll: isAll },
      unreadable: utf8.unreadable,
      close: () => this.#forget(own, duckdb),
    };
  }

  /** A statement that was just cancelled may still hold its file for a moment: then it is forgotten with the next one. */
  async #forget(path: string, duckdb: Duckdb): Promise<void> {
    this.#opened.delete(path);
    this.#stale.add(path);
    for (const one of this.#stale) {
      await duckdb.unregister(one).then(
        () => this.#stale.delete(one),
        () => undefined,
      );
    }
  }

  /** What is inflated by the database to its end is not looked at by it. */
  #isWholeGzip(
    { forKernel, name }: Pick<OpenedFile, 'forKernel' | 'name'>,
    signal: AbortSignal,
  ): Promise<number> {
    return this.#kernels.call(checkGzip, { file: forKernel as Blob, name }, { signal });
  }

  async #fingerprint(opened: OpenedFile, signal: AbortSignal, tap?: MessagePort): Promise<SourceFingerprint> {
    const { identity, name, bytes } = opened;
    const sha256 = this.#hashes.get(identity) ?? (await this.#hash(opened, signal, tap));
    this.#hashes.set(identity, sha256);
    return { name, bytes, sha256 };
  }

  /** The members of an archive that one run opens share the hash of the archive. */
  #hash({ identity, forKernel }: OpenedFile, signal: AbortSignal, tap?: MessagePort): Promise<string> {
    const running = this.#hashing.get(identity);
    if (running?.signal === signal) {
      tap?.close();
      return running.sha256;
    }
    const input = { file: forKernel as Blob, tap };
    const sha256 = this.#kernels.call(hashFile, input, { signal, transfer: tap === undefined ? [] : [tap] });
    const hashing = { signal, sha256 };
    this.#hashing.set(identity, hashing);
    const forget = (): void => {
      if (this.#hashing.get(identity) === hashing) this.#hashing.delete(identity);
    };
    sha256.then(forget, forget);
    return sha256;
  }
}

/** A hash under way, and the run it is taken for. */
interface Hashing {
  readonly signal: AbortSignal;
  readonly sha256: Promise<string>;
}

/** The start of a file's text; `isAll` when there is no more. */
interface Head {
  readonly head: Uint8Array;
  readonly isAll: boolean;
  readonly isGzip: boolean;
}

/** The first MiB of a file's text, inflated where the file is gzip. */
async function readHead({ blob, name }: Pick<OpenedFile, 'blob' | 'name'>): Promise<Head> {
  try {
    const start = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
    const isGzip = start[0] === 0x1f && start[1] === 0x8b;
    return isGzip ? await readInflated(blob, name) : { head: start, isAll: blob.size <= HEAD_BYTES, isGzip };
  } catch (error) {
    if (error instanceof FailureError) throw error;
    return failWith('file-unreadable', { name }, { detail: String(error) });
  }
}

async function readInflated(blob: Blob, name: string): Promise<Head> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isAll = true;
  try {
    for await (const piece of inflateGzip(blob)) {
      pieces.push(piece);
      length += piece.length;
      isAll = length < HEAD_BYTES;
      if (!isAll) break;
    }
  } catch (error) {
    return failWith('gzip-damaged', { name }, { detail: String(error) });
  }
  const head = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    head.set(piece, offset);
    offset += piece.length;
  }
  return { head, isAll, isGzip: true };
}
