import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { sqlName, sqlTableNames } from '../../core/sql-rename';

/** The tables that a query may read, each with its columns in order. */
export type SqlSchema = Readonly<Record<string, readonly string[]>>;

/**
 * The columns that could be meant: of the tables the text reads, or of all tables where it reads none yet. A name that two
 * tables have stands once, with both tables beside it.
 */
export function columnsInReach(text: string, schema: SqlSchema): readonly { name: string; tables: string }[] {
  const read = new Set(sqlTableNames(text).map((name) => name.toLowerCase()));
  const tables = Object.entries(schema);
  const inReach = tables.filter(([name]) => read.has(name.toLowerCase()));
  const columns = new Map<string, string[]>();
  for (const [table, names] of inReach.length === 0 ? tables : inReach) {
    for (const name of names) columns.set(name, [...(columns.get(name) ?? []), table]);
  }
  return [...columns].map(([name, of]) => ({ name, tables: of.join(', ') }));
}

/** Proposes columns without their table, quoted where SQL needs it. After a dot the language's own source proposes. */
export function columnSource(schema: SqlSchema) {
  return (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/"?[\p{L}\p{M}\p{N}_$]*/u);
    if (word === null || (word.from === word.to && !context.explicit)) return null;
    if (context.state.sliceDoc(word.from - 1, word.from) === '.') return null;
    const options = columnsInReach(context.state.doc.toString(), schema).map(
      ({ name, tables }): Completion => ({
        label: word.text.startsWith('"') ? `"${name}` : name,
        displayLabel: name,
        apply: word.text.startsWith('"') ? `"${name.replaceAll('"', '""')}"` : asWritten(name),
        detail: tables,
        type: 'property',
        boost: 1,
      }),
    );
    return { from: word.from, options };
  };
}

/** Capitals need no quotation marks: the engine finds a column whatever they are. */
function asWritten(name: string): string {
  return sqlName(name.toLowerCase()) === name.toLowerCase() ? name : sqlName(name);
}
