import { describe, expect, test } from 'vitest';
import { contractOf } from '../../steps/index';
import type { StepCell, WorkbenchDocument } from '../document';
import { applyEdit } from '../edits';
import { documentOf, load } from '../fixtures/cells';
import { plannerOf } from '../plan';
import { readDocument } from '../read';
import { writeDocument } from '../write';
import { asksForPart, declaredPart, declaredParts, declarePart, offeredParts, partToldBy } from './declare';
import { filter, scale, splitCell } from './fixtures';

const two = documentOf(load('x', 'houses_train'), load('y', 'houses_test'), scale('f', 'houses_test', 'out'));

function stepAt(document: WorkbenchDocument, id: string): StepCell {
  const cell = document.cells.find((each) => each.id === id);
  if (cell?.kind !== 'step') throw new Error(`There is no step ${id}.`);
  return cell;
}

const declared = (document: WorkbenchDocument, id: string, slot: string, part: string | null) =>
  applyEdit(document, declarePart(stepAt(document, id), slot, part), contractOf);

const problemsOf = (document: WorkbenchDocument) => {
  const planner = plannerOf(document);
  return planner.order.flatMap((id) => planner.problemOf(id)?.code ?? []);
};

describe('a part declared by hand', () => {
  test('is what the guard goes by: the test file is not learned from', () => {
    expect(problemsOf(two)).toEqual([]);
    const after = declared(declared(two, 'x', 'table', 'train'), 'y', 'table', 'test');
    expect(problemsOf(after)).toEqual(['leak-learned-from-test']);
    expect(declaredPart(stepAt(after, 'y'), 'table')).toBe('test');
    expect(declaredParts(after)).toEqual(['train', 'test']);
  });

  test('goes with the plan to the engine, and is in the file', () => {
    const after = declared(two, 'x', 'table', 'train');
    const plan = plannerOf(after).planOf('x');
    expect(plan.ok && plan.value.nodes[0]?.traits).toEqual({ table: { part: 'train' } });
    const read = readDocument(writeDocument(after));
    expect(read.ok && declaredPart(stepAt(read.value.document, 'x'), 'table')).toBe('train');
  });

  test('taken back leaves no trace', () => {
    expect(declared(declared(two, 'x', 'table', 'train'), 'x', 'table', null)).toEqual(two);
  });

  test('leaves alone what else is declared of the table', () => {
    const cell = { ...load('x', 'a'), traits: { table: { synthetic: true, part: 'train' } } };
    const document = documentOf(cell);
    expect(stepAt(declared(document, 'x', 'table', 'test'), 'x').traits).toEqual({
      table: { synthetic: true, part: 'test' },
    });
    expect(stepAt(declared(document, 'x', 'table', null), 'x').traits).toEqual({
      table: { synthetic: true },
    });
  });
});

describe('what is offered', () => {
  test.each([
    ['train', 'train'],
    ['adult_train', 'train'],
    ['test_2', 'test'],
    ['UNSW_NB15_testing_set', 'test'],
    ['houses-valid', 'validation'],
    ['dev', 'validation'],
    ['holdout', 'test'],
    ['latest', null],
    ['contest', null],
    ['credit', null],
  ])('a table called %s speaks for %s', (name, part) => {
    expect(partToldBy(name)).toBe(part);
  });

  test('are the usual parts, what the name speaks for first, and those declared elsewhere', () => {
    expect(offeredParts(two, 'houses_test')).toEqual(['test', 'train', 'validation']);
    const after = declared(two, 'x', 'table', 'site B');
    expect(offeredParts(after, 'credit')).toEqual(['train', 'validation', 'test', 'site B']);
  });

  test('is asked of a source whose name tells a part, or beside declared ones, and of nothing else', () => {
    expect(asksForPart(two, stepAt(two, 'x'), 'table')).toBe(true);
    const plain = documentOf(load('x', 'a'), load('y', 'b'), filter('k', 'a', 'train_rows'));
    expect(asksForPart(plain, stepAt(plain, 'y'), 'table')).toBe(false);
    expect(asksForPart(plain, stepAt(plain, 'k'), 'filtered')).toBe(false);
    const after = declared(plain, 'x', 'table', 'train');
    expect(asksForPart(after, stepAt(after, 'y'), 'table')).toBe(true);
    expect(asksForPart(after, stepAt(after, 'x'), 'table')).toBe(false);
  });

  test('is not asked of the parts of a split, which says them itself', () => {
    const document = documentOf(load('a', 'whole'), splitCell('s', 'whole'));
    expect(asksForPart(document, stepAt(document, 's'), 'test')).toBe(false);
  });
});
