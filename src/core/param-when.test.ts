import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { columnParam } from './column-param';
import { isUsed, paramsInUse, usedWhen } from './param-when';

const schema = z.strictObject({
  kind: z.enum(['bar', 'line', 'scatter']).default('bar'),
  seed: z
    .int()
    .default(1)
    .describe('Decides')
    .meta(usedWhen({ kind: ['scatter'] })),
  aggregate: z.enum(['count', 'sum']).default('count'),
  y: columnParam('table', 'Along y').meta(
    usedWhen({ kind: ['scatter'] }, { kind: ['bar', 'line'], aggregate: ['sum'] }),
  ),
});

describe('a param that means something under some params only', () => {
  it.each([
    [{ kind: 'bar' }, ['kind', 'aggregate']],
    [{ kind: 'bar', aggregate: 'sum' }, ['kind', 'aggregate', 'y']],
    [{ kind: 'scatter' }, ['kind', 'seed', 'aggregate', 'y']],
  ] as const)('is in use or not: %j', (params, names) => {
    expect(Object.keys(paramsInUse(schema, schema.parse(params)))).toEqual(names);
  });

  it('keeps what else its schema says', () => {
    const { properties } = z.toJSONSchema(schema, { io: 'input' });
    expect(properties?.y).toMatchObject({ columnOf: 'table', description: 'Along y', when: [{}, {}] });
    expect(properties?.seed).toMatchObject({ description: 'Decides', when: [{ kind: ['scatter'] }] });
  });

  it('is always in use where nothing is said', () => {
    expect(isUsed(undefined, {})).toBe(true);
    expect(isUsed([{ kind: ['bar'] }], {})).toBe(false);
  });
});
