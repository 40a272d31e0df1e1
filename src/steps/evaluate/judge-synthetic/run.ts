import type { RunStep } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { requireColumn } from '../../../core/column-param';
import { judgeSynthetic } from '../../../kernels/fidelity/judge';
import type { JudgeSyntheticParams } from './step';

/** Judges the synthetic rows by the real ones. */
export const run: RunStep<JudgeSyntheticParams> = async (context, params, inputs) => {
  const real = tableAt(inputs, 'real');
  for (const name of [...params.categories, ...params.known]) requireColumn(real, name);
  const { frames, notices } = await judgeSynthetic(context, {
    real,
    synthetic: tableAt(inputs, 'synthetic'),
    holdout: inputs.holdout === undefined ? undefined : tableAt(inputs, 'holdout'),
    columns: params.columns,
    categories: params.categories,
    known: params.known,
    seed: params.seed,
    most: params.rows,
  });
  for (const notice of notices) context.notice(notice);
  return { artifacts: {}, frames };
};
