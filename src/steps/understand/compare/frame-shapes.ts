import type { FrameColumnShape, FrameShape } from '../../../core/frame';
import { overlapShape } from '../../../core/overlap';

const number = (meaning: string): FrameColumnShape => ({ type: 'number', meaning });
const integer = (meaning: string): FrameColumnShape => ({ type: 'integer', meaning });
const text = (meaning: string): FrameColumnShape => ({ type: 'text', meaning });

/** The documented frames of `compare`. */
export const FRAMES = {
  tables: {
    rows: integer('Rows of the table'),
    rows_beside: integer('Rows of the table beside it'),
    shared_columns: integer('Columns of the same name and kind in both'),
    part: text('The part of a split that the table is; null for a whole table'),
    part_beside: text('The same of the table beside it'),
    distance: number('From which divergence on columns are called different'),
  },
  overlap: {
    overlap: integer('Number of the finding, from 1'),
    ...overlapShape,
  },
  examples: {
    overlap: integer('The finding it belongs to'),
    example: integer('Number of the example, from 1'),
    column: text('Name of a column that is compared'),
    value: text('Its value, as text; null where it is missing'),
  },
  compared: {
    column: text('Name of the column'),
    type: text('Kind of its values; null where only the other table has it'),
    type_beside: text('Kind of its values in the table beside it'),
    problem: text('Why it was not compared; null where it was'),
    missing: number('Share of missing values'),
    missing_beside: number('The same of the table beside it'),
    distinct: integer('Different values'),
    distinct_beside: integer('The same of the table beside it'),
    mean: number('Mean of finite numbers'),
    mean_beside: number('The same of the table beside it'),
    sd: number('Population standard deviation of finite numbers'),
    sd_beside: number('The same of the table beside it'),
    jensen_shannon: number(
      'Divergence of the two distributions in bits, 0 to 1: of numbers and dates over ten bins that both share, else over the values; null where a side has no value',
    ),
    chi_square: number(
      'Chi-square for shape over the same values or bins, by which Facets Overview sorts: it grows with the number of rows; null where a side has no value',
    ),
    l_infinity: number(
      'Largest difference between the shares of one value, 0 to 1; null for numbers and dates, which are counted in bins',
    ),
    l_infinity_at: text('The value with this difference; of several the last in order'),
    is_personal: {
      type: 'boolean',
      meaning: 'True where its values may name persons or things: shown only where somebody asks for them',
    },
    is_different: { type: 'boolean', meaning: 'True where the divergence is at least the distance given' },
  },
  shares: {
    column: text('Name of the column'),
    low: number('Lower edge of the bin, of dates in seconds since 1970 (UTC); null for a value'),
    high: number('Upper edge of the bin'),
    value: text('A value: one of the eight most frequent of both tables together; null for a bin'),
    share: number('Its share of the values that are not missing'),
    share_beside: number('The same of the table beside it'),
  },
} as const satisfies Readonly<Record<string, FrameShape>>;
