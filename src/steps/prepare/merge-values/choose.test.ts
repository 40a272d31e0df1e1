import { describe, expect, test } from 'vitest';
import { frameOfRows } from '../../../core/frame';
import { changeOf, clustersNow, decide, retarget, type Accept } from './choose';
import { decisionsOf, patchOf } from './decisions';

const FRAME = frameOfRows(
  ['cluster', 'value', 'rows', 'proposed'],
  [
    { cluster: 1, value: 'Berlin', rows: 9, proposed: 'Berlin' },
    { cluster: 1, value: 'berlin', rows: 2, proposed: 'Berlin' },
    { cluster: 1, value: 'BERLIN', rows: 1, proposed: 'Berlin' },
    { cluster: 2, value: 'Rom', rows: 3, proposed: 'Rom' },
    { cluster: 2, value: 'rom', rows: 1, proposed: 'Rom' },
  ],
);
const now = (targets: Record<string, string> = {}, accept: Accept = 'chosen') =>
  clustersNow(FRAME, new Map(Object.entries(targets)), accept);
const plain = (map: ReadonlyMap<string, string>) => Object.fromEntries(map);

describe('clusters under decisions', () => {
  test('none is taken until it is accepted, or all are', () => {
    expect(now().map(({ state, target, rows }) => [state, target, rows])).toEqual([
      ['none', 'Berlin', 12],
      ['none', 'Rom', 4],
    ]);
    expect(now({}, 'all').map(({ state }) => state)).toEqual(['all', 'all']);
    expect(now({ berlin: 'Berlin' })[0]!.state).toBe('some');
    expect(now({ BERLIN: 'BERLIN' }, 'all')[0]!.state).toBe('some');
  });

  test('what was typed is the target', () => {
    const [berlin] = now({ Berlin: 'B', berlin: 'B', BERLIN: 'B' });
    expect(berlin).toMatchObject({ target: 'B', state: 'all' });
  });

  test('the rows that change are counted, those of other decided values too', () => {
    const beside = [
      { value: 'x', becomes: 'y', rows: 5 },
      { value: 'gone', becomes: 'y', rows: 0 },
    ];
    expect(changeOf(now({ berlin: 'Berlin' }), beside)).toEqual({ values: 2, rows: 7 });
    expect(changeOf(now({}, 'all'), [])).toEqual({ values: 3, rows: 4 });
  });
});

describe('decisions', () => {
  const all = ['Berlin', 'berlin', 'BERLIN'];

  test('accept, and take back', () => {
    const [berlin] = now();
    const taken = decide(new Map(), 'chosen', berlin!, all, 'Berlin');
    expect(plain(taken)).toEqual({ berlin: 'Berlin', BERLIN: 'Berlin' });
    expect(plain(decide(taken, 'chosen', berlin!, ['berlin'], null))).toEqual({ BERLIN: 'Berlin' });
    expect(plain(decide(taken, 'chosen', berlin!, all, null))).toEqual({});
  });

  test('where all are accepted, a value taken out is written down', () => {
    const [berlin] = now({}, 'all');
    const out = decide(new Map(), 'all', berlin!, ['berlin'], null);
    expect(plain(out)).toEqual({ berlin: 'berlin' });
    expect(plain(decide(out, 'all', berlin!, ['berlin'], 'Berlin'))).toEqual({});
  });

  test('another target is for the values that were accepted, or for all', () => {
    const fresh = retarget(new Map(), 'chosen', now()[0]!, 'B');
    expect(plain(fresh)).toEqual({ Berlin: 'B', berlin: 'B', BERLIN: 'B' });
    const some = new Map([['berlin', 'Berlin']]);
    const cluster = clustersNow(FRAME, some, 'chosen')[0]!;
    expect(plain(retarget(some, 'chosen', cluster, 'B'))).toEqual({ Berlin: 'B', berlin: 'B' });
    const back = clustersNow(FRAME, fresh, 'chosen')[0]!;
    expect(plain(retarget(fresh, 'chosen', back, 'Berlin'))).toEqual({ berlin: 'Berlin', BERLIN: 'Berlin' });
    expect(plain(retarget(fresh, 'all', back, 'Berlin'))).toEqual({});
  });

  test('are stored in order, and those of other columns are kept', () => {
    const towns = patchOf(
      'town',
      new Map([
        ['b', 'c'],
        ['a', 'c'],
      ]),
      undefined,
    );
    expect(towns?.decisions.map(({ row }) => row)).toEqual(['a', 'b']);
    const lands = patchOf('land', new Map([['x', 'y']]), towns ?? undefined);
    expect(plain(decisionsOf(lands ?? undefined, 'land').targets)).toEqual({ x: 'y' });
    expect(plain(decisionsOf(lands ?? undefined, 'town').targets)).toEqual({ a: 'c', b: 'c' });
    expect(patchOf('town', new Map(), undefined)).toBeNull();
  });
});
