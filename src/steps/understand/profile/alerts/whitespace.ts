import { quoteIdentifier } from '../../../../core/sql';
import { counted } from '../../../../core/words';
import { quoted, type Alert, type AlertInput } from './alert';
import type { TextLook } from './text-look';

/** Texts with space at an end, which makes them another value than the one without. */
export function whitespace({ column, values }: TextLook, { format }: AlertInput): Alert[] {
  const found = values.filter(({ value }) => value !== value.trim() && value.trim() !== '');
  const [first] = found;
  if (first === undefined) return [];
  const rows = found.reduce((sum, { count }) => sum + count, 0);
  const { name } = column;
  return [
    {
      alert: 'whitespace',
      column: name,
      severity: 'warning',
      text: `${counted(rows, 'text begins or ends', format, 'texts begin or end')} with a space, such as ${quoted(first.value)}.`,
      numbers: { rows, values: found.length },
      suggestion: {
        step: 'derive',
        title: `Take the spaces off “${name}”`,
        params: { expressions: `trim(${quoteIdentifier(name)}) AS ${quoteIdentifier(name)}` },
      },
      where: [{ kind: 'one-of', column: name, values: found.slice(0, 200).map(({ value }) => value) }],
    },
  ];
}
