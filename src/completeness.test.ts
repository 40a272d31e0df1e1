import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesUnder } from '../scripts/house/files';
import { portsOf, STAGES, type StepContract } from './core/contract';
import { ALL_OUTPUTS } from './core/sentence';
import { contracts } from './steps/index';

const ROOT = 'src/steps';
const PARTS = ['step.ts', 'run.ts', 'View.svelte', 'reading.ts', 'lesson.md', 'step.test.ts'];

/** Every step's tests say what becomes of these; the words are looked for in names of tests and in data. */
const EDGE_CASES: readonly (readonly [string, RegExp])[] = [
  ['an empty table', /empty|no rows/i],
  ['one row', /one row|single row|1 row/i],
  ['all null', /all null|all missing|only nulls/i],
  ['NaN', /\bnan\b/i],
  ['Infinity', /infinit/i],
  ['a constant column', /constant/i],
  ['unicode names', /unicode|(?![a-z])\p{L}/iu],
  ['keyword names', /keyword|"select"|reserved/i],
];

const folders = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((stage) => readdirSync(`${ROOT}/${stage.name}`).map((step) => `${stage.name}/${step}`))
  .sort();

const folderOf = (contract: StepContract) => `${contract.stage}/${contract.id}`;

/** The folders that a list imports from, in the text of the list: a list may load lazily, so it is read, not run. */
function foldersIn(list: string, file: string): string[] {
  const path = `${ROOT}/${list}`;
  if (!existsSync(path)) return [`${path} is missing`];
  const pattern = new RegExp(`['"]\\./([\\w-]+/[\\w-]+)/${file}['"]`, 'g');
  return [...readFileSync(path, 'utf8').matchAll(pattern)].map((match) => match[1] ?? '').sort();
}

describe('the three lists of steps and the folders agree:', () => {
  it('contracts', () => {
    expect(contracts.map(folderOf).sort()).toEqual(folders);
    expect(foldersIn('index.ts', 'step')).toEqual(folders);
  });

  it('runs', () => {
    expect(foldersIn('runs.ts', 'run(?:\\.ts)?')).toEqual(folders);
  });

  it('views', () => {
    expect(foldersIn('views.ts', 'View\\.svelte')).toEqual(folders);
  });

  it('stages', () => {
    const stages: readonly string[] = STAGES;
    expect(folders.filter((folder) => !stages.includes(folder.split('/')[0] ?? ''))).toEqual([]);
  });

  it('ids and titles are unique', () => {
    expect(new Set(contracts.map((contract) => contract.id)).size).toBe(contracts.length);
    expect(new Set(contracts.map((contract) => contract.title)).size).toBe(contracts.length);
  });
});

describe.each(contracts.map((contract) => [contract.id, contract] as const))(
  'the step %s',
  (id, contract) => {
    const folder = `${ROOT}/${folderOf(contract)}`;
    const text = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');

    it('has all of its parts', () => {
      expect(PARTS.filter((part) => !existsSync(`${folder}/${part}`))).toEqual([]);
    });

    it('has a lesson worth reading', () => {
      const lesson = text('lesson.md');
      expect(lesson.split(/\s+/).length).toBeGreaterThan(200);
      expect(lesson).toMatch(/^#+ /m);
    });

    it.each(EDGE_CASES)('tests %s', (_, pattern) => {
      const tests = filesUnder(folder).filter((path) => path.endsWith('.test.ts'));
      expect(tests.map((path) => readFileSync(path, 'utf8')).join('\n')).toMatch(pattern);
    });

    it('stands in the gallery', () => {
      const gallery = filesUnder('src/gallery').map((path) => readFileSync(path, 'utf8'));
      expect(gallery.some((source) => new RegExp(`['"\`]${id}['"\`]`).test(source))).toBe(true);
    });

    it('has a sentence whose slots are each one input, output or param', () => {
      const slots = [...contract.sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      const defaults = contract.params.safeParse({}).data ?? {};
      const names = [
        ...Object.keys(portsOf(contract.inputs, defaults)),
        ...Object.keys(portsOf(contract.outputs, defaults)),
        ...Object.keys(contract.params.shape),
        ALL_OUTPUTS,
      ];
      expect(slots.length).toBeGreaterThan(0);
      expect(slots.filter((slot) => names.filter((name) => name === slot).length !== 1)).toEqual([]);
      expect(new Set(slots).size).toBe(slots.length);
    });

    it('documents its params and frames', () => {
      const meanings = [
        ...Object.entries(contract.params.shape).map(([name, schema]) => [name, descriptionOf(schema)]),
        ...Object.entries(contract.frames).flatMap(([frame, shape]) =>
          Object.entries(shape).map(([column, { meaning }]) => [`${frame}.${column}`, meaning]),
        ),
      ];
      expect(meanings.filter(([, meaning]) => (meaning ?? '').trim() === '')).toEqual([]);
      expect(contract.summary).toMatch(/^[A-Z].*\.$/);
    });

    it('names its frames and their columns in snake_case', () => {
      const names = Object.entries(contract.frames).flatMap(([frame, shape]) => [
        frame,
        ...Object.keys(shape),
      ]);
      expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
    });
  },
);

function descriptionOf(schema: unknown): string | undefined {
  return (schema as { readonly description?: string }).description;
}
