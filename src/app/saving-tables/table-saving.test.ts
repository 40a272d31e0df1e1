import { afterEach, describe, expect, it, vi } from 'vitest';
import { frameOfRows } from '../../core/frame';
import { succeed } from '../../core/outcome';
import type { RowView } from '../../core/row-view';
import type { Ask, CsvQuery } from '../../core/view';
import type { TableToSave } from '../../ui/grid/table-saver';
import { TableSaving } from './table-saving.svelte';

const ROWS = ['1', '2', '3', '4', '5'];
const VIEW: RowView = { order: [{ column: 'n', direction: 'descending' }], where: [] };

/** Answers with the rows of the table, or backwards and without its last one where a view is asked for. */
function answering(asked: CsvQuery[]): Ask {
  return (query) => {
    const { offset, limit, view } = query as CsvQuery;
    asked.push(query as CsvQuery);
    const rows = (view === undefined ? ROWS : ROWS.slice(0, 4).reverse()).slice(offset, offset + limit);
    const text = `${offset === 0 ? 'n\n' : ''}${rows.map((row) => `${row}\n`).join('')}`;
    return Promise.resolve(succeed(frameOfRows(['text', 'rows'], [{ text, rows: rows.length }])));
  };
}

/** Lets files be written to a text. */
function writtenText(): { text: () => string } {
  const parts: Uint8Array[] = [];
  const handle = {
    getFile: () => Promise.resolve({ size: 0 }),
    createWritable: () =>
      Promise.resolve({
        write: (bytes: Uint8Array) => Promise.resolve(void parts.push(bytes)),
        close: () => Promise.resolve(),
        abort: () => Promise.resolve(),
      }),
  };
  vi.stubGlobal('window', { showSaveFilePicker: () => Promise.resolve(handle) });
  return { text: () => parts.map((part) => new TextDecoder().decode(part)).join('') };
}

function tableOf(asked: CsvQuery[], shown?: TableToSave['shown']): TableToSave {
  const columns = [{ name: 'n', type: 'integer', sqlType: 'BIGINT' }] as const;
  const table = { kind: 'table', key: 'k', table: 't', rows: 5, columns, traits: {} } as unknown;
  return {
    name: 'numbers',
    slot: 'table',
    table: table as TableToSave['table'],
    ask: answering(asked),
    ...(shown && { shown }),
  };
}

describe('saving a table that a grid shows in another way', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('writes all rows, in the order of the table, unless the rows shown are asked for', async () => {
    const asked: CsvQuery[] = [];
    const written = writtenText();
    const saving = new TableSaving(() => undefined);
    saving.open(tableOf(asked, { view: VIEW, rows: 4 }));
    expect(saving.count).toBe(5);
    await saving.save();
    expect(written.text()).toBe('n\n1\n2\n3\n4\n5\n');
    expect(asked.every(({ view }) => view === undefined)).toBe(true);
  });

  it('writes the rows shown, in their order, when they are', async () => {
    const asked: CsvQuery[] = [];
    const written = writtenText();
    const saving = new TableSaving(() => undefined);
    saving.open(tableOf(asked, { view: VIEW, rows: 4 }));
    saving.which = 'shown';
    expect(saving.count).toBe(4);
    await saving.save();
    expect(written.text()).toBe('n\n4\n3\n2\n1\n');
    expect(asked.map(({ view }) => view)).toEqual([VIEW]);
  });

  it('offers all rows again for the next table, and has no others where the grid shows them all', async () => {
    const written = writtenText();
    const saving = new TableSaving(() => undefined);
    saving.open(tableOf([], { view: VIEW, rows: 4 }));
    saving.which = 'shown';
    saving.open(tableOf([]));
    expect(saving.which).toBe('all');
    await saving.save();
    expect(written.text()).toBe('n\n1\n2\n3\n4\n5\n');
    expect(saving.table).toBeNull();
  });
});
