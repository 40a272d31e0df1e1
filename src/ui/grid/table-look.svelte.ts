import { ALL_ROWS, isChanged, type RowCondition, type RowView, type SortKey } from '../../core/row-view';
import { fittingView } from '../../core/row-view-sql';
import type { Column } from '../../core/table';
import { AS_IN_TABLE, type Arrangement } from './column-arrangement';
import { nextOrder, withDirection } from './sort-keys';

interface Look {
  readonly view: RowView;
  readonly arrangement: Arrangement;
}

/** How the tables looked at last were looked at, by the key of their content: one that is shown again looks as it did. */
const known = new Map<string, Look>();
const KNOWN_TABLES = 24;

/** How a table is looked at: sorted, filtered, its columns arranged. It is of the page alone; the table and the file know nothing of it. */
export class TableLook {
  #look = $state.raw<Look>({ view: ALL_ROWS, arrangement: AS_IN_TABLE });
  #key = '';

  /**
   * Looks at a table: one seen before as it was, another as the one before it, as far as that fits its columns, and with those at the left
   * that `pinned` names.
   */
  turnTo(key: string, columns: readonly Column[], pinned: readonly string[] = []): void {
    if (key === this.#key) return;
    const { view, arrangement } = this.#look;
    const pins = [...new Set([...arrangement.pinned, ...pinned])];
    const before = known.get(key) ?? { view, arrangement: { ...arrangement, pinned: pins } };
    this.#key = key;
    this.#set({ ...before, view: fittingView(columns, before.view) });
  }

  get view(): RowView {
    return this.#look.view;
  }

  get arrangement(): Arrangement {
    return this.#look.arrangement;
  }

  set arrangement(arrangement: Arrangement) {
    this.#set({ ...this.#look, arrangement });
  }

  get isChanged(): boolean {
    return isChanged(this.view);
  }

  directionOf(column: string): SortKey['direction'] | undefined {
    return this.view.order.find((key) => key.column === column)?.direction;
  }

  /** Sorts by the next direction of a column; with `isAdded`, after the columns sorted by already. */
  sort(column: string, isAdded: boolean): void {
    this.#setView({ ...this.view, order: nextOrder(this.view.order, column, isAdded) });
  }

  sortTo(column: string, direction: SortKey['direction'] | null, isAdded: boolean): void {
    this.#setView({ ...this.view, order: withDirection(this.view.order, column, direction, isAdded) });
  }

  /** The condition of a kind on a column. */
  conditionOf<Kind extends RowCondition['kind']>(
    column: string,
    kind: Kind,
  ): Extract<RowCondition, { kind: Kind }> | undefined {
    return this.view.where.find(
      (each): each is Extract<RowCondition, { kind: Kind }> => each.column === column && each.kind === kind,
    );
  }

  /** Sets the condition of a kind on a column; null takes it away. */
  filter(column: string, kind: RowCondition['kind'], condition: RowCondition | null): void {
    const isIt = (each: RowCondition): boolean => each.column === column && each.kind === kind;
    const { where } = this.view;
    const set = condition === null ? [] : [condition];
    const next = where.some(isIt) ? where.flatMap((each) => (isIt(each) ? set : [each])) : [...where, ...set];
    this.#setView({ ...this.view, where: next });
  }

  /** Shows the rows of a view, as far as it fits the columns. */
  show(view: RowView, columns: readonly Column[]): void {
    this.#setView(fittingView(columns, view));
  }

  /** The order of the table again. */
  unsort(): void {
    this.#setView({ ...this.view, order: [] });
  }

  /** All rows again, in the order of the table. */
  clear(): void {
    this.#setView(ALL_ROWS);
  }

  #setView(view: RowView): void {
    this.#set({ ...this.#look, view });
  }

  #set(look: Look): void {
    this.#look = look;
    known.delete(this.#key);
    known.set(this.#key, look);
    const [oldest] = known.keys();
    if (known.size > KNOWN_TABLES && oldest !== undefined) known.delete(oldest);
  }
}
