import { quoteIdentifier } from './sql';
import { isReservedWord } from './sql-keywords';
import { sqlReads } from './sql-tables';
import { sqlTokens } from './sql-tokens';

/** A name as SQL writes it: plain where it can be, else in quotation marks. */
export function sqlName(name: string): string {
  return /^[\p{Ll}_][\p{Ll}\p{Nd}_]*$/u.test(name) && !isReservedWord(name) ? name : quoteIdentifier(name);
}

/**
 * A query with other names for the tables it reads. Where the text speaks of a table elsewhere too (`credit.age`), the old
 * name stays as its alias, so that the rest need not change.
 *
 * @param write what stands for a table in the text, from its name; the same name where nothing changes
 */
export function rewriteTables(sql: string, write: (name: string) => string): string {
  const { tables } = sqlReads(sql);
  const starts = new Set(tables.map(({ start }) => start));
  const elsewhere = new Set(
    sqlTokens(sql)
      .filter(({ kind, start }) => (kind === 'word' || kind === 'quoted') && !starts.has(start))
      .map(({ value }) => value.toLowerCase()),
  );
  return tables.reduceRight((text, { name, start, end, hasAlias }) => {
    const written = write(name);
    if (written === name) return text;
    const alias = hasAlias || !elsewhere.has(name.toLowerCase()) ? '' : ` AS ${sqlName(name)}`;
    return text.slice(0, start) + written + alias + text.slice(end);
  }, sql);
}

/**
 * A query with one of its tables called otherwise; null where that cannot be said in it without another meaning (it has
 * a WITH of the new name, or reads a table of that name already).
 */
export function renameTable(sql: string, from: string, to: string): string | null {
  const counted = (text: string, name: string): number =>
    sqlReads(text).tables.filter((table) => isSame(table.name, name)).length;
  const renamed = rewriteTables(sql, (name) => (isSame(name, from) ? sqlName(to) : name));
  const isSafe = counted(sql, to) === 0 && counted(renamed, to) === counted(sql, from);
  return isSafe || isSame(from, to) ? renamed : null;
}

/**
 * A query as its content key holds it: tables are numbered in the order of their first mention, and layout and comments
 * are left out. Two queries of one text but for the names of their tables are the same.
 */
export function sqlKeyText(sql: string): string {
  const names = sqlTableNames(sql).map((name) => name.toLowerCase());
  const numbered = rewriteTables(sql, (name) => `"$${names.indexOf(name.toLowerCase()) + 1}"`);
  return sqlTokens(numbered)
    .map(({ text }) => text)
    .join(' ');
}

/** The tables that a query reads, each once as first written; capitals do not tell names apart. */
export function sqlTableNames(sql: string): string[] {
  const names = new Map<string, string>();
  for (const { name } of sqlReads(sql).tables) {
    if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  }
  return [...names.values()];
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
