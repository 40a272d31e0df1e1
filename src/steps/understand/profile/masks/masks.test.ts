import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../../headless/step-on-sql';
import { frameRows } from '../../../../core/frame';
import { numberFormat } from '../../../../core/number-format';
import { alertAt } from '../alerts/alert-frame';
import { profile } from '../step';
import { rowsSuggestion, suggestionOf } from '../view/alerts/alert-index';
import { shownAlert } from '../view/alerts/alert-text';
import { allFigures } from '../view/all-figures';
import { detailOf } from '../view/details/detail-index';
import { identifiersIn } from './identifiers';
import { indexProfile, type ProfileIndex } from '../view/profile-index';
import { sampleTable } from '../view/sample-table';
import { indexTarget } from '../view/target/target-index';
import { indexWeights } from '../view/weight/weight-index';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** Persons in every way that the alerts speak of: one value only, spellings, spaces, words for missing, broken characters. */
const PERSONS = `SELECT
    'Zacharias' AS first_name,
    CASE WHEN i % 40 = 0 THEN 'zelda”s   Quux' WHEN i % 41 = 0 THEN ' Zelda Quux' WHEN i % 43 = 0 THEN 'ZoÃ« Quux' ELSE 'Zelda Quux ' || i % 30 END AS surname,
    CASE WHEN i % 2 = 0 THEN '2001:db8::' || i ELSE '10.77.0.' || i % 250 END AS reached_at,
    CASE WHEN i % 10 = 0 THEN 777777 ELSE 740000 + i % 60 END AS phone,
    CASE WHEN i % 5 = 0 THEN 'zz-yes' ELSE 'zz-no' END AS password,
    1 + i % 3 AS w
  FROM range(400) AS t(i)`;
/** What no text about them may hold. */
const SECRETS = /Zach|Zelda|zelda|Quux|Zo(Ã«|ë)|2001:db8|10\.77|777,?777|740,?0\d\d\b|zz-/;

const indexOf = (frames: Parameters<typeof indexProfile>[0], isShown: boolean): ProfileIndex =>
  indexProfile(frames, { identifiers: identifiersIn(frames.alerts), isShown: () => isShown });

/** Everything that the view says, as one text. */
function textsOf(frames: Parameters<typeof indexProfile>[0], index: ProfileIndex): string {
  const format = numberFormat('en');
  const alerts = Array.from({ length: frames.alerts?.rows ?? 0 }, (_, row) => alertAt(frames.alerts!, row));
  const columnOf = (name: string) => ({ name, type: 'text', sqlType: 'VARCHAR' }) as const;
  const [target, weights] = [indexTarget(frames, index), indexWeights(frames, index)];
  return JSON.stringify([
    alerts.map((alert) => {
      const shown = shownAlert(alert, index);
      const follow = shown.suggestion === null ? null : suggestionOf(shown, 'persons');
      const rows = rowsSuggestion(shown, 'persons', columnOf);
      return [shown.text, follow?.title, follow?.reason, rows?.title, rows?.reason];
    }),
    Array.from({ length: index.columns }, (_, column) => {
      const detail = detailOf(index, column);
      return [
        allFigures(index, column, format),
        index.values(column, 100),
        index.bins(column, 'equal_width'),
        index.bins(column, 'quantile'),
        ['first', 'last', 'q1', 'median', 'q3', 'whisker_low', 'whisker_high'].map((figure) =>
          detail.figure(figure),
        ),
        [detail.extremes('least'), detail.extremes('greatest'), detail.words, detail.elements],
        target?.bins(index.name(column), target.classes[0], format),
        [weights?.figures(column), weights?.bins(column), weights?.values(column)],
      ];
    }),
    target?.classes.map((each) => target.className(each)),
    sampleTable(frames.sample_rows!, index),
  ]);
}

test('no value of a person shows anywhere until somebody asks: not in alerts, titles, reasons, pictures, tables or the reading', async () => {
  const { frames, reading } = await bench.tryStep(
    profile,
    { select: PERSONS, name: 'persons' },
    { weight: 'w', target: 'password' },
  );
  const hidden = indexOf(frames, false);
  const masked = Array.from({ length: hidden.columns }, (_, column) => column).filter((column) =>
    hidden.isMasked(column),
  );
  expect(masked.map((column) => hidden.name(column))).toEqual([
    'first_name',
    'surname',
    'reached_at',
    'phone',
    'password',
  ]);
  expect(textsOf(frames, hidden)).not.toMatch(SECRETS);
  expect(reading.text).toContain('one single value in “first_name”.');
  expect(
    JSON.stringify([reading.text, reading.suggestions.map(({ title, reason }) => [title, reason])]),
  ).not.toMatch(SECRETS);
  expect(textsOf(frames, indexOf(frames, true))).toMatch(/Zelda Quux.*2001:db8/);
});

test('what values mean stands in the frame of columns where it is personal', async () => {
  const { frames } = await bench.tryStep(profile, { select: PERSONS }, {});
  expect(frameRows(frames.columns!).map(({ column, meaning }) => [column, meaning])).toEqual([
    ['first_name', null],
    ['surname', null],
    ['reached_at', 'ip'],
    ['phone', 'phone'],
    ['password', null],
    ['w', null],
  ]);
});

test.each([
  ['a table without rows', `${PERSONS} LIMIT 0`, []],
  ['one row', `SELECT 'a@example.org' AS x`, ['email']],
  ['all missing', 'SELECT NULL::VARCHAR AS x FROM range(3)', [null]],
  [
    'NaN, infinity and a constant',
    `SELECT unnest(['NaN', 'Infinity', '1']::DOUBLE[]) AS x, 7 AS "select"`,
    [null, null],
  ],
  [
    'unicode names and quotes',
    `SELECT unnest(['o''neill@example.org', 'größe@übung.de']) AS "wé ""q"""`,
    ['email'],
  ],
])('of %s nothing is made up', async (_, select, meanings) => {
  const { frames } = await bench.tryStep(profile, { select }, {});
  const found = frameRows(frames.columns!).map(({ meaning }) => meaning);
  expect(found.filter((each) => each !== null || meanings.length > 0)).toEqual(meanings);
});
