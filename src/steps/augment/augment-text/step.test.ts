import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { FailureError } from '../../../core/failure';
import { frameRows, type FrameRow } from '../../../core/frame';
import { remake } from '../../../kernels/augment-text/make';
import { augmentText } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** Augments the column `t` of a table made by SQL, by default a training part. */
async function augment(select: string, params: object = {}, part: string | null = 'train') {
  const asked = { text: 't', ...params };
  const trial = await bench.tryStep(augmentText, { select, traits: { part } }, asked);
  const { augmented } = trial.artifacts;
  return {
    rows: trial.rows.augmented!,
    provenance: trial.rows.provenance!,
    types: augmented?.kind === 'table' ? augmented.columns.map(({ sqlType }) => sqlType) : [],
    frames: Object.fromEntries(Object.entries(trial.frames).map(([name, frame]) => [name, frameRows(frame)])),
    codes: trial.notices.map(({ code }) => code),
    reading: trial.reading,
    traits: trial.traits,
  };
}

async function failureOf(select: string, params: object = {}): Promise<string> {
  const error: unknown = await augment(select, params).catch((thrown: unknown) => thrown);
  if (!(error instanceof FailureError)) throw new Error(`It did not fail: ${String(error)}`);
  return error.failure.code;
}

/** 40 short English texts, 30 “ham” and 10 “spam”, each different, with a key and a number. */
const MESSAGES = `SELECT 'id' || i AS id, i * 1.5 AS score, DATE '2024-01-01' + i::INTEGER AS day,
  'I do not think that message ' || i || ' is a big problem, we are ' || ['happy', 'late', 'here', 'gone'][1 + i % 4] || ' now' AS t,
  CASE WHEN i % 4 = 0 THEN 'spam' ELSE 'ham' END AS y FROM range(40) AS r(i)`;

const sum = (rows: readonly FrameRow[], column: string): number =>
  rows.reduce((all, row) => all + Number(row[column]), 0);

