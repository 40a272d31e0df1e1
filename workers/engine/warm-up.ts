import type { Plan } from '../../src/core/plan';
import { contractOf } from '../../src/steps/index';

const ROWS = 3000;
const GRADES = ['good', 'NA', 'fair', 'poor'];
const DAYS = ['2024-05-11', '1999-12-31', '2030-01-02'];

/**
 * A small table of every type that is loaded and profiled while nobody waits. A browser compiles each function of the database when it
 * is first called; after this, the first file of a visitor is read without that wait (0.3 s of a load, 0.1 s of a profile).
 */
export function warmUpPlan(): Plan {
  const source = { kind: 'embedded', name: 'warm-up.csv', text: warmUpText() };
  const load = contractOf('load');
  const profile = contractOf('profile');
  if (load === undefined || profile === undefined) throw new Error('There is no load or no profile.');
  return {
    nodes: [
      { step: load.id, version: load.version, params: load.params.parse({ source }), inputs: {} },
      {
        step: profile.id,
        version: profile.version,
        params: profile.params.parse({}),
        inputs: { table: { node: 0, slot: 'table' } },
      },
    ],
    target: 1,
  };
}

function warmUpText(): string {
  const line = (row: number): string =>
    [
      (row * 7919) % 1000,
      row / 7,
      GRADES[row % GRADES.length],
      `"row ${row}, said ""${row}"""`,
      DAYS[row % DAYS.length],
      `${DAYS[row % DAYS.length]} 10:20:${10 + (row % 50)}`,
      row % 2 === 0,
      `${row}Z`,
    ].join(',');
  const lines = Array.from({ length: ROWS }, (_, row) => line(row));
  return ['whole,number,grade,remark,day,moment,yes,code', ...lines].join('\n');
}
