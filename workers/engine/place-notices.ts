import type { Artifact } from '../../src/core/artifact';
import type { Notice } from '../../src/core/contract';
import { numberFormat } from '../../src/core/number-format';
import type { TableStore } from './table-store';

/** Says of tables that stand on disk that they do, and how large they are; nothing of those in memory. */
export function placeNotices(
  artifacts: Readonly<Record<string, Artifact>>,
  tables: Pick<TableStore, 'stored'>,
): Notice[] {
  const made = new Set(
    Object.values(artifacts).flatMap((artifact) => (artifact.kind === 'table' ? [artifact.table] : [])),
  );
  const onDisk = tables.stored.filter(({ table, place }) => place === 'disk' && made.has(table));
  if (onDisk.length === 0) return [];
  const bytes = numberFormat('en').bytes(onDisk.reduce((sum, one) => sum + one.bytes, 0));
  const text = `Too large for memory: kept on this device’s disk while the tab is open (${bytes}), and deleted when it is closed.`;
  return [{ code: 'kept-on-disk', text }];
}
