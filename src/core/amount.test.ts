import { describe, expect, it } from 'vitest';
import { amountOfFile } from './amount';

const head = new TextEncoder().encode('a,b\n1,2\n3,4\n5,6\n');

describe('the amount that a file is', () => {
  it('holds about as many rows as its head has in as many bytes', () => {
    expect(amountOfFile({ path: 'import/1.csv', bytes: 1600, head })).toEqual({
      done: 0,
      total: 1600,
      unit: 'bytes',
      rows: 400,
    });
  });

  it('has no rows to tell where the bytes are not those of the text, or the head has too few lines', () => {
    expect(amountOfFile({ path: 'import/1.csv.gz', bytes: 1600, head }).rows).toBeUndefined();
    expect(amountOfFile({ path: 'import/1.csv', bytes: 4, head: head.subarray(0, 4) }).rows).toBeUndefined();
    expect(amountOfFile({ path: 'import/1.csv', bytes: 0, head: new Uint8Array() }).rows).toBeUndefined();
  });
});
