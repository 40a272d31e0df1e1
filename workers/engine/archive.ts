import { FailureError, failWith, makeFailure } from '../../src/core/failure';
import { memberFailure } from '../../src/kernels/archive/refuse-member';
import { boundedSink } from '../../src/kernels/archive/sinks';
import { readEntries, type ZipEntry } from '../../src/kernels/archive/zip-list';
import type { OpenedFile, StoredPart, World } from './world';

/** A member of an archive, unpacked: readable like a file of its own until it is removed. */
export interface OpenedMember extends StoredPart {
  /** Its path in the archive. */
  readonly name: string;
  readonly bytes: number;
}

/** So many lists of archives are kept, so that the members of one are opened without reading its list again and again. */
const KEPT_LISTS = 4;

/** Opens the members of zip archives. */
export class Archives {
  readonly #world: Pick<World, 'storePart'>;
  readonly #lists = new Map<string, Promise<ZipEntry[]>>();

  constructor(world: Pick<World, 'storePart'>) {
    this.#world = world;
  }

  /**
   * Unpacks a member, streamed to where the world keeps it, about 100 MB/s. Checks before it starts what it would grow to, and
   * while it runs that it is what the archive states. Fails with `zip-unreadable`, `zip-member-missing`, `zip-encrypted`,
   * `zip-method-unknown`, `zip-too-large`, `zip-damaged`, `cancelled`.
   */
  async open(archive: OpenedFile, path: string, signal: AbortSignal): Promise<OpenedMember> {
    const { name } = archive;
    const entry = (await this.#list(archive)).find((each) => each.filename === path);
    const unpack = entry?.getData?.bind(entry);
    if (entry === undefined || unpack === undefined)
      return failWith('zip-member-missing', { name, member: path });
    const { uncompressedSize: bytes, compressedSize: packed, compressionMethod: method } = entry;
    const isEncrypted = entry.encrypted;
    const failure = memberFailure(name, { path, bytes, packed, method, isEncrypted, offset: entry.offset });
    if (failure !== null) throw new FailureError(failure);
    try {
      const part = await this.#world.storePart((writable) =>
        unpack(boundedSink(writable, bytes), { signal, checkSignature: true, useWebWorkers: false }),
      );
      return { ...part, name: path, bytes };
    } catch (error) {
      if (signal.aborted) throw new FailureError(makeFailure('cancelled'), { cause: error });
      return failWith('zip-damaged', { name, member: path }, { detail: String(error) });
    }
  }

  #list({ identity, blob, name }: OpenedFile): Promise<ZipEntry[]> {
    const known = this.#lists.get(identity);
    if (known !== undefined) return known;
    const list = readEntries(blob, name);
    this.#lists.set(identity, list);
    list.catch(() => this.#lists.delete(identity));
    const [oldest] = this.#lists.keys();
    if (this.#lists.size > KEPT_LISTS && oldest !== undefined) this.#lists.delete(oldest);
    return list;
  }
}
