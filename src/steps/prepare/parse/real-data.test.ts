import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { frameRows, type Cell } from '../../../core/frame';
import { quoteLiteral } from '../../../core/sql';
import { parse } from './step';

const HEIGHTS = '../shared/data/reported_heights/reported_heights.csv';
const DIRTY = '../shared/data/dirty_clean_pairs/beers.dirty.csv';
const CLEAN = '../shared/data/dirty_clean_pairs/beers.clean.csv';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** The records of a CSV file with a header, by RFC 4180. */
function recordsOf(path: string): Record<string, string>[] {
  const fields = readFileSync(path, 'utf8').matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g);
  const lines: string[][] = [[]];
  for (const [, quoted, bare, end] of fields) {
    lines.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === '') break;
    if (end !== ',') lines.push([]);
  }
  const [names = [], ...rows] = lines.filter((line) => line.length > 1);
  return rows.map((row) => Object.fromEntries(names.map((name, place) => [name, row[place] ?? ''])));
}

const cell = (text: string): string => (text === '' ? 'NULL' : quoteLiteral(text));
const selectOf = (texts: readonly string[]): string =>
  `SELECT * FROM (VALUES ${texts.map((text) => `(${cell(text)})`).join(', ')}) AS t(x)`;

async function parsed(texts: readonly string[], params: object) {
  const { rows, frames, reading } = await bench.tryStep(
    parse,
    { select: selectOf(texts) },
    { columns: ['x'], ...params },
  );
  return {
    values: rows.parsed!.map(({ x }) => x ?? null),
    facts: frameRows(frames.columns!)[0]!,
    units: frameRows(frames.units!),
    failures: frameRows(frames.failures!).map(({ value }) => value),
    remedies: frameRows(frames.remedies!).map(({ params: set, rows: count }) => [
      JSON.parse(String(set)) as object,
      count,
    ]),
    text: reading.text,
  };
}

describe.skipIf(!existsSync(HEIGHTS))('reported heights (skipped where ../shared is absent)', () => {
  test('an unambiguous notation is read, a bare number is left as it is, and nothing is guessed', async () => {
    const texts = recordsOf(HEIGHTS).map(({ height = '' }) => height);
    const { values, facts, failures, units } = await parsed(texts, {});
    const isBare = (text: string) => /^\d+(\.\d+)?$/.test(text);
    expect(values.filter((_, row) => isBare(texts[row]!))).toEqual(texts.filter(isBare).map(Number));
    expect(facts).toMatchObject({ rows: 1095, unit: 'in', parsed: 1077, failed: 18 });
    expect(new Set(failures)).toEqual(
      new Set([
        ...[
          '>9000',
          '5,3',
          '6,8',
          'Five foot eight inches',
          '5,4',
          `5'12`,
          `2'33`,
          '5,8',
          '1,70',
          'yyy',
          '6*12',
        ],
        ...['5 .11', '5 11', '708,661', '649,606', '728,346', '6 04', '7,283,465'],
      ]),
    );
    const inInches: Record<string, number> = {
      '165cm': 165 / 2.54,
      '170 cm': 170 / 2.54,
      "6'": 72,
      '69"': 69,
      '5 feet and 8.11 inches': 68.11,
      [`5' 7.78"`]: 67.78,
      "5'7.5''": 67.5,
      "5'10''": 70,
      "5'7": 67,
      '5ft 9 inches': 69,
      '5 feet 7inches': 67,
      [`6'4"`]: 76,
    };
    const found = Object.fromEntries(texts.map((text, row) => [text, values[row]]));
    expect(Object.keys(inInches).map((text) => Number(found[text]))).toEqual(
      Object.values(inInches).map((value) => expect.closeTo(value, 9) as number),
    );
    expect(units.map(({ unit, rows }) => [unit, rows])).toEqual([
      ['', 1014],
      ['in', 60],
      ['cm', 2],
      ['ft', 1],
    ]);
  });
});

describe.skipIf(!existsSync(DIRTY))(
  'the dirty beers against the clean (skipped where ../shared is absent)',
  () => {
    async function compared(column: string, params: object, missing: readonly string[] = []) {
      const clean = new Map(recordsOf(CLEAN).map((row) => [row.id, row[column] ?? '']));
      const dirty = recordsOf(DIRTY).map((row) => ({ id: row.id, text: row[column] ?? '' }));
      const texts = dirty.map(({ text }) => (missing.includes(text) ? '' : text));
      const { values, ...others } = await parsed(texts, params);
      const counts = { wrong: 0, mended: 0, harmed: 0, other: 0, lost: 0 };
      dirty.forEach(({ id, text }, row) => {
        const is = clean.get(id) ?? '';
        const should: Cell = is === '' ? null : Number(is);
        const value = values[row] ?? null;
        const wasWrong = text !== is && (text === '' || Number(text) !== should);
        if (wasWrong) counts.wrong += 1;
        if (wasWrong && value === should) counts.mended += 1;
        if (!wasWrong && value !== should) counts.harmed += 1;
        if (value !== null && value !== should) counts.other += 1;
        if (value === null && should !== null) counts.lost += 1;
      });
      return { counts, ...others };
    }

    test('ounces: no cell is wrong, words behind the unit are listed, and one setting reads them', async () => {
      const strict = await compared('ounces', {});
      expect(strict.counts).toEqual({ wrong: 2409, mended: 2269, harmed: 0, other: 0, lost: 140 });
      expect(strict.failures.every((value) => /Alumi-Tek|Silo Can|%/.test(String(value)))).toBe(true);
      expect(strict.remedies).toEqual([[{ behind: 'left out' }, 139]]);
      const all = await compared('ounces', { behind: 'left out' });
      expect(all.counts).toEqual({ wrong: 2409, mended: 2408, harmed: 0, other: 0, lost: 1 });
      expect(all.failures).toEqual(['0.05%']);
      expect(all.facts).toMatchObject({ unit: 'oz', parsed: 2408, failed: 1 });
    });

    test('ibu: “N/A” is missing, every number is whole', async () => {
      const asTheyAre = await compared('ibu', { to: 'integer' });
      expect(asTheyAre.counts).toEqual({ wrong: 1004, mended: 1004, harmed: 0, other: 0, lost: 0 });
      expect(asTheyAre.failures).toEqual(['N/A']);
      const marked = await compared('ibu', { to: 'integer', failures: 'fail' }, ['N/A']);
      expect(marked.counts).toMatchObject({ mended: 1004, harmed: 0, other: 0, lost: 0 });
    });

    // With the sign, the numbers were rounded to two decimals in the file: 528 digits are not there to be read.
    test('abv: a share sign is taken off, and no cell that was right is changed', async () => {
      const { counts, facts, text } = await compared('abv', {}, ['N/A']);
      expect(counts).toEqual({ wrong: 693, mended: 165, harmed: 0, other: 528, lost: 0 });
      expect(facts).toMatchObject({ unit: '%', failed: 0 });
      expect(text).toContain(
        'no unit and stand as written beside values with “%”: 5 and 5% become the same value',
      );
    });
  },
);
