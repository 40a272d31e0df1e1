import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../../../../headless/node-engine';
import { frameRows } from '../../../../core/frame';
import type { Engine, StepResult } from '../../../../engine/protocol';

const folder = fileURLToPath(new URL('../../../../../../shared/data/', import.meta.url));
let engine: Engine;
beforeAll(async () => void (engine = await openNodeEngine()));
afterAll(() => engine.close());

async function profileOf(file: string, target: string): Promise<StepResult> {
  const name = basename(file);
  const nodes = [
    { step: 'load', version: 1, params: { source: { kind: 'file', files: [{ name }] } }, inputs: {} },
    { step: 'profile', version: 1, params: { target }, inputs: { table: { node: 0, slot: 'table' } } },
  ];
  const files = { [name]: { path: folder + file } };
  const outcome = await engine.run({ plan: { nodes, target: 1 }, files });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}

describe.skipIf(!existsSync(folder))('real files (skipped where ../shared/data is absent)', () => {
  test.each([
    ['adult/adult_train.csv', 'income', 'relationship', 0.2],
    ['sklearn_small/breast_cancer_wdbc.csv', 'diagnosis', 'worst perimeter', 0.7],
    ['penguins/penguins.csv', 'species', 'flipper_length_mm', 0.54],
    ['penguins/penguins_raw.csv', 'Species', 'Flipper Length (mm)', 0.54],
    ['pima/pima.csv', 'diabetes', 'glucose', 0.17],
    ['german_credit/german_credit.csv', 'class', 'checking_status', 0.12],
  ])('%s: nothing gives %s away; %s says most', async (file, target, best, power) => {
    const { frames } = await profileOf(file, target);
    const suspects = frameRows(frames.alerts!).filter(({ alert }) => alert === 'leak');
    expect(suspects).toEqual([]);
    const [first] = frameRows(frames.target_columns!);
    expect(first?.column).toBe(best);
    expect(Math.abs(Number(first?.power) - power)).toBeLessThan(0.02);
  });
});
