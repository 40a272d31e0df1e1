import { sqlTableNames } from '../../../core/sql-rename';

/**
 * The tables that a query reads, in the order of their first mention. Names that no artifact can have are left out: the run
 * then names them.
 */
export function readableNames(text: string): string[] {
  return sqlTableNames(text).filter((name) => /^.{1,200}$/su.test(name) && !(name in Object.prototype));
}
