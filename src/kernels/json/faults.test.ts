import { describe, expect, test } from 'vitest';
import { drawsOf, mutated } from '../../../headless/fuzz/mutate';
import { codeOf, rowsOf } from '../../../headless/json-rows';

describe('faults', () => {
  test.each([
    ['[{"a":1}', 'json-truncated'],
    ['[{"a":1},]', 'json-trailing-comma'],
    ['[{"a":1,}]', 'json-trailing-comma'],
    ['[{"a":[1,]}]', 'json-trailing-comma'],
    ['[{"a":1}] 2', 'json-two-roots'],
    ['{"a":1} {"a":2}', 'json-two-roots'],
    ['[{"a":1}]\n[{"a":2}]', 'json-two-roots'],
    ['{"a":1},\n{"a":2}', 'json-comma-lines'],
    ['{"a":1},\n', 'json-comma-lines'],
    ['{"a":1}\n{"a":2},\n{"a":3}\n', 'json-comma-lines'],
    ['[{"a":NaNa}]', 'json-syntax'],
    ['[{"a":nane}]', 'json-syntax'],
    ['[{"a":nul}]', 'json-syntax'],
    ['[{"a":n', 'json-truncated'],
    ['[{"a":+inf}]', 'json-syntax'],
    ['[{"a":Infinit', 'json-syntax'],
    ['[{"a":-', 'json-truncated'],
    ['[{"a":01}]', 'json-syntax'],
    ['[{"a":.5}]', 'json-syntax'],
    ['[{"a":1.}]', 'json-syntax'],
    ['[{"a":+1}]', 'json-syntax'],
    ["[{'a':1}]", 'json-syntax'],
    ['[{"a":"\\x"}]', 'json-syntax'],
    ['[{"a":"\t"}]', 'json-syntax'],
    ['[{"a" 1}]', 'json-syntax'],
    ['[{"a":tru}]', 'json-syntax'],
    ['[{"a":1}}', 'json-syntax'],
    ['[{"a":1},[2]]', 'json-record-kinds'],
    ['{"a":[{"x":1}],"b":[{"y":1}]}', 'json-several-tables'],
    ['"text"', 'json-no-table'],
    ['[]', 'json-no-rows'],
    ['{}', 'json-no-rows'],
    [' \n', 'file-empty'],
    [`[{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}]`, 'json-too-deep'],
    [`[{${Array.from({ length: 10_001 }, (_, i) => `"c${i}":1`).join(',')}}]`, 'json-too-many-columns'],
  ])('%.40s', async (text, code) => {
    expect(await codeOf(text)).toBe(code);
  });

  test('bytes that are no UTF-8 are named with their line', async () => {
    const bytes = Uint8Array.from(
      [...'[{"a":"x"},\n{"a":"'].map((one) => one.charCodeAt(0)).concat(0xfc, 0x22, 0x7d, 0x5d),
    );
    await expect(rowsOf(bytes)).rejects.toThrow('Line 2 of “data.json” is not written in UTF-8.');
  });

  test('the line and the text near a fault are said, far into a file too', async () => {
    const lines = `${'{"a":1}\n'.repeat(300_000)}{"a":1,"b":oops}\n`;
    await expect(rowsOf(lines)).rejects.toThrow(
      'Line 300001 of “data.json” is not JSON: a value was expected at oops}',
    );
  });
});

describe('what is broken', () => {
  const base = [
    JSON.stringify(
      Array.from({ length: 20 }, (_, i) => ({ id: i, t: `té${i}`, n: { x: i / 3, y: null }, l: [i, 'a'] })),
      null,
      1,
    ),
    Array.from({ length: 20 }, (_, i) => JSON.stringify({ id: i, when: '2020-01-01', ok: i % 2 === 0 })).join(
      '\n',
    ),
    '{"a":[1,2,3],"b":["x","y","z"]}',
    '{"meta":{"n":1},"data":[["a","b"],[1,"x"],[2,"y"]]}',
  ].map((text) => new TextEncoder().encode(text));

  test('600 mutated texts each give a table or a failure with a name, and valid JSON is never called invalid', async () => {
    const codes = new Map<string, number>();
    for (let run = 0; run < 600; run++) {
      const bytes = mutated(base[run % base.length] ?? new Uint8Array(), drawsOf(1, run));
      const code = await codeOf(bytes);
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (isJson(bytes)) expect(code).not.toMatch(/syntax|truncated|comma|encoding/);
    }
    expect(codes.size).toBeGreaterThan(4);
    expect(
      [...codes.keys()].filter((code) => !/^(read|file-empty|gzip-damaged|json-[a-z-]+)$/.test(code)),
    ).toEqual([]);
  });
});

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
