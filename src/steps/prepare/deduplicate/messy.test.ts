import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../../../headless/node-engine';
import { frameRows } from '../../../core/frame';
import type { Engine } from '../../../engine/protocol';
import { deduplicateParams } from './step';

const NAME = 'csv_example_input_with_true_ids.csv';
const path = fileURLToPath(new URL(`../../../../../shared/data/dedupe_messy/${NAME}`, import.meta.url));
let engine: Engine;
beforeAll(async () => void (engine = await openNodeEngine()));
afterAll(() => engine.close());

async function run(nodes: readonly object[]) {
  const plan = { nodes, target: nodes.length - 1 } as Parameters<Engine['run']>[0]['plan'];
  const outcome = await engine.run({ plan, files: { [NAME]: { path } } });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value.frames;
}

const load = {
  step: 'load',
  version: 1,
  params: { source: { kind: 'file', files: [{ name: NAME }] } },
  inputs: {},
};
const table = { node: 0, slot: 'table' };

/** How many of the pairs found are of one site (precision), and how many of the pairs of one site are found (recall). */
async function judged(given: object): Promise<{ precision: number; recall: number; pairs: number }> {
  const params = deduplicateParams.parse({ method: 'near', ...given });
  const { pairs, summary } = await run([
    load,
    { step: 'deduplicate', version: 1, params, inputs: { table } },
  ]);
  expect(frameRows(summary!)[0]!.rows).toBe(3337);
  const places = await sitesOf();
  const siteOf = new Map(places.flatMap((rows, site) => rows.map((row) => [row, site] as const)));
  const found = frameRows(pairs!).map(
    ({ first, second }) => siteOf.get(Number(first)) === siteOf.get(Number(second)),
  );
  const right = found.filter(Boolean).length;
  const all = places.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  return { precision: right / found.length, recall: right / all, pairs: found.length };
}

/** The rows of each site, by their places from 1; the true id is no column that is compared. */
async function sitesOf(): Promise<number[][]> {
  const text = `SELECT string_agg(i, ' ') AS places FROM (SELECT "True Id" AS id, row_number() OVER () AS i FROM sites) GROUP BY id`;
  const cell = { step: 'sql', version: 1, params: { text }, inputs: { sites: table } };
  const plan = { nodes: [load, cell], target: 1 };
  const files = { [NAME]: { path } };
  const query = { kind: 'page', slot: 'result', offset: 0, limit: 5000 } as const;
  const page = await engine.ask({ plan, files, query });
  if (!page.ok) throw new Error(JSON.stringify(page.failure));
  return frameRows(page.value).map(({ places }) => String(places).split(' ').map(Number));
}

describe.skipIf(!existsSync(path))('a list of child-care sites with its truth (absent: skipped)', () => {
  // Pairs of one site that look nothing alike, such as two names of one address, no likeness of texts can find.
  test.each([
    ['name, address and telephone', { columns: ['Site name', 'Address', 'Phone'] }, 0.99, 0.36],
    ['name and address', { columns: ['Site name', 'Address'] }, 0.97, 0.39],
    ['name and address, less alike', { columns: ['Site name', 'Address'], similarity: 0.7 }, 0.94, 0.61],
  ])('near by %s', async (_, given, precision, recall) => {
    const found = await judged(given);
    expect(found.precision).toBeGreaterThanOrEqual(precision);
    expect(found.recall).toBeGreaterThanOrEqual(recall);
  });
});
