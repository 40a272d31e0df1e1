import type { Column } from '../table';
import { columnWords } from './column-words';

/** True for the name of a column that says that it tells when: “t”, “t_s”, “elapsed_ms”, “Timestamp”. */
export function namesTime(name: string): boolean {
  return /^t( (s|ms|us|ns|sec|seconds))?$|\b(time|times|timestamp|elapsed|seconds|epoch)\b/.test(
    columnWords(name),
  );
}

/** The column that orders the rows: an instant or a day, or a number that is called a time; empty where there is none. */
export function likelyTime(columns: readonly Column[]): string {
  const dated = columns.find(({ type }) => type === 'timestamp' || type === 'date');
  const named = columns.find(
    ({ name, type }) => (type === 'integer' || type === 'number') && namesTime(name),
  );
  return (dated ?? named)?.name ?? '';
}
