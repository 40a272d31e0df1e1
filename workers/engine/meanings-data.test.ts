import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectOk } from '../../headless/expect-ok';
import { openLoadBench, requestForPath, type LoadBench } from '../../headless/load-files';
import { describeMeanings } from '../../src/core/meaning/describe';
import { meaningFacts } from '../../src/core/meaning/facts';
import { numberFormat } from '../../src/core/number-format';

const format = numberFormat('en');
const data = '../shared/data';
describe.skipIf(!existsSync(data))('real tables (skipped where ../shared is absent)', () => {
  let bench: LoadBench;
  beforeAll(async () => {
    bench = await openLoadBench();
  });
  afterAll(() => bench.close());

  async function ofFile(path: string): Promise<Record<string, string>> {
    const request = requestForPath(`${data}/${path}`);
    const { artifacts } = expectOk(await bench.engine.run(request));
    const { table } = artifacts;
    if (table?.kind !== 'table') throw new Error('There is no table.');
    const columns = table.columns.map(({ name }) => name);
    const frame = expectOk(
      await bench.engine.ask({ ...request, query: { kind: 'meanings', slot: 'table', columns } }),
    );
    const meanings = describeMeanings(meaningFacts(frame), {}, format);
    return Object.fromEntries(
      meanings.flatMap(({ column, meaning }) => (meaning === null ? [] : [[column, meaning]])),
    );
  }

  const all = (meaning: string, ...columns: string[]) =>
    Object.fromEntries(columns.map((name) => [name, meaning]));

  test.each([
    ['penguins/penguins.csv', all('category', 'species', 'island', 'sex', 'year')],
    [
      'penguins/penguins_raw.csv',
      all('category', 'studyName', 'Species', 'Island', 'Clutch Completion', 'Sex'),
    ],
    [
      'credit_default_es/credit_data.csv',
      {
        ...all('category', 'Status', 'Home', 'Marital', 'Records', 'Job'),
        ...all('currency', 'Expenses', 'Income', 'Assets', 'Debt', 'Price'),
      },
    ],
    [
      'adult/adult_train.csv',
      {
        ...all(
          'category',
          'workclass',
          'education',
          'marital_status',
          'occupation',
          'relationship',
          'race',
          'sex',
        ),
        income: 'category',
        native_country: 'country',
      },
    ],
    ['reported_heights/reported_heights.csv', { sex: 'category' }],
    ['sms_spam/sms_spam.csv', { label: 'category', message: 'free-text' }],
    [
      // From “NAEYC Valid Until” on, its values stand a column or two beside their names.
      'dedupe_messy/csv_example_messy_input.csv',
      {
        Id: 'identifier',
        ...all(
          'category',
          'Source',
          'Program Name',
          'Length of Day',
          'CC fund',
          'Progmod',
          'ECE Available Programs',
        ),
        Column2: 'category',
        ...all('free-text', 'Address', 'Funded Enrollment', 'Executive Director'),
        Zip: 'postal-code',
        Phone: 'phone',
        ...all('url', 'Website', 'Center Director'),
        'Email Address': 'date',
        'Purple binder service type': 'email',
      },
    ],
    ['dirty_clean_pairs/beers.clean.csv', { id: 'identifier', brewery_name: 'free-text', state: 'category' }],
    [
      'dirty_clean_pairs/beers.dirty.csv',
      { id: 'identifier', brewery_name: 'free-text', ...all('category', 'ounces', 'abv', 'state') },
    ],
    [
      'dirty_clean_pairs/hospital.clean.csv',
      {
        ...all('category', 'HospitalName', 'Address1', 'City', 'State', 'CountyName', 'HospitalOwner'),
        ...all('category', 'EmergencyService', 'Condition', 'MeasureCode', 'MeasureName', 'Stateavg'),
        ZipCode: 'postal-code',
        PhoneNumber: 'phone',
        Score: 'percent',
      },
    ],
    [
      'dirty_clean_pairs/hospital.dirty.csv',
      {
        ...all('category', 'ProviderNumber', 'HospitalName', 'Address1', 'City', 'State', 'CountyName'),
        ...all('category', 'HospitalType', 'HospitalOwner', 'EmergencyService', 'Condition', 'MeasureCode'),
        ...all('category', 'MeasureName', 'Stateavg'),
        ZipCode: 'postal-code',
        PhoneNumber: 'phone',
        Score: 'percent',
      },
    ],
  ])('%s', { timeout: 120_000 }, async (path, expected) => {
    expect(await ofFile(path)).toEqual(expected);
  });
});
