import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sampleOf, SAMPLES } from './samples';

const FOLDER = new URL('../../public/samples/', import.meta.url);

describe('the samples', () => {
  it('are exactly the data files that ship', () => {
    const shipped = readdirSync(FOLDER).filter((name) => name.endsWith('.csv'));
    expect(SAMPLES.map((sample) => sample.file).sort()).toEqual(shipped.sort());
  });

  it.each(SAMPLES)(
    '$name has the size that is said, stays small, and its licence is written beside it',
    (sample) => {
      const text = readFileSync(new URL(sample.file, FOLDER), 'utf8');
      const [header = '', ...rows] = text.trimEnd().split('\n');
      expect(rows).toHaveLength(sample.rows);
      expect(header.split(',')).toHaveLength(sample.columns);
      expect(text.length).toBeLessThan(1_000_000);
      expect(readFileSync(new URL('README.md', FOLDER), 'utf8')).toContain(`\`${sample.file}\``);
      expect(sampleOf(sample.name)).toBe(sample);
    },
  );
});
