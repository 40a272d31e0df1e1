import { plainTraits, type TransformArtifact, type TransformValue } from '../../src/core/artifact';
import { frameRows, type FrameRow } from '../../src/core/frame';
import { contractOf } from '../../src/steps/index';
import { runOf } from '../../src/steps/runs';
import type { SqlBench, StepTrial } from '../step-on-sql';
import { present } from './present';

/** How the tests of `impute` run it on SELECTs, and apply what it learned to others. The bench is asked for when it stands. */
export function imputeTrials(bench: () => SqlBench) {
  const fill = (select: string, params: object = {}, part: string | null = 'train'): Promise<StepTrial> =>
    bench().tryStep(present(contractOf('impute')), { select, traits: { part }, name: 'train' }, params);
  const failureOf = (select: string, params: object) => fill(select, params).catch((error: unknown) => error);
  const apply = async (trial: StepTrial, select: string): Promise<FrameRow[]> => {
    const transform: TransformArtifact = {
      ...{ kind: 'transform', key: 'k', value: valueOf(trial) },
      traits: { ...plainTraits, part: 'train' },
    };
    const run = await runOf('apply-transform');
    const applied = await bench().run(
      (context, none, inputs) => run(context, none, { ...inputs, transform }),
      await bench().makeTable(select),
    );
    return bench().rowsOf(applied.artifacts.applied);
  };
  return { fill, failureOf, apply };
}

/** The transform that a run has fitted. */
export function valueOf({ artifacts }: StepTrial): TransformValue {
  if (artifacts.transform?.kind !== 'transform') throw new Error('No transform was made.');
  return artifacts.transform.value;
}

/** The values of a column of the imputed table, in order. */
export const column = ({ rows }: StepTrial, name = 'x') => present(rows.imputed).map((row) => row[name]);

/** The rows of the frame `columns`. */
export const columnsOf = ({ frames }: StepTrial) => frameRows(present(frames.columns));

/** A SELECT of one column of a type, written as texts. */
export const list = (type: string, values: readonly (string | number | null)[], name = 'x') =>
  `SELECT unnest([${values.map((value) => (value === null ? 'NULL' : `'${value}'`)).join(', ')}]::${type}[]) AS "${name}"`;
