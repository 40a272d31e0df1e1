import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../headless/node-engine';
import type { Engine, RunRequest } from '../../src/engine/protocol';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

function loadOf(text: string, params: Readonly<Record<string, unknown>> = {}): RunRequest {
  const source = { kind: 'embedded', name: 'text.csv', text };
  return {
    plan: { nodes: [{ step: 'load', version: 1, params: { source, ...params }, inputs: {} }], target: 0 },
    files: {},
  };
}

/** The whole table as CSV, asked for in pieces of `limit` rows. */
async function save(request: RunRequest, limit = 1000): Promise<string> {
  let text = '';
  for (let offset = 0, rows = limit; rows === limit; offset += limit) {
    const piece = await engine.ask({ ...request, query: { kind: 'csv', slot: 'table', offset, limit } });
    if (!piece.ok) throw new Error(piece.failure.message);
    text += String(piece.value.columns.text?.[0]);
    rows = Number(piece.value.columns.rows?.[0]);
  }
  return text;
}

async function tableOf(request: RunRequest) {
  const result = await engine.run(request);
  const page = await engine.ask({
    ...request,
    query: { kind: 'page', slot: 'table', offset: 0, limit: 10_000 },
  });
  if (!result.ok) throw new Error(result.failure.message);
  if (!page.ok) throw new Error(page.failure.message);
  const { table } = result.value.artifacts;
  return { columns: table?.kind === 'table' ? table.columns : [], frame: page.value };
}

const ALL = [
  'id,x,name,day,at,is_open,code,Größe,select',
  '1,0.1,Ada,2024-02-29,2024-02-29 10:11:12.123456,true,007,1,a',
  '2,1e300,"Bla, ise",2024-03-01,2024-03-01 00:00:00,false,010,,"say ""hi"""',
  '3,NaN,"two\nlines",,1970-01-01 00:00:00,true,000,3,"  ends  "',
  '4,-inf,,1999-12-31,,,001,4,東京🎈',
  '5,2,Emmy,1999-12-31,,,001,4,x',
  '',
].join('\n');

describe('a table as CSV', () => {
  test('is quoted by RFC 4180, in names too', async () => {
    expect(await save(loadOf('"a,b",c\n"x,y","say ""hi"""\n"one\ntwo",plain\n'))).toBe(
      '"a,b",c\n"x,y","say ""hi"""\n"one\ntwo",plain\n',
    );
  });

  test('reads back as the same table, whatever the pieces it was written in', async () => {
    const before = await tableOf(loadOf(ALL));
    const text = await save(loadOf(ALL));
    expect(await save(loadOf(ALL), 2)).toBe(text);
    const after = await tableOf(loadOf(text));
    expect(before.columns.map(({ type }) => type)).toEqual([
      'integer',
      'number',
      'text',
      'date',
      'timestamp',
      'boolean',
      'text',
      'integer',
      'text',
    ]);
    expect(after).toEqual(before);
    expect(await save(loadOf(text))).toBe(text);
  });

  test('a column of doubles that happen to be whole stays one of doubles', async () => {
    const request = loadOf('x\n1.0\n2.0\n');
    expect(await save(request)).toBe('x\n1.0\n2.0\n');
  });

  test('tells a missing value from an empty text', async () => {
    expect(await save(loadOf('a,b\nNA,1\n,2\n', { missing: ['NA'] }))).toBe('a,b\n,1\n"",2\n');
  });

  test('never writes an empty line', async () => {
    expect(await save(loadOf('a\nx\nNA\ny\n', { missing: ['NA'] }))).toBe('a\nx\n""\ny\n');
  });

  test('can be withdrawn', async () => {
    const query = { kind: 'csv', slot: 'table', offset: 0, limit: 10 } as const;
    const asked = await engine.ask({ ...loadOf(ALL), query }, { signal: AbortSignal.abort() });
    expect(asked).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });
});
