import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import type { Column } from '../../../core/table';
import type { ValueBounds } from '../../../kernels/augment-series/augment-series';
import type { AugmentSeriesParams } from './params';

const LIST = /^(U?TINYINT|U?SMALLINT|U?INTEGER|U?BIGINT|U?HUGEINT|FLOAT|DOUBLE|DECIMAL(\(\d+,\d+\))?)\[\]$/i;
/** Where nobody says which lists are times: the name that `window-series` gives them. */
const TIMES = 'times';

/** The columns that a run works with. */
export interface SeriesColumns {
  readonly channels: readonly Column[];
  readonly times: Column | null;
  readonly label: Column | null;
  readonly entity: readonly Column[];
  readonly key: Column | null;
}

/** True for a table of windows: one with a list of numbers that is not of times. */
export function hasWindows(columns: readonly Column[]): boolean {
  return columns.some(({ name, sqlType }) => LIST.test(sqlType) && name !== TIMES);
}

/** The columns that the params name. Throws `column-unknown`, `series-not-list` and `series-no-lists`. */
export function columnsOf(table: TableArtifact, params: AugmentSeriesParams): SeriesColumns {
  const lists = table.columns.filter(({ sqlType }) => LIST.test(sqlType));
  const optional = (name: string) => (name === '' ? null : requireColumn(table, name));
  const named = params.channels.map((name) => requireList(table, name));
  const own =
    params.times === ''
      ? lists.find(({ name }) => name === TIMES && !params.channels.includes(name))
      : requireList(table, params.times);
  const times = own ?? null;
  const channels = named.length > 0 ? named : lists.filter(({ name }) => name !== times?.name);
  if (channels.length === 0) failWith('series-no-lists');
  const entity = params.entity.map((name) => requireColumn(table, name));
  return { channels, times, label: optional(params.label), entity, key: optional(params.key) };
}

function requireList(table: TableArtifact, name: string): Column {
  const column = requireColumn(table, name);
  if (!LIST.test(column.sqlType)) failWith('series-not-list', { name, type: column.sqlType });
  return column;
}

/** What the values of a channel may be by the type of its lists. */
export function boundsOfType(sqlType: string): ValueBounds {
  const [, name = ''] = /^([A-Z]+)/i.exec(sqlType.toUpperCase()) ?? [];
  const bits = { TINYINT: 8, SMALLINT: 16, INTEGER: 32, BIGINT: 64, HUGEINT: 128 }[
    name.replace(/^U(?=[TSIBH])/, '')
  ];
  if (bits === undefined)
    return { grain: name === 'FLOAT' ? 'single' : 'double', low: -Infinity, high: Infinity };
  const isUnsigned = /^U[TSIBH]/.test(name);
  const high = 2 ** (isUnsigned ? bits : bits - 1);
  // The greatest double below the bound: beyond 2^53 that is more than one less.
  return { grain: 'whole', low: isUnsigned ? 0 : -high, high: bits > 53 ? high * (1 - 2 ** -52) : high - 1 };
}
