import { describe, expect, it } from 'vitest';
import { FAILURES, type FailureEntry } from './failure-catalogue';

const entries: [string, FailureEntry][] = Object.entries(FAILURES);

/** Placeholders in code style, so that no renderer of Markdown takes the braces for its own. */
const inCode = (text: string) => text.replaceAll(/(\S*=)?\{\w+\}/g, '`$&`');

function page(): string {
  const sections = entries.map(([code, { what, why, todo }]) =>
    [`## ${code}`, inCode(what), `**Why.** ${why}`, `**What to do.** ${inCode(todo)}`].join('\n\n'),
  );
  const intro = [
    '# Failures',
    'Everything that can go wrong has a name. The screen and the headless runner show the same three things about it: what happened, why it happens, and what to do. Words in `{braces}` are filled in with the names and numbers of the case.',
    '*This page is written from `src/core/failures`: after a change there, run `npm run unit -- -u failure-catalogue`.*',
  ];
  return [...intro, ...sections].join('\n\n') + '\n';
}

describe('the catalogue of failures', () => {
  it('is what docs/failures.md says', async () => {
    await expect(page()).toMatchFileSnapshot('../../docs/failures.md');
  });

  it.each(entries)('%s says what happened, why, and what to do, in whole sentences', (code, entry) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const sentence of [entry.what, entry.why, entry.todo]) expect(sentence).toMatch(/^\S.*[.}]$/);
  });

  it.each(entries)('%s gives a reason that holds in every case, so it names no facts', (_, { why }) => {
    expect(why).not.toMatch(/\{\w+\}/);
  });
});
