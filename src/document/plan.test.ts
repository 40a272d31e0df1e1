import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { WorkbenchCell } from './document';
import { cell, load, profile, append, split, documentOf, source } from './fixtures/cells';
import { lookupWithFixtures } from './fixtures/steps';
import { runOrder } from './graph';
import { planFor } from './plan';
import { readDocument } from './read';

function planOf(id: string, ...cells: WorkbenchCell[]) {
  const outcome = planFor(documentOf(...cells), id, lookupWithFixtures);
  if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
  return outcome.value;
}

function failureOf(id: string, ...cells: WorkbenchCell[]) {
  const outcome = planFor(documentOf(...cells), id, lookupWithFixtures);
  return outcome.ok ? 'planned' : `${outcome.failure.code}: ${outcome.failure.message}`;
}

describe('the plan of a cell', () => {
  test('holds what the cell needs and nothing else, each node after those it reads', () => {
    const plan = planOf(
      'c4',
      load('c1', 'a'),
      load('c2', 'b'),
      append('c3', ['a', 'a'], 'd'),
      profile('c4', 'd'),
    );
    expect(plan.cells).toEqual(['c1', 'c3', 'c4']);
    expect(plan.target).toBe(2);
    expect(plan.nodes.map(({ step, inputs }) => [step, inputs])).toEqual([
      ['load', {}],
      [
        'fixture_append',
        {
          tables: [
            { node: 0, slot: 'table' },
            { node: 0, slot: 'table' },
          ],
        },
      ],
      ['profile', { table: { node: 1, slot: 'table' } }],
    ]);
  });

  test('is the same wherever the cells stand and whatever the names are', () => {
    const forward = planOf('c2', load('c1', 'a'), profile('c2', 'a'));
    const { nodes, target } = planOf('c2', profile('c2', 'ü "x"'), load('c1', 'ü "x"'));
    expect({ nodes, target }).toEqual({ nodes: forward.nodes, target: forward.target });
  });

  test('refers to slots that params make', () => {
    const plan = planOf(
      'c3',
      load('c1', 'a'),
      split('c2', 'a', { train: 'x', test: 'y' }),
      profile('c3', 'y'),
    );
    expect(plan.nodes[2]?.inputs).toEqual({ table: { node: 1, slot: 'test' } });
  });

  test('carries complete params, declared traits and decisions made by hand', () => {
    const patch = { version: 1 as const, key: { kind: 'row-hash' as const }, decisions: [] };
    const traits = { table: { part: 'train' } };
    const plan = planOf('c1', { ...load('c1', 'a'), traits, patch });
    expect(plan.nodes[0]).toMatchObject({ params: { source, header: 'auto', limit: null }, traits, patch });
  });

  test('takes a list slot that names a single table as a list of one', () => {
    const plan = planOf('c2', load('c1', 'a'), append('c2', 'a', 'b'));
    expect(plan.nodes[1]?.inputs).toEqual({ tables: [{ node: 0, slot: 'table' }] });
  });

  test('of a long chain is made without exhausting the stack', () => {
    const chain = Array.from({ length: 1500 }, (_, place) =>
      append(`c${place}`, `t${place - 1}`, `t${place}`),
    );
    const document = documentOf(...chain.reverse(), load('first', 't-1'));
    expect(runOrder(document).slice(0, 3)).toEqual(['first', 'c0', 'c1']);
  });

  test('does not exist for a note or for a cell that is not there', () => {
    expect(() => failureOf('n', { id: 'n', kind: 'note', text: '' })).toThrow('has no plan');
    expect(() => failureOf('c9')).toThrow('has no plan');
  });
});

