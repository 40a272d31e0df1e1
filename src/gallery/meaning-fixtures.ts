import { plainTraits, type TableArtifact } from '../core/artifact';
import { emptyFrame, frameOfRows, type Frame } from '../core/frame';
import { MEANING_FRAME } from '../core/meaning/facts';
import { succeed, type Outcome } from '../core/outcome';
import type { Column } from '../core/table';
import type { ViewQuery } from '../core/view';

const text = (name: string): Column => ({ name, type: 'text', sqlType: 'VARCHAR' });

/** Customers: a key, ways to reach them, and what they said. */
export const customers: TableArtifact = {
  kind: 'table',
  key: 'customers',
  table: 't_customers',
  traits: plainTraits,
  rows: 48_211,
  columns: [
    { name: 'customer_id', type: 'integer', sqlType: 'BIGINT' },
    ...[
      'email',
      'Phone',
      'zip',
      'country',
      'segment',
      'remark',
      'größe des Unternehmens in Beschäftigten',
    ].map(text),
  ],
};

const facts = { rows: 48_211, looked_at: 48_211, present: 48_211, type: 'text' };
const rule = (name: string, hits: number, first: string, second: string) => ({
  rule: name,
  hits,
  hit_rows: hits,
  first_example: first,
  second_example: second,
});
const sampled = (distinct: number, sample = distinct) => ({
  ...facts,
  distinct,
  sampled: sample,
  sampled_rows: sample,
});

const rows = [
  { ...sampled(48_211, 4096), column: 'customer_id', type: 'integer', low: 1, high: 48_211, span: 48_211 },
  { ...sampled(47_903, 4096), column: 'email', ...rule('email', 4088, 'ann@example.org', 'bo@mail.example') },
  { ...sampled(31_044, 4096), column: 'Phone', ...rule('phone', 3790, '+49 30 123456', '(212) 555-0100') },
  { ...sampled(6120, 4096), column: 'zip', ...rule('postal-named', 4096, '10115', '80331') },
  { ...sampled(64), column: 'country', ...rule('country-name', 61, 'Germany', 'Côte d’Ivoire') },
  { ...sampled(5), column: 'segment' },
  { ...sampled(20_155, 4096), column: 'remark', ...rule('natural-language', 3902, '', '') },
  { ...sampled(311), column: 'größe des Unternehmens in Beschäftigten' },
];

/** Answers what the columns of the customers mean. */
export function askMeanings(query: ViewQuery): Promise<Outcome<Frame>> {
  if (query.kind !== 'meanings') return Promise.resolve(succeed(emptyFrame));
  const asked = rows.filter(({ column }) => query.columns.includes(column));
  return Promise.resolve(succeed(frameOfRows(MEANING_FRAME, asked)));
}
