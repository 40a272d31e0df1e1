import { describe, expect, it } from 'vitest';
import { findEntries, type PaletteEntry } from './search';

const entry = (id: string, group: string, title: string, text: string, words = ''): PaletteEntry => ({
  id,
  group,
  stage: null,
  title,
  text,
  words,
  act: () => undefined,
});

const entries = [
  entry('profile', 'Understand', 'Profile', 'Profile credit', 'counts and ranges of every column'),
  entry('split', 'Prepare', 'Split', 'Split credit into 80 % train, 20 % test'),
  entry('resample', 'Balance', 'Resample', 'Balance credit by … with SMOTE'),
  entry('balance', 'Understand', 'Class balance', 'Show the classes of … in credit'),
  entry('save', 'Commands', 'Save', 'Save the workbench as a file'),
];
const found = (query: string) =>
  findEntries(entries, query).flatMap((group) => group.entries.map(({ id }) => id));

describe('the palette', () => {
  it('without a query keeps the order, a group together', () => {
    expect(findEntries(entries, ' ').map(({ name }) => name)).toEqual([
      'Understand',
      'Prepare',
      'Balance',
      'Commands',
    ]);
    expect(found('')).toEqual(['profile', 'balance', 'split', 'resample', 'save']);
  });

  it('puts a title before a sentence, a sentence before the stage', () => {
    expect(found('balance')).toEqual(['balance', 'resample']);
    expect(found('prepare')).toEqual(['split']);
  });

  it('finds by the summary too, and asks for every word', () => {
    expect(found('ranges')).toEqual(['profile']);
    expect(found('credit smote')).toEqual(['resample']);
    expect(found('credit nothing')).toEqual([]);
  });

  it('tells of what there is nothing for yet to those alone who look for it', () => {
    const early = { ...entry('windows', 'Augment', 'Augment series', 'first cut'), isUntimely: true };
    const idsOf = (query: string) =>
      findEntries([...entries, early], query).flatMap((group) => group.entries.map(({ id }) => id));
    expect(idsOf('')).not.toContain('windows');
    expect(idsOf('augment')).toEqual(['windows']);
  });

  it('puts what there is something for before what fits as well', () => {
    const early = { ...entry('series', 'Augment', 'Augment series', 'first cut'), isUntimely: true };
    const [images, table] = [
      entry('images', 'Augment', 'Augment images', ''),
      entry('table', 'Augment', 'Enlarge', 'augment a table'),
    ];
    const idsOf = (query: string) =>
      findEntries([early, table, images], query).flatMap((group) => group.entries.map(({ id }) => id));
    expect(idsOf('augment')).toEqual(['images', 'series', 'table']);
    expect(idsOf('augment series')).toEqual(['series']);
  });

  it('cares for neither capitals nor accents', () => {
    expect(found('PRÓFILE')).toEqual(['profile']);
  });
});