describe('new rows', () => {
  test('stand behind the real ones, unchanged, and take over all but the text and the key', async () => {
    const real = await bench.rows(MESSAGES);
    const { rows, provenance, frames, traits, types } = await augment(MESSAGES, {
      label: 'y',
      key: 'id',
      times: 3,
    });
    expect(rows.slice(0, 40)).toEqual(real);
    expect(rows.length).toBe(40 + provenance.length);
    expect(types).toEqual(['VARCHAR', 'DECIMAL(21,1)', 'DATE', 'VARCHAR', 'VARCHAR']);
    const texts = new Set(real.map(({ t }) => t));
    for (const [place, one] of provenance.entries()) {
      expect(one.new_row).toBe(41 + place);
      const [fresh, parent] = [rows[40 + place]!, real[Number(one.parent_row) - 1]!];
      expect(one.parent).toBe(parent.id);
      expect(fresh).toEqual({ ...parent, id: null, t: fresh.t });
      expect(texts.has(fresh.t)).toBe(false);
      texts.add(fresh.t);
      expect(remake(String(parent.t), String(one.parameters))).toBe(fresh.t);
    }
    expect(traits).toEqual({ augmented: { synthetic: true } });
    const { summary, counts } = frames;
    expect(summary![0]).toMatchObject({
      rows: 40,
      asked: 120,
      made: provenance.length,
      rows_after: rows.length,
    });
    expect(sum(counts!, 'asked')).toBe(120);
    for (const line of counts!) {
      const parts = ['made', 'copies_of_real', 'copies_of_new', 'refused', 'empty', 'nothing_to_do'];
      expect(parts.reduce((all, part) => all + Number(line[part]), 0)).toBe(line.asked);
    }
    expect(sum(counts!, 'made')).toBe(provenance.length);
  });

  test('are the same for the same seed, and others for another', async () => {
    const once = await augment(MESSAGES, { seed: 4 });
    const again = await augment(MESSAGES, { seed: 4 });
    expect(again.rows).toEqual(once.rows);
    expect(again.provenance).toEqual(once.provenance);
    expect((await augment(MESSAGES, { seed: 5 })).rows).not.toEqual(once.rows);
  });

  test('of chosen classes, in numbers set for each, without the real rows', async () => {
    const { rows, provenance, frames } = await augment(MESSAGES, {
      ...{ label: 'y', amount: 'counts', counts: { spam: 25 }, keep: false, operation: 'punctuation' },
    });
    expect(rows.map(({ y }) => y)).toEqual(new Array(rows.length).fill('spam'));
    expect(sum(frames.counts!, 'asked')).toBe(25);
    expect(provenance.map(({ new_row: place }) => place)).toEqual(rows.map((_, place) => place + 1));
    const perParent = new Map<unknown, number>();
    for (const { parent_row: row } of provenance) perParent.set(row, (perParent.get(row) ?? 0) + 1);
    expect(Math.max(...perParent.values())).toBeLessThanOrEqual(3);
    expect(frames.classes).toEqual([
      { class: 'ham', rows: 30, asked: 0, made: 0 },
      { class: 'spam', rows: 10, asked: 25, made: rows.length },
    ]);
    expect(provenance.every(({ parent, parent_row: row }) => parent === String(row))).toBe(true);
  });

  test('take over only the columns named, and the label', async () => {
    const { rows } = await augment(MESSAGES, { label: 'y', copy: ['score'], times: 1 });
    for (const fresh of rows.slice(40)) {
      expect([fresh.id, fresh.day]).toEqual([null, null]);
      expect([fresh.score, fresh.y]).not.toContain(null);
    }
  });

  test('of one operation alone are made by it alone', async () => {
    for (const operation of ['swap', 'deletion', 'contractions', 'synonyms', 'insertion', 'noise']) {
      const { provenance } = await augment(MESSAGES, { operation, times: 2 });
      expect(new Set(provenance.map((row) => row.operation))).toEqual(new Set([operation]));
    }
  });
});

test('copies of real texts and of each other are dropped and counted', async () => {
  const select = `SELECT * FROM (VALUES ('red tea'), ('tea red'), ('green tea')) AS v(t)`;
  const { rows, frames } = await augment(select, { operation: 'swap', times: 5 });
  expect(rows.map(({ t }) => t)).toEqual(['red tea', 'tea red', 'green tea', 'tea green']);
  expect(frames.summary![0]).toMatchObject({ asked: 15, made: 1, copies_of_real: 10, copies_of_new: 4 });
});

test('scripts without spaces are refused row by row, and said why', async () => {
  const select = `SELECT * FROM (VALUES ('今天天气很好', 'a'), ('We are here now', 'a'), (NULL, 'b'), ('  ', 'b')) AS v(t, y)`;
  const { frames, codes, reading } = await augment(select, {
    label: 'y',
    operation: 'punctuation',
    times: 2,
  });
  expect(codes).toEqual(['texts-without-spaces', 'texts-empty']);
  expect(frames.summary![0]).toMatchObject({ asked: 8, refused_rows: 1, empty_rows: 2, idle_rows: 0 });
  expect(frames.counts!.map((row) => [row.class, row.operation, row.asked, row.refused, row.empty])).toEqual([
    ['a', 'punctuation', 2, 0, 0],
    ['a', null, 2, 2, 0],
    ['b', null, 4, 0, 4],
  ]);
  expect(frames.refused).toEqual([{ row: 1, text: '今天天气很好' }]);
  expect(reading.text).toContain('1 text is in a script that sets no spaces between words');
});

