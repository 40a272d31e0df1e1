import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../../../../headless/node-engine';
import { completeParams, fitParams } from '../../../../document/params';
import type { Engine } from '../../../../engine/protocol';
import { contractOf } from '../../../index';
import { alertAt } from './alert-frame';
import type { Alert, AlertId } from './alert';

const folder = fileURLToPath(new URL('../../../../../../shared/data/', import.meta.url));
let engine: Engine;
beforeAll(async () => void (engine = await openNodeEngine()));
afterAll(() => engine.close());

async function alertsOf(file: string): Promise<Alert[]> {
  const name = basename(file);
  const nodes = [
    { step: 'load', version: 1, params: { source: { kind: 'file', files: [{ name }] } }, inputs: {} },
    { step: 'profile', version: 1, params: {}, inputs: { table: { node: 0, slot: 'table' } } },
  ];
  const outcome = await engine.run({
    plan: { nodes, target: 1 },
    files: { [name]: { path: folder + file } },
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  const frame = outcome.value.frames.alerts!;
  return Array.from({ length: frame.rows }, (_, row) => alertAt(frame, row));
}

/** The columns about which there is an alert of a kind. */
const columnsOf = (alerts: readonly Alert[], id: AlertId): (string | null)[] =>
  alerts.filter(({ alert }) => alert === id).map(({ column }) => column);

/** Alerts that accuse the values themselves: on clean tables each of them is a false alarm. */
const ACCUSING: readonly AlertId[] = [
  'hidden-missing',
  'impossible-zeros',
  'numbers-as-text',
  'dates-as-text',
  'encoding',
  'variants',
  'whitespace',
];
const accusing = (alerts: readonly Alert[]): [AlertId, string | null][] =>
  alerts.filter(({ alert }) => ACCUSING.includes(alert)).map(({ alert, column }) => [alert, column]);

describe.skipIf(!existsSync(folder))('real files (skipped where ../shared/data is absent)', () => {
  test('Pima: exactly the five columns with hidden zeros', async () => {
    const alerts = await alertsOf('pima/pima.csv');
    expect(accusing(alerts)).toEqual(
      ['glucose', 'pressure', 'triceps', 'insulin', 'mass'].map((column) => ['impossible-zeros', column]),
    );
    expect(columnsOf(alerts, 'zeros')).toEqual(['pregnant']);
  });

  test('a hospital: “empty” in its scores and samples is a word for missing', async () => {
    const alerts = await alertsOf('dirty_clean_pairs/hospital.dirty.csv');
    const tokens = new Map(
      alerts.flatMap(({ alert, column, numbers }) =>
        alert === 'hidden-missing' ? [[column, numbers.tokens]] : [],
      ),
    );
    expect(tokens.get('Score')).toEqual(['empty']);
    expect(tokens.get('Sample')).toEqual(['empty']);
  });

  test('heights as people typed them are numbers, with and without units', async () => {
    const [found, ...others] = (await alertsOf('reported_heights/reported_heights.csv')).filter(
      ({ alert }) => alert === 'numbers-as-text',
    );
    expect(others).toEqual([]);
    expect(found).toMatchObject({ column: 'height', numbers: { count: 1095, units: ['in', 'cm', 'ft'] } });
    expect(Number(found?.numbers.numbers)).toBeGreaterThan(1060);
    expect(found?.numbers.others).toEqual(expect.arrayContaining(['yyy', '>9000', 'Five foot eight inches']));
  });

  test('beers: ounces with a unit, bitterness with a spelled-out missing value, breweries in groups', async () => {
    const alerts = await alertsOf('dirty_clean_pairs/beers.dirty.csv');
    expect(columnsOf(alerts, 'numbers-as-text')).toEqual(expect.arrayContaining(['ounces', 'abv', 'ibu']));
    expect(alerts.find(({ alert, column }) => alert === 'hidden-missing' && column === 'ibu')).toMatchObject({
      numbers: { tokens: ['N/A'], rows: 1004 },
      suggestion: { step: 'missing-tokens', params: { tokens: { ibu: ['N/A'] } } },
    });
    const ounces = alerts.find(({ alert, column }) => alert === 'numbers-as-text' && column === 'ounces');
    expect(ounces?.numbers.units).toContain('oz');
    expect(columnsOf(alerts, 'repeated-identifier')).toEqual(['brewery_id']);
  });

  test('hospital: misspelled values, and almost none in the clean version', async () => {
    const dirty = await alertsOf('dirty_clean_pairs/hospital.dirty.csv');
    expect(columnsOf(dirty, 'variants')).toEqual(
      expect.arrayContaining([
        'HospitalName',
        'City',
        'CountyName',
        'HospitalType',
        'HospitalOwner',
        'Condition',
      ]),
    );
    const city = dirty.find(({ alert, column }) => alert === 'variants' && column === 'City');
    expect(city?.numbers.variants).toEqual(expect.arrayContaining(['sheffxeld', 'winfielx']));
    expect(city?.suggestion).toMatchObject({ step: 'merge-values', params: { column: 'City' } });
    expect(columnsOf(await alertsOf('dirty_clean_pairs/hospital.clean.csv'), 'variants')).toEqual([]);
  });

  test('hospital: one column follows from another but for mistakes, exactly in the clean version', async () => {
    const ofCounty = (alerts: readonly Alert[]): Alert | undefined =>
      alerts.find(({ alert, column }) => alert === 'dependency' && column === 'CountyName');
    expect(ofCounty(await alertsOf('dirty_clean_pairs/hospital.dirty.csv'))?.severity).toBe('warning');
    expect(ofCounty(await alertsOf('dirty_clean_pairs/hospital.clean.csv'))).toMatchObject({
      severity: 'note',
      numbers: { exceptions: 0, rows: 1000 },
    });
  });

  test('Adult: repeated rows, and education as a number and as a word', async () => {
    const alerts = await alertsOf('adult/adult_train.csv');
    expect(alerts.find(({ alert }) => alert === 'duplicates')?.numbers).toMatchObject({
      surplus: 24,
      repeated: 23,
    });
    expect(alerts.find(({ alert }) => alert === 'dependency')?.numbers).toMatchObject({
      columns: ['education', 'education_num'],
      exceptions: 0,
      rows: 32_561,
    });
    // 99,999 is what the census wrote for any larger gain.
    expect(accusing(alerts)).toEqual([['hidden-missing', 'capital_gain']]);
  });

  test.each([
    'penguins/penguins.csv',
    'penguins/penguins_raw.csv',
    'pima/pima_na.csv',
    'sklearn_small/breast_cancer_wdbc.csv',
    'german_credit/german_credit.csv',
    'credit_default_es/credit_data.csv',
    'hmda/hmda.csv',
    'cells/cells.csv',
    'shuttle/shuttle.csv',
    'anomaly_tabular/mammography.csv',
    'digits_8x8/digits.csv',
    'vega/seattle-weather.csv',
    'vega/birdstrikes.csv',
  ])('%s is clean: nothing is said against its values', async (file) => {
    expect(accusing(await alertsOf(file))).toEqual([]);
  });

  test.each([
    // Its blanks became zeros when the data was published anew, and one code ends with a space.
    ['ames/ames.csv', ['impossible-zeros Lot_Frontage', 'whitespace Sale_Type']],
    // No gust below 16 miles an hour is reported: 0 stands where there is none.
    ['chicago_ridership/chicago.csv', ['impossible-zeros gust_max']],
  ])('%s has what can be seen in it', async (file, found) => {
    expect(accusing(await alertsOf(file)).map((each) => each.join(' '))).toEqual(found);
  });

  test('every suggestion is a cell that can be inserted', async () => {
    const files = [
      'dirty_clean_pairs/beers.dirty.csv',
      'dirty_clean_pairs/hospital.dirty.csv',
      'ames/ames.csv',
      'pima/pima_na.csv',
      'adult/adult_train.csv',
      'reported_heights/reported_heights.csv',
    ];
    const suggested = (await Promise.all(files.map(alertsOf)))
      .flat()
      .flatMap(({ suggestion }) => suggestion ?? []);
    const faults = suggested.flatMap(({ step, params }) => {
      const contract = contractOf(step);
      if (contract === undefined) return [`there is no step ${step}`];
      return fitParams(contract, completeParams(contract, params)).ok
        ? []
        : [`${step} ${JSON.stringify(params)}`];
    });
    expect(suggested.length).toBeGreaterThan(20);
    expect([...new Set(faults)]).toEqual([]);
  });
});
