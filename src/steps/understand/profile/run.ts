import type { RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { framesOfAlerts } from './alerts/alert-frame';
import { findAlerts } from './alerts/find-alerts';
import { valueCap, type ProfileTable } from './columns';
import { describeColumns } from './details/describe-columns';
import { showFirstLook } from './first-look';
import { framesOf } from './frames';
import { measureTable } from './measure';
import { missingness } from './missingness';
import { nullity } from './nullity';
import { sampleRows } from './sample-rows';
import type { ProfileParams } from './step';
import { aimAt, checkTarget } from './target/aim';
import { checkWeight, weigh } from './weight/weigh';

/** Profiles a table: for a large one a first look at a sample, then its statistics, then what speaks of them. */
export async function run(context: RunContext, params: ProfileParams, inputs: RunInputs): Promise<RunOutput> {
  const table = profiledTable(inputs);
  checkWeight(table, params.weight);
  checkTarget(table, params.target);
  await showFirstLook(context, table);
  const statistics = await measureTable(context, table);
  const weighted = await weigh(context, table, statistics, params.weight);
  const aimed = await aimAt(context, table, statistics, params);
  context.progress('alerts');
  const gaps = await missingness(context, table, statistics);
  const strips = await nullity(context, table, statistics);
  const rows = await sampleRows(context, table);
  const alerts = await findAlerts(context, table, statistics, params, aimed.leaks);
  const details = await describeColumns(context, table, statistics);
  return {
    artifacts: { statistics: { kind: 'statistics', value: statistics } },
    frames: {
      ...framesOf(statistics),
      alerts: framesOfAlerts(alerts),
      ...gaps,
      ...details,
      ...strips,
      ...rows,
      ...weighted,
      ...aimed.frames,
    },
  };
}

function profiledTable(inputs: RunInputs): ProfileTable {
  const { table, rows, columns } = tableAt(inputs);
  return { table, rows, columns, cap: valueCap(columns.length) };
}
