import { describe, expect, it } from 'vitest';
import type { Column } from '../table';
import { likelyLabel, likelyText } from './label-name';
import { namesTime } from './time-name';

const text = (name: string): Column => ({ name, type: 'text', sqlType: 'VARCHAR' });
const number = (name: string): Column => ({ name, type: 'number', sqlType: 'DOUBLE' });
const unknown = () => null;

describe('the column of classes', () => {
  it('is the one whose name says so, before one that only often is', () => {
    expect(likelyLabel([text('status'), text('Class_Label'), text('name')], unknown)).toBe('Class_Label');
    expect(likelyLabel([text('message'), text('label')], unknown)).toBe('label');
    expect(likelyLabel([text('name'), text('Status')], unknown)).toBe('Status');
  });

  it('has few values, and more than one', () => {
    const distinct = (count: number) => likelyLabel([text('label')], () => count);
    expect([1, 2, 50, 51].map(distinct)).toEqual(['', 'label', 'label', '']);
  });

  it('is no measurement, and none where no name speaks for it', () => {
    expect(likelyLabel([number('target'), text('city')], unknown)).toBe('');
    expect(likelyLabel([text('marital status'), text('subclass')], unknown)).toBe('');
  });
});

describe('the column of texts', () => {
  it('is called so, or is the only one beside the classes', () => {
    expect(likelyText([text('author'), text('review_text')], '')).toBe('review_text');
    expect(likelyText([text('label'), text('words')], 'label')).toBe('words');
    expect(likelyText([text('author'), text('words')], '')).toBe('');
  });
});

it('a time is told by its name', () => {
  expect(['t', 't_s', 'elapsed_ms', 'Timestamp', 'temperature', 'times_bought', 'mV'].map(namesTime)).toEqual(
    [true, true, true, true, false, true, false],
  );
});
