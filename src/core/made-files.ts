import type { TableArtifact } from './artifact';
import type { Frame } from './frame';
import type { RunContext } from './run-context';

/**
 * Some of the files that a step can make of its result, which keeps no more than is needed to make them (images from their provenance).
 * The answer has a row for each file from `offset` on, in their order: `path` (where it stands among the files), `length` and `crc` (its
 * CRC-32, which an archive states); `bytes` holds their contents one behind the other. There are fewer than `limit` where files are large, and none behind the last one. A
 * file that could not be made has the length 0.
 */
export interface MadeFilesQuery {
  readonly kind: 'made-files';
  readonly slot: string;
  /** Other tables of the same result that are needed to make them. */
  readonly beside: readonly string[];
  /** Which of the files that the step knows: a word of the step's own. */
  readonly which: string;
  readonly offset: number;
  readonly limit: number;
}

/** What a step may use while it makes files; nothing of it makes a table. */
export interface FilesContext extends Pick<
  RunContext,
  'kernels' | 'signal' | 'openSource' | 'remember' | 'progress'
> {
  /** Runs one statement that reads; for small results. */
  query(sql: string): Promise<Frame>;
}

/** Makes files out of the tables of a result, by the names of their slots, and the params that the result was made with. */
export type MakeFiles<Params> = (
  context: FilesContext,
  params: Params,
  tables: Readonly<Record<string, TableArtifact>>,
  query: MadeFilesQuery,
) => Promise<Frame>;
