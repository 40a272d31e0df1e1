/** Which sheet is open above a grid, and what it stands at; `index` is the place of its column in the table. */
export interface OpenSheet {
  readonly of: 'column' | 'columns' | 'row' | 'keys';
  readonly at: DOMRect;
  readonly index: number;
}
