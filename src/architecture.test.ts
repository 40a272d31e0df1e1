import { describe, expect, it } from 'vitest';
import { importCircles } from '../scripts/house/circles';
import { readSources } from '../scripts/house/files';
import { importsOf } from '../scripts/house/imports';
import { layerViolations } from '../scripts/house/layers';

const importsIn = (files: Readonly<Record<string, string>>) => importsOf(new Map(Object.entries(files)));
const violationsIn = (files: Readonly<Record<string, string>>) => layerViolations(importsIn(files));

describe('the architecture', () => {
  const imports = importsOf(readSources(['src', 'workers', 'headless']));

  it('is read whole', () => {
    expect(imports.length).toBeGreaterThan(20);
  });

  it('lets each part import only what the table of who may import whom allows', () => {
    expect(layerViolations(imports)).toEqual([]);
  });

  it('has no circle', () => {
    expect(importCircles(imports)).toEqual([]);
  });
});

describe('the reader of imports', () => {
  it('finds static, dynamic, type-only and re-exported imports, and tells which the compiler drops', () => {
    const code = `import { a } from './a'; import type { B } from './b'; export * from './c';
      const d = () => import('./d'); type E = import('./e').E; export type { F } from './f';`;
    const found = importsIn({ 'src/core/x.ts': code }).map(({ to, isTypeOnly }) => [to, isTypeOnly]);
    expect(Object.fromEntries(found)).toEqual({
      'src/core/a': false,
      'src/core/b': true,
      'src/core/c': false,
      'src/core/d': false,
      'src/core/e': true,
      'src/core/f': true,
    });
  });

  it('reads the script blocks of a component', () => {
    const component = `<script module>import '../core/a';</script>
      <script lang="ts">import type { B } from '../core/b';</script><p>import '../core/c'</p>`;
    expect(importsIn({ 'src/ui/X.svelte': component }).map((edge) => edge.to)).toEqual([
      'src/core/a',
      'src/core/b',
    ]);
  });

  it('resolves files, folders and packages, and leaves out addresses and texts', () => {
    const code = `import './b'; import '../kernels'; import 'd3'; import '@scope/name/deep';
      import url from './w.ts?worker&url'; import text from './lesson.md?raw';`;
    const files = { 'src/core/a.ts': code, 'src/core/b.ts': '', 'src/kernels/index.ts': '' };
    const targets = importsIn(files).map((edge) => edge.to);
    expect(targets).toEqual(['src/core/b.ts', 'src/kernels/index.ts', 'd3', '@scope/name']);
  });
});

describe('the table of who may import whom', () => {
  it.each([
    ['core importing anything of ours', 'src/core/a.ts', '../kernels/ranks'],
    ['a step importing another step', 'src/steps/load/load/run.ts', '../../understand/profile/kernel'],
    ['a step importing the page', 'src/steps/load/load/step.ts', '../../../ui/Button.svelte'],
    ['a view importing the engine', 'src/steps/load/load/View.svelte', '../../../engine/client'],
    ['a view importing its own run', 'src/steps/load/load/View.svelte', './run.ts'],
    ['what a view is made with importing the run', 'src/steps/load/load/view/index.ts', '../run.ts'],
    ['a chart importing a widget', 'src/charts/Axis.svelte', '../ui/Button.svelte'],
    ['the document importing the app', 'src/document/read.ts', '../app/main'],
    ['the workbench importing runs', 'src/workbench/cells.svelte.ts', '../steps/runs.ts'],
    ['a worker importing the client', 'workers/engine/runs.ts', '../../src/engine/client'],
    ['headless importing the app', 'headless/cli.ts', '../src/app/main'],
    ['a core test importing the app', 'src/core/a.test.ts', '../app/main'],
    ['the app importing what is no part of the house', 'src/app/main.ts', '../../scripts/start'],
  ])('refuses %s', (_, from, specifier) => {
    const code = `import '${specifier}';`;
    const text = from.endsWith('.svelte') ? `<script lang="ts">${code}</script>` : code;
    const files = { [from]: text, 'src/steps/runs.ts': '', 'src/steps/load/load/run.ts': '' };
    expect(violationsIn({ ...files, [from]: text })).toHaveLength(1);
  });

  it.each([
    ['comlink outside its door', 'src/app/main.ts', 'comlink'],
    ['DuckDB outside its door', 'workers/engine/runs.ts', '@duckdb/duckdb-wasm'],
    ['Arrow in the page', 'src/charts/marks.ts', 'apache-arrow'],
    ['d3 in a widget', 'src/ui/grid.ts', 'd3'],
    ["d3's DOM functions anywhere", 'src/charts/axis.ts', 'd3-selection'],
  ])('refuses %s', (_, from, name) => {
    expect(violationsIn({ [from]: `const x = await import('${name}');` })).toHaveLength(1);
  });

  it.each([
    ['a step its own folder and kernels', 'src/steps/load/load/run.ts', './step', '../../../kernels/hash'],
    [
      'a step test the engine in Node',
      'src/steps/load/load/step.test.ts',
      './run',
      '../../../../headless/node-engine',
    ],
    [
      'what a view is made with charts and its own folder',
      'src/steps/load/load/view/index.ts',
      '../../../../charts/axes',
      '../step',
    ],
    ['the app everything', 'src/app/main.ts', '../engine/client', '../steps/views.ts'],
    [
      'a worker the list of runs',
      'workers/engine/runs.ts',
      '../../src/steps/runs.ts',
      '../../src/engine/protocol.ts',
    ],
    ['an entry point its door', 'workers/engine.worker.ts', 'comlink', './engine/runs'],
  ])('allows %s', (_, from, ...specifiers) => {
    const text = specifiers.map((specifier) => `import '${specifier}';`).join('\n');
    const lists = { 'src/steps/runs.ts': '', 'src/steps/views.ts': '', 'src/engine/protocol.ts': '' };
    expect(violationsIn({ ...lists, [from]: text })).toEqual([]);
  });
});

describe('the finder of circles', () => {
  const a = { 'src/core/a.ts': "import './b';" };

  it('finds a circle of values', () => {
    expect(importCircles(importsIn({ ...a, 'src/core/b.ts': "import './a';" }))).toEqual([
      ['src/core/a.ts', 'src/core/b.ts'],
    ]);
  });

  it('finds a longer circle through a dynamic import', () => {
    const files = { ...a, 'src/core/b.ts': "import './c';", 'src/core/c.ts': "void import('./a');" };
    expect(importCircles(importsIn(files))[0]).toHaveLength(3);
  });

  it('lets types point both ways inside a folder, not between folders', () => {
    const inside = { ...a, 'src/core/b.ts': "import type { A } from './a';" };
    expect(importCircles(importsIn(inside))).toEqual([]);
    const between = {
      'src/core/a.ts': "import '../ui/b';",
      'src/ui/b.ts': "import type { A } from '../core/a';",
    };
    expect(importCircles(importsIn(between))).toHaveLength(1);
  });
});
