import type { ViewProps } from '../../../../../core/view';
import type { Column } from '../../../../../core/table';
import type { Alert } from '../../alerts/alert';
import { rowsSuggestion, suggestionOf, type AlertDeeds } from './alert-index';

/** The table that was profiled, by its name, and how its alerts may be shown. */
export interface ProfiledTable {
  /** Undefined where it is not known: then nothing can follow. */
  readonly table: string | undefined;
  readonly beside: readonly string[];
  readonly columnOf: (name: string) => Column | undefined;
  readonly shown: (alert: Alert) => Alert;
}

/** What the alerts of a table may do, by what their cell may: nothing that inserts a cell where none can be. */
export function alertDeeds(
  {
    follow,
    isFollowed,
    isPossible,
    showRows,
  }: Pick<ViewProps, 'follow' | 'isFollowed' | 'isPossible' | 'showRows'>,
  { table, beside, columnOf, shown }: ProfiledTable,
): AlertDeeds {
  const deeds = { shown, showRows: showRows && ((alert: Alert) => showRows('table', alert.where ?? [])) };
  if (follow === undefined || table === undefined) return { ...deeds, follow: undefined };
  const cellOf = (alert: Alert) => suggestionOf(shown(alert), table, beside);
  return {
    ...deeds,
    follow: (alert) => follow(cellOf(alert)),
    standing: (alert) => {
      const cell = cellOf(alert);
      if (isPossible?.(cell) === false) return 'impossible';
      return isFollowed?.(cell) === true ? 'done' : 'open';
    },
    keepRows: (alert) => {
      const suggestion = rowsSuggestion(shown(alert), table, columnOf, beside);
      if (suggestion !== null) follow(suggestion);
    },
  };
}
