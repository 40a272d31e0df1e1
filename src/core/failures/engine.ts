import type { FailureEntry } from './entry';

/** Failures of the engine and its workers. */
export const ENGINE_FAILURES = {
  cancelled: {
    what: 'The run was cancelled.',
    why: 'Somebody pressed Cancel, or Esc in the cell, or the page withdrew the request.',
    todo: 'Run the cell again when you want its result.',
  },
  'out-of-memory': {
    what: 'The engine ran out of memory while it worked on this cell. {numbers}',
    why: 'A browser tab can hold about 3 GB of tables, and a step needs room beside the tables it reads.',
    todo: 'Use fewer columns or fewer rows (a limit, a filter, a sample), or delete cells whose tables are no longer needed. {disk}',
  },
  'disk-full': {
    what: 'This device’s disk has no more room for the tables of this cell. {numbers}',
    why: 'What is too large for memory goes to a file in the browser’s own storage, and the browser gives each site a share of the disk.',
    todo: 'Free the tables under “What this device keeps”, delete kept workbenches or make room on the device; else use fewer columns or fewer rows.',
  },
  'engine-start-failed': {
    what: 'The engine did not start.',
    why: 'The browser refused WebAssembly or workers, or a file of the app did not arrive.',
    todo: 'Reload the page in a current Chromium, Firefox or Safari.',
  },
  'engine-guard-failed': {
    what: 'The engine did not pass its start-up test: {check}.',
    why: 'A library behaves otherwise than the one Sluice was built with.',
    todo: 'Reload the page; if it happens again, report it with this text.',
  },
  'engine-worker-died': {
    what: 'The engine stopped while this cell ran; it has been started again.',
    why: 'The browser ended the worker, usually for want of memory.',
    todo: 'Run the cell again: its tables are rebuilt from their sources.',
  },
  'duckdb-worker-died': {
    what: 'The database stopped while this cell ran; it has been started again.',
    why: 'The browser ended the worker, or the database met a fault it could not survive.',
    todo: 'Run the cell again: its tables are rebuilt from their sources.',
  },
  'kernel-worker-died': {
    what: 'A worker stopped while it computed for this cell; another has taken its place.',
    why: 'The browser ended the worker, usually for want of memory.',
    todo: 'Run the cell again.',
  },
  'table-gone': {
    what: 'The table asked for is not known to the engine.',
    why: 'Its cell was changed or deleted, or the engine started anew.',
    todo: 'Run the cell that makes the table.',
  },
  internal: {
    what: 'Something went wrong inside Sluice.',
    why: 'This is a fault of Sluice, not of your data.',
    todo: 'Run the cell again; if it happens again, report it with the detail below.',
  },
} as const satisfies Record<string, FailureEntry>;