test('labels are judged by near real texts, and the least safe are shown', async () => {
  const mixed = MESSAGES.replace('i % 4 = 0', 'i % 3 = 0');
  const { frames, reading } = await augment(mixed, { label: 'y', times: 2 });
  expect(frames.label_safety!.map((row) => row.label)).toEqual([null, 'ham', 'spam']);
  expect(frames.label_safety![0]!.real_rows).toBe(40);
  expect(frames.unsafe!.length).toBeGreaterThan(0);
  expect(frames.unsafe!.length).toBeLessThanOrEqual(20);
  expect(reading.text).toMatch(/The nearest real rows have the label/);
  const without = await augment(MESSAGES, { times: 1 });
  expect(without.frames.label_safety).toEqual([]);
});

test('examples show the parent with edits that lie within it, from every operation and class', async () => {
  const long = `SELECT repeat('we are here. ', 60000) || i AS t FROM range(2) AS r(i)`;
  const { frames, provenance, rows } = await augment(long, { times: 2, mix: ['swap', 'deletion'] });
  expect(frames.examples!).toHaveLength(4);
  for (const { parent_text: text, edits, is_cut_after: goesOn } of frames.examples!) {
    const read = JSON.parse(String(edits)) as [number, number, string][];
    expect(read.length).toBeGreaterThan(0);
    expect(goesOn).toBe(true);
    for (const [start, length] of read) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(start + length).toBeLessThanOrEqual(String(text).length);
      expect(
        String(text)
          .slice(start, start + length)
          .trim(),
      ).toMatch(/^(we|are|here)$/);
    }
  }
  expect(remake(String(rows[0]!.t), String(provenance[0]!.parameters))).toBe(rows[2]!.t);
  const { frames: short } = await augment(MESSAGES, { label: 'y', times: 4, mix: ['swap', 'punctuation'] });
  expect(new Set(short.examples!.map((row) => `${String(row.operation)} ${String(row.class)}`)).size).toBe(4);
});

test('the reading says how many, of which classes, and what follows', async () => {
  const { reading } = await augment(MESSAGES, { label: 'y', operation: 'punctuation', times: 2 });
  expect(reading.text).toMatch(
    /^80 new texts were made by punctuation beside 40 real rows\. “ham” from 30 to 90 and “spam” from 10 to 30\. The nearest/,
  );
  expect(reading.suggestions.map(({ step, title }) => [step, title])).toEqual([
    ['augment-text', '16 new texts for each'],
  ]);
  const whole = await augment(MESSAGES, { label: 'y' }, null);
  expect(whole.codes).toEqual(['not-split']);
  expect(whole.reading.suggestions.map(({ step }) => step)).toEqual(['split']);
  expect((await augment(MESSAGES, {}, 'test')).codes).toEqual(['judging-part']);
});

