import { describe, expect, test } from 'vitest';
import { cellText, copyText } from './cell-text';

describe('the text of a cell', () => {
  test('what is missing, what is empty and what says so are told apart', () => {
    expect(cellText(null)).toMatchObject({ text: '—', exact: 'missing', tone: 'missing' });
    expect(cellText('')).toMatchObject({ text: 'empty', exact: 'empty text', tone: 'empty' });
    expect(cellText('empty').tone).toBe('plain');
    expect(cellText('—').tone).toBe('plain');
  });

  test('what is no finite number has a word and a tone of its own', () => {
    expect([NaN, Infinity, -Infinity].map((value) => cellText(value).text)).toEqual(['NaN', '∞', '−∞']);
    expect(cellText(NaN).tone).toBe('odd');
  });

  test('a long fraction is rounded, with the exact number beside it; whole numbers never are', () => {
    expect(cellText(38.58164675532078)).toMatchObject({ text: '38.58164676', exact: '38.58164675532078' });
    expect(cellText(9007199254740991).text).toBe('9007199254740991');
    expect(cellText('9007199254740993').text).toBe('9007199254740993');
    expect(cellText(0.5).text).toBe('0.5');
  });

  test('an instant is written with a blank, in full as ISO 8601 has it; a text that looks like one stays', () => {
    expect(cellText('2014-09-02T13:40:00', true)).toMatchObject({
      text: '2014-09-02 13:40:00',
      exact: '2014-09-02T13:40:00',
    });
    expect(cellText('infinity', true).text).toBe('infinity');
    expect(cellText('2014-09-02T13:40:00').text).toBe('2014-09-02T13:40:00');
    expect(cellText(null, true).tone).toBe('missing');
  });

  test('line ends and tabs are made visible, long texts cut', () => {
    expect(cellText('a\r\nb\tc')).toMatchObject({ text: 'a↵b⇥c', exact: 'a\r\nb\tc' });
    expect(cellText('x'.repeat(200)).text).toHaveLength(80);
  });

  test('blanks at the ends are marked and named, those within stay', () => {
    expect(cellText(' a b  ')).toMatchObject({
      text: '·a b··',
      exact: ' a b  ',
      title: ' a b  \n(blanks at its beginning, blanks at its end)',
      parts: [
        { text: '·', isMark: true },
        { text: 'a b', isMark: false },
        { text: '··', isMark: true },
      ],
    });
    expect(cellText('\u00a0a').text).toBe('⍽a');
    expect(cellText('  ').text).toBe('··');
    expect(cellText('a\n').title).toBe('a\n\n(blanks at its end, line ends)');
    expect(cellText('a b').parts).toBeUndefined();
  });

  test('copying gives the exact value, as a program would write it', () => {
    expect([null, '', NaN, -Infinity, 0.1 + 0.2, -0, 'a\nb', true].map(copyText)).toEqual([
      '',
      '',
      'NaN',
      '-Infinity',
      '0.30000000000000004',
      '-0',
      'a\nb',
      'true',
    ]);
  });
});
