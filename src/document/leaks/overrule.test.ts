import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StepCell, WorkbenchCell, WorkbenchDocument } from '../document';
import { applyEdit } from '../edits';
import { lookupWithFixtures } from '../fixtures/steps';
import { documentOf, load, profile } from '../fixtures/cells';
import { plannerOf } from '../plan';
import { readDocument } from '../read';
import { writeDocument } from '../write';
import { apply, evaluated, filter, lookupWithModels, scale, splitCell, trained } from './fixtures';
import { overrule, takeBack } from './overrule';

const planned = (document: WorkbenchDocument) => plannerOf(document, lookupWithModels);

/** The document with a leak of a cell overruled. */
function overruled(document: WorkbenchDocument, id: string): WorkbenchDocument {
  const [leak] = planned(document).guard.leaksOf(id);
  if (leak === undefined) throw new Error(`The cell ${id} has no leak.`);
  const edits = overrule(leak.at.cell, leak.code, lookupWithModels);
  return edits.reduce((now, edit) => applyEdit(now, edit, lookupWithModels), document);
}

function takenBack(document: WorkbenchDocument, id: string): WorkbenchDocument {
  const cell = document.cells.find((each): each is StepCell => each.id === id && each.kind === 'step');
  if (cell === undefined) throw new Error(`There is no cell ${id}.`);
  const edits = takeBack(cell, 'leak-learned-from-test');
  return edits.reduce((now, edit) => applyEdit(now, edit, lookupWithModels), document);
}

const before = documentOf(
  load('a', 'whole'),
  splitCell('s', 'whole'),
  scale('f', 'test', 'out', 'fit'),
  apply('p', 'train', 'fit', 'used'),
  filter('k', 'out', 'kept'),
);
const problems = (document: WorkbenchDocument) =>
  planned(document).order.flatMap((id) => planned(document).problemOf(id)?.code ?? []);

/** The warnings that the plan of a cell brings to the engine, by node. */
function warningsOf(document: WorkbenchDocument, id: string) {
  const outcome = planned(document).planOf(id);
  return outcome.ok ? outcome.value.nodes.map(({ traits }) => traits) : outcome.failure.code;
}

describe('a leak that is overruled', () => {
  test('lets the cell run, and stands at each of its outputs', () => {
    const after = overruled(before, 'f');
    const cell = after.cells.find(({ id }) => id === 'f');
    expect(cell).toMatchObject({
      traits: {
        standardised: { overruled: ['leak-learned-from-test'] },
        transform: { overruled: ['leak-learned-from-test'] },
      },
    });
    expect(problems(before)).toEqual(['leak-learned-from-test', 'upstream-failed', 'upstream-failed']);
    expect(problems(after)).toEqual([]);
    expect(planned(after).guard.leaksOf('f')).toMatchObject([{ isOverruled: true }]);
  });

  test('is taken back without a trace', () => {
    expect(takenBack(overruled(before, 'f'), 'f')).toEqual(before);
  });

  test('goes with the plan to the engine, of which nothing else becomes', () => {
    const after = overruled(before, 'f');
    const traits = { overruled: ['leak-learned-from-test'] };
    expect(warningsOf(after, 'k')).toEqual([
      undefined,
      undefined,
      { standardised: traits, transform: traits },
      undefined,
    ]);
    expect(planned(after).textOf('s')).toBe(planned(before).textOf('s'));
  });

  test('is asked about once: what learns from its table anew carries it without a word', () => {
    const longer = documentOf(...before.cells, scale('g', 'kept', 'again'));
    expect(planned(longer).guard.leaksOf('g')).toHaveLength(1);
    expect(planned(overruled(longer, 'f')).guard.leaksOf('g')).toEqual([]);
    expect(problems(overruled(longer, 'f'))).toEqual([]);
  });

  test('of a cell that makes nothing stands at its result, and outlives a change of it', () => {
    const judged = documentOf(
      load('a', 'whole'),
      splitCell('s', 'whole'),
      trained('t', 'train', 'test', 'model'),
      evaluated('e', 'model', 'train'),
    );
    const after = overruled(judged, 'e');
    expect(problems(after)).toEqual([]);
    const edit = { type: 'set-params', id: 'e', params: {} } as const;
    expect(problems(applyEdit(after, edit, lookupWithModels))).toEqual([]);
    expect(warningsOf(after, 'e')).toContainEqual({ result: { overruled: ['leak-judged-on-learned'] } });
  });

  test('is kept in the file', () => {
    const written = writeDocument(overruled(before, 'f'));
    const read = readDocument(written);
    expect(read.ok && problems(read.value.document)).toEqual([]);
  });
});