describe('whatever the table', () => {
  test('an empty table, all null and only scripts without spaces fail by name, as do wrong params', async () => {
    expect(await failureOf(`SELECT 'a' AS t WHERE false`)).toBe('rows-none');
    expect(await failureOf(`SELECT NULL::VARCHAR AS t FROM range(3)`)).toBe('augment-text-no-texts');
    expect(await failureOf(`SELECT '今天' AS t UNION ALL SELECT NULL`)).toBe('augment-text-no-spaces');
    expect(await failureOf(`SELECT 1 AS t`)).toBe('column-type');
    expect(await failureOf(MESSAGES, { text: '' })).toBe('column-unset');
    expect(await failureOf(MESSAGES, { label: 'z' })).toBe('column-unknown');
    expect(await failureOf(MESSAGES, { label: 't' })).toBe('augment-text-same-column');
    expect(await failureOf(MESSAGES, { key: 't' })).toBe('augment-text-same-column');
    expect(await failureOf(MESSAGES, { key: 'y', label: 'y' })).toBe('augment-text-key-is-label');
    expect(await failureOf(MESSAGES, { mix: [] })).toBe('augment-text-no-operation');
    expect(await failureOf(MESSAGES, { classes: ['spam'] })).toBe('augment-text-no-label');
    expect(await failureOf(MESSAGES, { amount: 'counts' })).toBe('augment-text-no-label');
    expect(await failureOf(MESSAGES, { label: 'y', classes: ['eggs'] })).toBe('augment-text-class-unknown');
    const counts = { ham: 5_000_001 };
    expect(await failureOf(MESSAGES, { label: 'y', amount: 'counts', counts })).toBe('augment-text-too-many');
    expect(await failureOf(`SELECT i::VARCHAR AS t, i AS y FROM range(1001) AS r(i)`, { label: 'y' })).toBe(
      'classes-too-many',
    );
  });

  test('one row, a constant column and a text of which nothing can be made', async () => {
    expect((await augment(`SELECT 'we are here' AS t`, { times: 1 })).rows).toHaveLength(2);
    const same = await augment(`SELECT 'we are here' AS t FROM range(5)`, { operation: 'swap', times: 10 });
    expect(new Set(same.rows.map(({ t }) => t)).size).toBe(same.rows.length - 4);
    const idle = await augment(`SELECT '12' AS t FROM range(3)`);
    expect(idle.codes).toEqual(['texts-idle']);
    expect(idle.rows).toHaveLength(3);
    expect(idle.provenance).toEqual([]);
    expect(idle.traits).toEqual({});
    expect(idle.reading.text).toMatch(/^Of 12 new texts asked for, none was made\./);
  });

  test('NaN, Infinity and missing labels are taken over as they are', async () => {
    const { rows, frames } = await augment(
      `SELECT 'we are here now ' || i AS t, ['NaN', 'Infinity', '1'][1 + i % 3]::DOUBLE AS x,
        CASE WHEN i > 1 THEN 'a' END AS y FROM range(6) AS r(i)`,
      { label: 'y', operation: 'punctuation', times: 1, keep: false },
    );
    expect(rows.map(({ x }) => x)).toEqual([NaN, Infinity, 1, NaN, Infinity, 1]);
    expect(rows.map(({ y }) => y)).toEqual([null, null, 'a', 'a', 'a', 'a']);
    expect(frames.classes!.map((row) => [row.class, row.made])).toEqual([
      ['a', 4],
      [null, 2],
    ]);
  });

  test('unicode and keyword names, and those of our own working columns, are no trouble', async () => {
    const { rows, provenance } = await augment(
      `SELECT 'we are here now ' || i AS "select", i AS row, i AS n, i AS v0, i AS place, 'ü' AS "größe ""🎈""", 'k' || i AS t FROM range(4) AS r(i)`,
      { text: 'select', label: 'größe "🎈"', key: 't', times: 2, operation: 'punctuation' },
    );
    expect(Object.keys(rows[0]!)).toEqual(['select', 'row', 'n', 'v0', 'place', 'größe "🎈"', 't']);
    for (const [place, { parent_row: parent }] of provenance.entries()) {
      expect(rows[4 + place]).toMatchObject({ row: Number(parent) - 1, v0: Number(parent) - 1, t: null });
    }
  });

  test('texts that are an enumeration become plain texts', async () => {
    const { types, rows } = await augment(
      `SELECT 'we are here'::ENUM ('we are here', 'not now') AS t, 1 AS x FROM range(2)`,
      { operation: 'swap', times: 1 },
    );
    expect(types).toEqual(['VARCHAR', 'INTEGER']);
    expect(rows.slice(0, 2).map(({ t }) => t)).toEqual(['we are here', 'we are here']);
  });

  test('texts of a megabyte go through, each in pieces of its draws', async () => {
    const { rows, provenance } = await augment(
      `SELECT repeat('we do not know why they are late today ', 26000) AS t, 'short one here' AS s`,
      { times: 6, operation: 'deletion' },
    );
    expect(provenance).toHaveLength(6);
    for (const row of rows.slice(1)) {
      const share = String(row.t).length / String(rows[0]!.t).length;
      expect(share).toBeGreaterThan(0.85);
      expect(share).toBeLessThan(0.95);
    }
  });
});
