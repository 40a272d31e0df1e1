import type { RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt, tablesAt } from '../../../core/run-inputs';
import { framesOfAlerts } from './alerts/alert-frame';
import { findAlerts, inOrder } from './alerts/find-alerts';
import { findOverlaps } from './alerts/overlap';
import { partOfSplit } from './alerts/part';
import { valueCap, type ProfileTable } from './columns';
import { describeColumns } from './details/describe-columns';
import { showFirstLook } from './first-look';
import { framesOf } from './frames';
import { meaningsOf } from './meanings';
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
  const { part, sampled, synthetic } = tableAt(inputs).traits;
  const beside = tablesAt(inputs, 'beside');
  checkWeight(table, params.weight);
  checkTarget(table, params.target);
  await showFirstLook(context, table);
  const { statistics, details: known } = await measureTable(context, table);
  const weighted = await weigh(context, table, statistics, params.weight);
  const aimed = await aimAt(context, table, statistics, params);
  context.progress('alerts');
  const inDatabase = async () => {
    const gaps = await missingness(context, table, statistics);
    const strips = await nullity(context, table, statistics);
    const rows = await sampleRows(context, table);
    const alerts = await findAlerts(context, table, statistics, params, [
      ...aimed.leaks,
      ...(beside.length > 0 ? [] : partOfSplit(part, table.rows)),
    ]);
    const overlaps = await findOverlaps(context, tableAt(inputs), beside, {
      ...{ statistics, alerts, threshold: params.overlapShare },
    });
    const meanings = await meaningsOf(context.database, statistics);
    return {
      ...framesOf(statistics, meanings),
      ...gaps,
      ...strips,
      ...rows,
      alerts: framesOfAlerts(inOrder([...overlaps.alerts, ...alerts], statistics)),
      overlap: overlaps.frame,
    };
  };
  // The kernels read texts beside the database, which looks for the rest meanwhile.
  const [details, others] = await Promise.all([
    describeColumns(context, table, statistics, known),
    inDatabase(),
  ]);
  return {
    artifacts: { statistics: { kind: 'statistics', value: statistics } },
    frames: {
      ...details,
      ...others,
      ...weighted,
      ...aimed.frames,
    },
    // The figures are those of the one table, whatever stands beside it.
    traits: { statistics: { part, sampled, synthetic } },
  };
}

function profiledTable(inputs: RunInputs): ProfileTable {
  const { table, rows, columns } = tableAt(inputs);
  return { table, rows, columns, cap: valueCap(columns.length) };
}
