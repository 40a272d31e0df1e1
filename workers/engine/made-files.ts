import type { TableArtifact } from '../../src/core/artifact';
import { failWith } from '../../src/core/failure';
import type { Frame } from '../../src/core/frame';
import type { FilesContext, MadeFilesQuery } from '../../src/core/made-files';
import type { Plan } from '../../src/core/plan';
import { contractOf } from '../../src/steps/index';
import { makerOf } from '../../src/steps/runs';
import { openStepScope, type ScopeParts } from './step-context';

/** What files are made with. */
type Parts = Pick<
  ScopeParts,
  'duckdb' | 'kernels' | 'sources' | 'tables' | 'files' | 'signal' | 'remembered'
>;

/** Some of the files that the plan's target stands for, made by its step. Statements go beside those of runs, never among them. */
export async function madeFiles(
  parts: Parts,
  { nodes, target }: Plan,
  query: MadeFilesQuery,
  tables: ReadonlyMap<string, TableArtifact>,
): Promise<Frame> {
  const node = nodes[target];
  const contract = node && contractOf(node.step);
  if (node === undefined || contract === undefined)
    return failWith('step-unknown', { step: node?.step ?? '' });
  const make = await makerOf(contract.id);
  const scope = openStepScope({ ...parts, onProgress: () => undefined, thrift: false });
  const context: FilesContext = {
    ...scope.context,
    query: (sql) => parts.duckdb.patient.query(sql, { signal: parts.signal }),
  };
  try {
    return await make(context, contract.params.parse(node.params), Object.fromEntries(tables), query);
  } finally {
    await scope.close();
  }
}
