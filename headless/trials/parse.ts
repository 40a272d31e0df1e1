import type { ArtifactContent } from '../../src/core/artifact';
import { FailureError } from '../../src/core/failure';
import { frameRows } from '../../src/core/frame';
import { quoteLiteral } from '../../src/core/sql';
import type { Column } from '../../src/core/table';
import { contractOf } from '../../src/steps/index';
import type { SqlBench } from '../step-on-sql';
import { present } from './present';

/** A SELECT of texts as the column `x`. */
export const selectOf = (texts: readonly (string | null)[]): string =>
  `SELECT * FROM (VALUES ${texts.map((text) => `(${text === null ? 'NULL' : quoteLiteral(text)}::VARCHAR)`).join(', ')}) AS t(x)`;

/** The columns of a table that was made. */
function columnsOf(made: ArtifactContent | undefined): readonly Column[] {
  return made?.kind === 'table' ? made.columns : [];
}

/** How the tests of `parse` run it on SELECTs and on texts. The bench is asked for when it stands. */
export function parseTrials(bench: () => SqlBench) {
  const parsedTable = async (select: string, params: object) => {
    const trial = await bench().tryStep(present(contractOf('parse')), { select }, params);
    const { rows, frames, reading, notices, artifacts } = trial;
    return {
      rows: present(rows.parsed),
      artifacts,
      type: columnsOf(artifacts.parsed),
      frame: (name: string) => frameRows(present(frames[name])),
      frames,
      notices,
      ...reading,
    };
  };
  const parsed = async (texts: readonly (string | null)[], params: object = {}) => {
    const result = await parsedTable(selectOf(texts), { columns: ['x'], ...params });
    return { ...result, values: result.rows.map(({ x }) => x ?? null) };
  };
  const failureOf = async (texts: readonly (string | null)[], params: object) => {
    const error: unknown = await parsed(texts, params).catch((thrown: unknown) => thrown);
    if (!(error instanceof FailureError)) throw new Error(`It did not fail: ${String(error)}`);
    return error.failure;
  };
  return { parsedTable, parsed, failureOf };
}
