import { expect, it } from 'vitest';
import { FailureError } from '../core/failure';
import { requireStepFor, stepForFormat, type DataFormat } from '../core/file-format';
import { contractOf } from '../steps/index';

const bytes = (text: string) => new TextEncoder().encode(text);

/** The start of a zip whose first member is a workbook. */
function workbook(): Uint8Array {
  const header = new Uint8Array(30);
  header.set([0x50, 0x4b, 3, 4]);
  const name = bytes('xl/workbook.xml');
  header[26] = name.length;
  return Uint8Array.from([...header, ...name]);
}

const HEADS: readonly (readonly [DataFormat, Uint8Array])[] = [
  ['text', bytes('a,b\n')],
  ['parquet', bytes('PAR1')],
  ['json', bytes('[{"a":1}]')],
  ['xlsx', workbook()],
  ['image', bytes('GIF89a')],
];

it.each(HEADS)('a file of format %s is sent to a step by its title', (format, head) => {
  const step = stepForFormat(format);
  const other = step === 'load' ? 'load-json' : 'load';
  expect(() => requireStepFor(step, { name: 'x', head })).not.toThrow();
  try {
    requireStepFor(other, { name: 'x', head });
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    expect(error.failure.hint).toContain(`“${contractOf(step)?.title}”`);
  }
});
