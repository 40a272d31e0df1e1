import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { columnsInReach, columnSource } from './column-completion';

const schema = { credit: ['Age', 'credit amount', 'id'], adult: ['age', 'id', 'select'] };

function proposed(text: string, isExplicit = false) {
  const at = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', '') });
  const result = columnSource(schema)(new CompletionContext(state, at, isExplicit));
  return result === null ? null : { from: result.from, applies: result.options.map(({ apply }) => apply) };
}

describe('columns are proposed', () => {
  test('of the tables that the text reads, else of all', () => {
    const names = (text: string) => columnsInReach(text, schema).map(({ name }) => name);
    expect(names('SELECT  FROM Credit')).toEqual(['Age', 'credit amount', 'id']);
    expect(names('')).toEqual(['Age', 'credit amount', 'id', 'age', 'select']);
    expect(columnsInReach('', schema)[2]).toEqual({ name: 'id', tables: 'credit, adult' });
  });

  test('with quotation marks where SQL needs them', () => {
    expect(proposed('SELECT a| FROM credit')).toEqual({ from: 7, applies: ['Age', '"credit amount"', 'id'] });
    expect(proposed('SELECT s| FROM adult')?.applies).toEqual(['age', 'id', '"select"']);
    expect(proposed('SELECT "cr| FROM credit')?.applies).toContain('"credit amount"');
  });

  test('not after a dot, and not before a letter is typed unless asked for', () => {
    expect(proposed('SELECT credit.a| FROM credit')).toBeNull();
    expect(proposed('SELECT | FROM credit')).toBeNull();
    expect(proposed('SELECT | FROM credit', true)?.applies).toHaveLength(3);
  });
});
