import type { FailureCode } from '../../core/failure-catalogue';
import type { PlanNode } from '../../core/plan';
import { loadNode, loadPlan } from './plans';
import { equal, failure, filesOf, value, type SuiteCase, type SuiteWorld } from './world';

/** Bad input is a named failure that says what to do. */
export function badFileCases(): SuiteCase[] {
  const latin1 = Uint8Array.from('a,b\n1,caf\u00e9\n2,x\n', (letter) => letter.charCodeAt(0));
  const bad: readonly (readonly [string, string | Uint8Array, FailureCode])[] = [
    ['an empty file', '', 'file-empty'],
    ['a file of white space', ' \n\n', 'file-empty'],
    ['a header without rows', 'a,b\n', 'csv-header-only'],
    ['a zip called .csv', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0), 'file-not-text'],
    ['binary data called .csv', Uint8Array.of(1, 2, 0, 3, 0, 4, 9), 'file-not-text'],
    ['a row with too many fields', 'a,b\n1,2\n3,4,5\n', 'csv-row-too-wide'],
    ['a row with too few fields', 'a,b\n1,2\n3\n', 'csv-row-too-short'],
    ['a text that is not UTF-8', latin1, 'csv-wrong-encoding'],
    ['a quote that is never closed', 'a,b\n1,"x\n2,y\n', 'csv-unclosed-quote'],
  ];
  return [
    ...bad.map(([what, content, code]) => ({
      name: `${what} fails as ${code}`,
      run: async (world: SuiteWorld) => {
        const files = await filesOf(world, { 'bad.csv': content });
        const plan = loadPlan('bad.csv', { strict: true, encoding: 'utf-8' });
        const found = failure(await world.engine.run({ plan, files }), code);
        if (found.hint === '') throw new Error('The failure does not say what to do.');
      },
    })),
    {
      name: 'a file that nobody gave fails as file-missing',
      run: async ({ engine }) =>
        void failure(await engine.run({ plan: loadPlan('gone.csv'), files: {} }), 'file-missing'),
    },
    {
      name: 'an unknown step, a newer step and wrong params fail by name',
      run: async ({ engine }) => {
        const run = (node: PlanNode) => engine.run({ plan: { nodes: [node], target: 0 }, files: {} });
        failure(await run({ step: 'conjure', version: 1, params: {}, inputs: {} }), 'step-unknown');
        failure(await run({ ...loadNode('x.csv'), version: 99 }), 'step-newer');
        failure(await run({ ...loadNode('x.csv'), params: { source: 7 } }), 'params-invalid');
      },
    },
    {
      name: 'names that are double, empty or keywords are kept, made different, and said',
      run: async (world) => {
        const files = await filesOf(world, { 'names.csv': 'select,a,A,,a\n1,2,3,4,5\n' });
        const result = value(await world.engine.run({ plan: loadPlan('names.csv'), files }));
        const names = (result.frames.columns?.columns.column ?? []) as readonly string[];
        equal(new Set(names.map((name) => name.toLowerCase())).size, 5);
        equal(names.slice(0, 2), ['select', 'a']);
        equal(
          result.notices.map((notice) => notice.code),
          ['columns-renamed'],
        );
      },
    },
  ];
}
