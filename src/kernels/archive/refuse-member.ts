import { makeFailure, type Failure } from '../../core/failure';
import type { ZipMember } from './zip-list';

/** The packings that are unpacked here: stored, deflate, and deflate with a window of 64 KiB. */
const METHODS: ReadonlySet<number> = new Set([0, 8, 9]);
/** No member may grow beyond this, whatever it is. */
const LARGEST_MEMBER = 8e9;
/** A member that grows this many times over is text of little variety, or made to fill a disk. */
const STRANGE_RATIO = 200;
/** Below this size, growth does no harm. */
const HARMLESS_BYTES = 256e6;

/** Why a member is not unpacked, before any of it is; null where it is. */
export function memberFailure(archive: string, member: ZipMember): Failure | null {
  const facts = { name: archive, member: member.path };
  if (member.isEncrypted) return makeFailure('zip-encrypted', facts);
  if (!METHODS.has(member.method)) {
    return makeFailure('zip-method-unknown', { ...facts, method: member.method });
  }
  const ratio = Math.round(member.bytes / Math.max(1, member.packed));
  const isStrange = member.bytes > HARMLESS_BYTES && ratio > STRANGE_RATIO;
  if (member.bytes <= LARGEST_MEMBER && !isStrange) return null;
  return makeFailure('zip-too-large', { ...facts, size: sizeText(member.bytes), ratio });
}

function sizeText(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
}