describe('a cell that cannot run says why', () => {
  const a = load('c1', 'a');
  test.each<[string, WorkbenchCell[]]>([
    ['input-missing: The input “table” of “Profile” is not connected.', [cell('x', 'profile')]],
    ['input-missing', [cell('x', 'fixture_append', { inputs: { tables: [] } })]],
    [
      'input-too-few: The input “tables” of “Append” takes at least 2 tables; so far 1 is named.',
      [a, cell('x', 'append', { inputs: { tables: ['a'] }, outputs: { appended: 'b' } })],
    ],
    [
      'input-too-many: The input “table” of “Profile” takes one table, and 2 are named.',
      [a, profile('x', 'a', { inputs: { table: ['a', 'a'] } })],
    ],
    ['reference-missing: Nothing here is named “gone”.', [a, profile('x', 'gone')]],
    ['reference-missing: Nothing here is named “gone”.', [a, append('x', ['a', 'gone'], 'b')]],
    [
      'reference-wrong-kind: “s” is a statistics; the input “table” takes a table.',
      [a, profile('c2', 'a', { outputs: { statistics: 's' } }), profile('x', 's')],
    ],
    [
      'reference-wrong-kind: “a” is a table; the input “like” takes a schema.',
      [a, append('x', ['a'], 'b', { inputs: { tables: ['a'], like: 'a' } })],
    ],
    [
      'slot-unknown: “Profile” has no input named “tabel”.',
      [a, profile('x', 'a', { inputs: { tabel: 'a' } })],
    ],
    ['slot-unknown: “Split” has no output named “dev”.', [a, split('x', 'a', { train: 't', dev: 'd' })]],
    [
      'params-invalid: The parameter column of “Split” is not valid',
      [a, split('x', 'a', {}, { column: '' })],
    ],
    ['params-invalid: The parameter source of “Load”', [cell('x', 'load')]],
    ['step-unknown: The step “teleport”', [cell('x', 'teleport')]],
    ['step-newer: The step “profile” was saved in version 9', [a, profile('x', 'a', { version: 9 })]],
    [
      'cell-unknown: Cells of the kind “hologram”',
      [{ id: 'x', kind: 'foreign', reason: 'unknown-kind', raw: { kind: 'hologram' } }],
    ],
    [
      'step-newer: The step “load” was saved in version 7; this Sluice knows 1.',
      [{ id: 'x', kind: 'foreign', reason: 'newer-step', raw: { step: 'load', version: 7 } }],
    ],
    [
      'circle: There is a circle through “Append q”, “Append p”.',
      [append('c1', 'q', 'p'), append('x', 'p', 'q')],
    ],
    ['circle: There is a circle through “Append p”.', [append('x', 'p', 'p')]],
  ])('%s', (said, cells) => {
    expect(failureOf('x', ...cells)).toContain(said);
  });

  test('when its name or one it reads is taken twice, on either side and whichever comes first', () => {
    const cells = [load('c1', 'a'), load('c2', 'a'), profile('c3', 'a'), load('c4', 'b'), profile('c5', 'b')];
    const codes = ['c1', 'c2', 'c3', 'c5'].map((id) => failureOf(id, ...cells).split(':')[0]);
    expect(codes).toEqual(['name-taken', 'name-taken', 'name-taken', 'planned']);
  });

  test('and what depends on it names that cell, at any distance', () => {
    const cells = [
      load('c1', 'a'),
      split('c2', 'a', { train: 't' }, { column: '' }),
      append('c3', 't', 'b'),
      profile('c4', 'b'),
    ];
    const upstream = 'upstream-failed: This cell waits for “Split a by …”, which has no result.';
    expect([failureOf('c3', ...cells), failureOf('c4', ...cells)]).toEqual([upstream, upstream]);
  });

  test('and what depends on a circle is not part of it', () => {
    const cells = [append('c1', 'q', 'p'), append('c2', 'p', 'q'), profile('c3', 'q')];
    expect(failureOf('c3', ...cells)).toContain('upstream-failed');
    expect(failureOf('c1', ...cells)).toContain('circle: There is a circle through “Append q”, “Append p”.');
  });

  test('and what depends on a cell that is not known here is not run', () => {
    const raw = { id: 'f', kind: 'step', step: 'teleport', outputs: { table: 'a' } };
    const foreign = { id: 'f', kind: 'foreign', reason: 'unknown-step', raw } as const;
    expect(failureOf('c2', foreign, profile('c2', 'a'))).toContain('upstream-failed');
    expect(failureOf('c1', foreign, load('c1', 'a'))).toContain('name-taken');
  });
});

describe('the order of running', () => {
  test('keeps that of the document where the graph leaves a choice', () => {
    const cells = [
      profile('c5', 'b'),
      load('c1', 'a'),
      profile('c2', 'a'),
      load('c3', 'b'),
      profile('c4', 'a'),
    ];
    expect(runOrder(documentOf(...cells))).toEqual(['c3', 'c5', 'c1', 'c2', 'c4']);
  });

  test('has every step cell once, those in a circle too, and no note', () => {
    const note = { id: 'n', kind: 'note', text: '' } as const;
    const cells = [append('c1', 'q', 'p'), append('c2', ['p', 'gone'], 'q'), note, profile('c3', 'q')];
    expect(runOrder(documentOf(...cells)).sort()).toEqual(['c1', 'c2', 'c3']);
  });

  test('plans every cell of the fixture that this Sluice knows', () => {
    const text = readFileSync(new URL('./fixtures/version-1.sluice.json', import.meta.url), 'utf8');
    const read = readDocument(text, lookupWithFixtures);
    if (!read.ok) throw new Error(read.failure.message);
    const { document } = read.value;
    const planned = runOrder(document).filter((id) => planFor(document, id, lookupWithFixtures).ok);
    expect(planned).toEqual(['c1', 'c2', 'c3', 'c5', 'c6', 'c7']);
  });
});
