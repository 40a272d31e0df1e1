import type { Notice } from '../../core/contract';

/** A reading, and the warnings that were part of it: they stand apart, so that nobody reads over them. */
export interface ToldApart {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** Takes the warnings out of a reading. */
export function tellApart(text: string, notices: readonly Notice[]): ToldApart {
  const warnings = notices.filter(({ isWarning }) => isWarning === true).map((notice) => notice.text);
  const rest = warnings.reduce((told, warning) => told.replace(warning, ''), text);
  return { text: rest.replace(/ {2,}/g, ' ').trim(), warnings };
}
