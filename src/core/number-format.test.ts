import { describe, expect, it } from 'vitest';
import { numberFormat } from './number-format';

const format = numberFormat('en');
const short = (value: number) => format.number(value);

describe('a number', () => {
  it('writes everyday numbers as people do', () => {
    expect([0, 38.58164, -12285.34, 0.00012, 1490400].map(short)).toEqual([
      '0',
      '38.58',
      '-12,285',
      '0.00012',
      '1,490,400',
    ]);
  });

  it('takes a power of ten for the very large and the very small', () => {
    expect([6.02214e23, -1e300, 1.5e-7].map(short)).toEqual(['6.022e23', '-1e300', '1.5e-7']);
  });

  it('names what is no finite number', () => {
    expect([NaN, Infinity, -Infinity].map(short)).toEqual(['NaN', '∞', '−∞']);
  });
});

describe('a share', () => {
  it('never calls something nothing', () => {
    expect([0, 0.0001, 0.282].map((share) => format.share(share))).toEqual(['0 %', '< 0.1 %', '28.2 %']);
  });
});
