import { plainTraits, type TableArtifact } from '../core/artifact';
import { frameOfRows } from '../core/frame';
import type { Column } from '../core/table';
import type { ViewResult } from '../core/view';

const columns: readonly Column[] = [
  { name: 'Status', type: 'text', sqlType: 'VARCHAR' },
  { name: 'Age', type: 'integer', sqlType: 'BIGINT' },
  { name: 'Größe', type: 'number', sqlType: 'DOUBLE' },
  { name: 'Opened', type: 'date', sqlType: 'DATE' },
];

const tableOf = (rows: number, of: readonly Column[] = columns): TableArtifact => ({
  kind: 'table',
  key: `sql-${rows}`,
  table: `t_${rows}`,
  traits: plainTraits,
  rows,
  columns: of,
});

const COUNTS = ['rows', 'kept', 'dropped', 'unknown'];
const PARTS = ['part', 'rows', 'least', 'greatest'];

/** A filter that keeps most rows, and drops some because their value is missing. */
export const filterResult: ViewResult = {
  artifacts: { filtered: tableOf(3012) },
  frames: {
    counts: frameOfRows(COUNTS, [{ rows: 4454, kept: 3012, dropped: 1442, unknown: 34 }]),
    parts: frameOfRows(PARTS, []),
  },
  notices: [],
};

/** A filter that keeps nothing: one part of its condition is met by no row. */
export const emptyFilter: ViewResult = {
  artifacts: { filtered: tableOf(0) },
  frames: {
    counts: frameOfRows(COUNTS, [{ rows: 4454, kept: 0, dropped: 4454, unknown: 34 }]),
    parts: frameOfRows(PARTS, [
      { part: 'Age > 118', rows: 0 },
      { part: "Status = 'bad'", rows: 1254 },
    ]),
  },
  notices: [],
};

/** Names in one style, one by hand, and a column moved to the front. */
export const renameColumnsResult: ViewResult = {
  artifacts: { renamed: tableOf(4454) },
  frames: {
    columns: frameOfRows(
      ['column', 'was', 'type', 'position', 'position_was'],
      [
        { column: 'opened', was: 'Opened', type: 'date', position: 1, position_was: 4 },
        { column: 'status', was: 'Status', type: 'text', position: 2, position_was: 1 },
        { column: 'age', was: 'age', type: 'integer', position: 3, position_was: 2 },
        { column: 'height_cm', was: 'Größe', type: 'number', position: 4, position_was: 3 },
      ],
    ),
  },
  notices: [],
};

/** One column replaced, one new with gaps. */
export const deriveResult: ViewResult = {
  artifacts: { derived: tableOf(4454) },
  frames: {
    columns: frameOfRows(
      ['column', 'expression', 'type', 'missing', 'replaced', 'changed'],
      [
        {
          column: 'bmi',
          expression: 'weight / height ^ 2 AS bmi',
          type: 'number',
          missing: 212,
          replaced: false,
        },
        {
          column: 'Status',
          expression: 'lower(Status) AS Status',
          type: 'text',
          missing: 0,
          replaced: true,
          changed: 4454,
        },
      ],
    ),
    summary: frameOfRows(['rows'], [{ rows: 4454 }]),
  },
  notices: [],
};

/** Two columns put in another order, two dropped. */
export const selectColumnsResult: ViewResult = {
  artifacts: { selected: tableOf(4454, columns.slice(0, 2)) },
  frames: {
    columns: frameOfRows(
      ['column', 'type', 'kept', 'position'],
      columns.map(({ name, type }, index) => ({
        column: name,
        type,
        kept: index < 2,
        position: index < 2 ? 2 - index : null,
      })),
    ),
  },
  notices: [],
};

/** The query that a gallery editor shows. */
export const queryText = `-- Who is older than the others of the same status?
WITH means AS (
  SELECT Status, avg(Age) AS mean FROM credit GROUP BY Status
)
SELECT credit.Status, Age, "Größe", 'older' AS kind
FROM credit JOIN means USING (Status)
WHERE Agee > mean AND Opened >= DATE '2019-01-01'
ORDER BY Age DESC`;

/** A query of two tables, of whose columns two share a name. */
export const queryParams = { text: 'SELECT * FROM credit JOIN branches ON credit.Status = branches.Status' };

/** What `queryParams` gives. */
export const queryResult: ViewResult = {
  artifacts: { result: tableOf(4454) },
  frames: {
    columns: frameOfRows(
      ['column', 'written', 'type', 'sql_type'],
      [
        ...columns.map(({ name, type, sqlType }) => ({
          column: name,
          written: name,
          type,
          sql_type: sqlType,
        })),
        { column: 'Status_1', written: 'Status', type: 'text', sql_type: 'VARCHAR' },
      ],
    ),
    inputs: frameOfRows(
      ['place', 'rows'],
      [
        { place: 1, rows: 4454 },
        { place: 2, rows: 1 },
      ],
    ),
  },
  notices: [],
};

/** The tables that a gallery editor proposes. */
export const querySchema = { credit: columns.map(({ name }) => name), branches: ['Status', 'town name'] };
