import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { encodeJson } from '../headless/json';
import { frameRows } from '../src/core/frame';
import type { StepResult } from '../src/engine/protocol';
import { expect, test } from './fixtures';

const NAME = 'every-kind.csv';

/** A table of every column type, with the values that go wrong first. */
const CSV = [
  'id,big,number,text,größe 😀,select,flag,day,moment,empty',
  '1,9007199254740993,0.5,alpha,ü,1e308,true,2024-02-29,2024-02-29 12:30:00.5,',
  '2,-9007199254740993,-0,,日本,-1e308,false,2023-12-31,2024-03-01 00:00:00,',
  '3,9223372036854775807,NaN,beta,ü,5,,1999-01-01,2024-03-01 00:00:00,',
  '3,9223372036854775807,NaN,beta,ü,5,,1999-01-01,2024-03-01 00:00:00,',
  '4,,Infinity,"with ""quotes"", and a comma",,,true,,,',
  '5,7,-Infinity,alpha,a,0,true,2024-02-29,2025-01-01 00:00:00,',
].join('\n');

test('the headless runner and the browser give the same keys, frames and artifacts', async ({ page }) => {
  const printed = await runHeadless();
  await page.goto('e2e/contract.html');
  const [load, profile] = await page.evaluate(runInPage, { name: NAME, csv: CSV });

  const profileFrames = Object.entries(profile.frames).map(([name, frame]) => [
    name,
    frameRows(frame).map(encodeJson),
  ]);
  expect(printed.cells.c2.frames).toEqual(Object.fromEntries(profileFrames));
  expect(printed.cells.c2.artifacts.statistics.key).toBe(profile.artifacts.statistics?.key);
  expect(printed.cells.c1.artifacts.table.key).toBe(load.artifacts.table?.key);
  const statistics = profile.artifacts.statistics;
  expect(statistics?.kind).toBe('statistics');
  if (statistics?.kind === 'statistics') {
    expect(printed.cells.c2.artifacts.statistics.value).toEqual(encodeJson(statistics.value));
  }
});

/** What the runner prints, as far as this test reads it. */
interface Printed {
  readonly cells: {
    readonly c1: { readonly artifacts: { readonly table: { readonly key: string } } };
    readonly c2: {
      readonly artifacts: { readonly statistics: { readonly key: string; readonly value: unknown } };
      readonly frames: unknown;
    };
  };
}

async function runHeadless(): Promise<Printed> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-headless-'));
  const source = { kind: 'file', files: [{ name: NAME }] };
  const cells = [
    {
      id: 'c1',
      kind: 'step',
      step: 'load',
      version: 1,
      params: { source },
      inputs: {},
      outputs: { table: 'data' },
    },
    {
      id: 'c2',
      kind: 'step',
      step: 'profile',
      version: 1,
      params: {},
      inputs: { table: 'data' },
      outputs: {},
    },
  ];
  await writeFile(join(folder, 'data.csv'), CSV);
  await writeFile(
    join(folder, 'w.sluice.json'),
    JSON.stringify({ format: 'sluice', version: 1, title: '', cells }),
  );
  const args = [
    'scripts/headless.mjs',
    'run',
    join(folder, 'w.sluice.json'),
    '--data',
    `${NAME}=${join(folder, 'data.csv')}`,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 26 });
  await rm(folder, { recursive: true });
  return JSON.parse(stdout) as Printed;
}

/** Runs in the page. NaN and infinities survive the way to the test, which JSON would not let them. */
async function runInPage({ name, csv }: { name: string; csv: string }): Promise<[StepResult, StepResult]> {
  const { engine, file, profilePlan } = window.contractPage;
  const plan = profilePlan(name);
  const files = { [name]: await file(name, csv) };
  const resultOf = async (target: number): Promise<StepResult> => {
    const outcome = await engine.run({ plan: { ...plan, target }, files });
    if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.detail}`);
    return outcome.value;
  };
  return [await resultOf(0), await resultOf(1)];
}