describe('codes written by hand', () => {
  const withCodes = (cell: StepCell, slot: string, ...codes: string[]): WorkbenchCell => ({
    ...cell,
    traits: { [slot]: { overruled: codes } },
  });

  test('that name no leak of the cell are ignored', () => {
    const cells = [
      load('a', 'whole'),
      withCodes(scale('f', 'whole', 'out'), 'standardised', 'leak-learned-from-test', 'x'),
    ];
    expect(warningsOf(documentOf(...cells), 'f')).toEqual([undefined, undefined]);
  });

  test('at one output hold for all of them: none gets away without the warning', () => {
    const cells = [
      load('a', 'whole'),
      splitCell('s', 'whole'),
      withCodes(scale('f', 'test', 'out', 'fit'), 'transform', 'leak-learned-from-test'),
    ];
    const traits = { overruled: ['leak-learned-from-test'] };
    expect(warningsOf(documentOf(...cells), 'f')).toEqual([
      undefined,
      undefined,
      { standardised: traits, transform: traits },
    ]);
  });

  test('of another leak overrule nothing', () => {
    const cells = [
      load('a', 'whole'),
      splitCell('s', 'whole'),
      withCodes(scale('f', 'test', 'out'), 'standardised', 'leak-learned-from-whole'),
    ];
    expect(problems(documentOf(...cells))).toEqual(['leak-learned-from-test']);
  });
});

describe('nothing is said without a reason', () => {
  const folders = ['docs/examples', 'src/document/fixtures'];
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.sluice.json'))
      .map((name) => join(folder, name)),
  );

  test.each(files)('%s has no leak', (file) => {
    const read = readDocument(readFileSync(file, 'utf8'), lookupWithFixtures);
    if (!read.ok) throw new Error(read.failure.message);
    const { guard, order } = plannerOf(read.value.document, lookupWithFixtures);
    expect(order.length).toBeGreaterThan(0);
    expect(order.flatMap((id) => guard.leaksOf(id))).toEqual([]);
  });

  test('a whole journey as it should be has none', () => {
    const journey = documentOf(
      load('a', 'whole'),
      profile('o', 'whole'),
      filter('k', 'whole', 'clean'),
      splitCell('s', 'clean', ['train', 'validation', 'test']),
      scale('f', 'train', 'x', 'fit'),
      apply('p', 'validation', 'fit', 'v'),
      apply('q', 'test', 'fit', 'y'),
      trained('t', 'x', 'v', 'model'),
      evaluated('e', 'model', 'y'),
    );
    expect(problems(journey)).toEqual([]);
  });
});

describe('a large workbench', () => {
  /** Chains of 60 cells: scaled 20 times, split, and each part filtered on. */
  const chain = (number: number): WorkbenchCell[] => {
    const name = (text: string) => `${text}_${number}`;
    const parts = { train: name('train'), test: name('test') };
    const fits = Array.from({ length: 20 }, (_, i) =>
      scale(name(`f${i}`), name(`t${i}`), name(`t${i + 1}`), name(`m${i}`)),
    );
    const rows = Array.from({ length: 38 }, (_, i) =>
      filter(name(`k${i}`), i === 0 ? parts.train : name(`r${i}`), name(`r${i + 1}`)),
    );
    return [
      load(name('a'), name('raw')),
      { ...splitCell(name('s'), name('raw')), outputs: { train: name('t0'), test: parts.test } },
      ...fits,
      { ...splitCell(name('u'), name('t20'), ['a', 'b']), outputs: { a: parts.train, b: name('b') } },
      ...rows,
    ];
  };

  test('of 300 cells is looked through in a moment', () => {
    const document = documentOf(...[1, 2, 3, 4, 5].flatMap(chain));
    expect(document.cells.length).toBeGreaterThan(300);
    const planner = plannerOf(document, lookupWithModels);
    expect(planner.order.length).toBe(document.cells.length);
    const started = performance.now();
    expect(planner.order.flatMap((id) => planner.guard.leaksOf(id))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(250);
  });
});
