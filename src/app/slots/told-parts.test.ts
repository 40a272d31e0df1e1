import { expect, test } from 'vitest';
import { sentenceParts } from '../../core/sentence';
import { newStepCell } from '../../document/cells';
import { emptyDocument } from '../../document/document';
import { contractOf } from '../../steps/index';
import { toldParts } from './told-parts';

function toldOf(params: object): string {
  const contract = contractOf('split');
  if (contract === undefined) throw new Error('There is no step “split”.');
  const cell = newStepCell(emptyDocument, {
    ...{ step: 'split', params: { ...params }, inputs: { table: 'visits' } },
  });
  const parts = toldParts(contract, cell, sentenceParts(contract, cell));
  return parts
    .map(({ kind, text, ...part }) =>
      kind === 'slot' && 'of' in part && part.of === 'param' ? `[${text}]` : text,
    )
    .join('');
}

test('a column stands in the sentence where the other params give it a part, to be chosen there', () => {
  const start = 'Split visits into [80 % train, 20 % test], ';
  const end = ' → train, test';
  expect(toldOf({})).toBe(`${start}[equal rows together]${end}`);
  expect(toldOf({ by: ['user'] })).toBe(`${start}[rows of equal user together]${end}`);
  expect(toldOf({ method: 'stratified' })).toBe(`${start}[stratified by] […]${end}`);
  expect(toldOf({ method: 'stratified', stratify: 'class' })).toBe(`${start}[stratified by] [class]${end}`);
  // A group may be stratified: that slot stays, and says that it is not.
  expect(toldOf({ method: 'group', by: ['user', 'shop'] })).toBe(
    `${start}[whole groups of] [user, shop] []${end}`,
  );
  expect(toldOf({ method: 'time', order: 'day' })).toBe(`${start}[by time of] [day]${end}`);
  expect(toldOf({ method: 'position' })).toBe(`${start}[in the order of] [its rows]${end}`);
});
