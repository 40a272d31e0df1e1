import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from './node-engine';
import type { PatchValue } from '../src/core/artifact';
import { emptyFrame, frameRows } from '../src/core/frame';
import type { Engine } from '../src/engine/protocol';
import { theContract } from './trials/the-contract';

let engine: Engine;
let folder: string;
beforeAll(async () => {
  engine = await openNodeEngine();
  folder = mkdtempSync(join(tmpdir(), 'sluice-'));
  writeFileSync(join(folder, 'first.csv'), FIRST);
  writeFileSync(join(folder, 'second.csv'), SECOND);
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

const FIRST = `id,city,weight,ibu,price
1,Berlin,2 kg,N/A,10
2,Berln,3 kg,40,11
3,Rome,1 kg,55,
4,Rome,2 kg,60,14
`;
/** A month later: no bitterness any more, weights are numbers, Berlin is spelled well, prices are words. */
const SECOND = `id,city,weight,price
1,Berlin,2.5,cheap
2,Berlin,3.5,dear
3,Rome,1.5,
`;

const MERGED: PatchValue = {
  version: 1,
  key: { kind: 'columns', columns: ['city'] },
  decisions: [{ row: 'Berln', action: 'set', column: 'city', value: 'Berlin' }],
};

/** A recipe made on the first file: each cell reads what the one before made. */
const RECIPE: readonly { step: string; params: object; output: string; patch?: PatchValue }[] = [
  { step: 'missing-tokens', params: { tokens: { ibu: ['N/A'], weight: ['?'] } }, output: 'marked' },
  { step: 'parse', params: { columns: ['weight', 'ibu'], to: 'number' }, output: 'parsed' },
  { step: 'merge-values', params: { column: 'city' }, output: 'merged', patch: MERGED },
  { step: 'impute', params: { columns: ['ibu', 'weight', 'price'], method: 'median' }, output: 'imputed' },
  { step: 'clip', params: { columns: ['weight', 'ibu'] }, output: 'clipped' },
  { step: 'rename-columns', params: { names: { weight: 'kg', ibu: 'bitterness' } }, output: 'renamed' },
];

/** What each cell of the recipe could not find in a file, and the columns at its end. */
async function unmetIn(file: string) {
  const outputs = ['table', ...RECIPE.map(({ output }) => output)];
  const load = {
    step: 'load',
    version: 1,
    params: { source: { kind: 'file', files: [{ name: file }] } },
    inputs: {},
  };
  const cells = RECIPE.map(({ step, params, patch }, place) => {
    const contract = theContract(step);
    const inputs = { table: { node: place, slot: outputs[place] ?? '' } };
    return {
      step,
      version: contract.version,
      params: contract.params.parse(params),
      inputs,
      ...(patch && { patch }),
    };
  });
  const nodes = [load, ...cells];
  const unmet: Record<string, unknown[]> = {};
  let columns: string[] = [];
  for (let target = 1; target < nodes.length; target++) {
    const outcome = await engine.run({
      plan: { nodes: nodes.slice(0, target + 1), target },
      files: { [file]: { path: join(folder, file) } },
    });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
    const { frames, artifacts, notices } = outcome.value;
    const rows = frameRows(frames.unmet ?? emptyFrame);
    expect(notices.some(({ code, isWarning }) => code === 'unmet' && isWarning === true)).toBe(
      rows.length > 0,
    );
    unmet[RECIPE[target - 1]?.step ?? ''] = rows.map(({ what, column, reason }) => [what, column, reason]);
    const made = artifacts[outputs[target] ?? ''];
    columns = made?.kind === 'table' ? made.columns.map(({ name }) => name) : [];
  }
  return { unmet, columns };
}

describe('a recipe made on one file', () => {
  test('finds all of it there', async () => {
    const { unmet, columns } = await unmetIn('first.csv');
    expect(Object.values(unmet).flat()).toEqual([]);
    expect(columns).toEqual(['id', 'city', 'kg', 'bitterness', 'price']);
  });

  test('runs to its end on another one, and every cell lists what did not fit', async () => {
    const { unmet, columns } = await unmetIn('second.csv');
    const gone = 'the table has no such column';
    expect(unmet).toEqual({
      'missing-tokens': [
        ['column', 'ibu', gone],
        ['“?”', 'weight', 'a column of number holds no such value'],
      ],
      parse: [
        ['column', 'weight', 'it is number already'],
        ['column', 'ibu', gone],
      ],
      'merge-values': [['the decision “Berln” → “Berlin”', null, 'the value no longer occurs']],
      impute: [
        ['column', 'ibu', gone],
        ['column', 'price', 'it is text here, not integer or number or date or timestamp'],
      ],
      clip: [['column', 'ibu', gone]],
      'rename-columns': [['column', 'ibu', gone]],
    });
    expect(columns).toEqual(['id', 'city', 'kg', 'price']);
  });
});
