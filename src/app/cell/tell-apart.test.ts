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

it('what the mark of an overruled leak says is not said again', () => {
  const notices = [
    { code: 'fitted-on-other-part', text: 'Fitted on “test”.', isWarning: true },
    { code: 'other', text: 'Much was missing.', isWarning: true },
  ];
  const text = 'Done. Fitted on “test”. Much was missing.';
  expect(tellApart(text, notices, true)).toEqual({ text: 'Done.', warnings: ['Much was missing.'] });
  expect(tellApart(text, notices).warnings).toHaveLength(2);
});
