import { expect, it } from 'vitest';
import { tellApart } from './tell-apart';

it('warnings stand apart from a reading, other remarks in it', () => {
  const notices = [
    { code: 'a', text: 'This is the part “test”.', isWarning: true },
    { code: 'b', text: 'Two rows have no class.' },
  ];
  const text = '“bad” grew. This is the part “test”. Two rows have no class.';
  expect(tellApart(text, notices)).toEqual({
    text: '“bad” grew. Two rows have no class.',
    warnings: ['This is the part “test”.'],
  });
  expect(tellApart('Nothing.', [])).toEqual({ text: 'Nothing.', warnings: [] });
});
