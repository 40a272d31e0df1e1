import { sourceFiles } from '../../core/source';
import type { StepCell } from '../../document/document';
import { sourcesOf } from '../../document/sources';
import type { StepResult } from '../../engine/protocol';
import { columnChanges, type ColumnChanges, type KnownColumn } from './column-changes';

/** That a cell has read another file than the one on record, and how it differs. */
export interface OtherFile {
  readonly name: string;
  /** Bytes on record; null where only the hash was. */
  readonly bytesBefore: number | null;
  readonly bytesNow: number;
  readonly sha256Before: string;
  readonly sha256Now: string;
  /** How the columns differ; null where those of the file before are not known here. */
  readonly changes: ColumnChanges | null;
}

/** Compares what a run has read with what the document has on record; null where it is the same file, or the first. */
export function otherFile(
  cell: StepCell,
  result: StepResult,
  columnsBefore: readonly KnownColumn[] | null,
): OtherFile | null {
  const recorded = sourcesOf(cell).flatMap(sourceFiles);
  for (const { name, sha256, bytes } of result.sources) {
    const before = recorded.find((file) => file.kind !== 'embedded' && file.name === name);
    if (before === undefined || before.kind === 'embedded' || before.sha256 === undefined) continue;
    if (before.sha256 === sha256) continue;
    return {
      name,
      bytesBefore: 'bytes' in before && typeof before.bytes === 'number' ? before.bytes : null,
      bytesNow: bytes,
      sha256Before: before.sha256,
      sha256Now: sha256,
      changes: columnsBefore === null ? null : columnChanges(columnsBefore, columnsOfResult(result)),
    };
  }
  return null;
}

/** The columns of the table that a run has made; none where it made no table. */
export function columnsOfResult(result: StepResult): KnownColumn[] {
  const table = Object.values(result.artifacts).find((artifact) => artifact.kind === 'table');
  return table?.columns.map(({ name, type }) => ({ name, type: String(type) })) ?? [];
}
