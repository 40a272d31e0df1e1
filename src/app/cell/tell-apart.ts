import type { Notice } from '../../core/contract';

/** A reading, and the warnings that were part of it: they stand apart, so that nobody reads over them. */
export interface ToldApart {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** What steps remark on the part they were given, which the mark of an overruled leak says too. */
const SAID_BY_MARK = ['fitted-on-other-part', 'judging-part'];

/** Takes the warnings out of a reading; `hasMark` where the cell has overruled a leak, and says so above. */
export function tellApart(text: string, notices: readonly Notice[], hasMark = false): ToldApart {
  const warnings = notices.filter(({ isWarning }) => isWarning === true);
  const rest = warnings.reduce((told, warning) => told.replace(warning.text, ''), text);
  const unsaid = warnings.filter(({ code }) => !hasMark || !SAID_BY_MARK.includes(code));
  return { text: rest.replace(/ {2,}/g, ' ').trim(), warnings: unsaid.map((notice) => notice.text) };
}
