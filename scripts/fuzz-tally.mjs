/** Failures that name no fault of a file: a fault of ours. `sql-error` is one where no SQL was written. */
const FAULTS = /^(internal|cancelled|table-gone|sql-.*|engine-.*|step-.*)$/;
/** Failures that are counted apart: the engine goes on, and the file is hardly ever to blame. */
const DEATHS = /^(kernel-worker-died|duckdb-worker-died|out-of-memory|disk-full)$/;
const SLOW_MS = 5000;

/** Counts what became of inputs. */
export class Tally {
  /** Counts by reader and outcome. */
  counts = {};
  violations = [];
  deaths = [];
  slow = [];
  looks = 0;
  memory = 0;
  renewed = 0;
  #order;
  #isTold;
  #input;

  constructor(order, isTold) {
    this.#order = order;
    this.#isTold = isTold;
  }

  start(input) {
    this.#input = input;
    if (this.#isTold) console.log(JSON.stringify({ ...input, type: undefined }));
  }

  done(message) {
    const { number, rows, failure, asked, milliseconds, memory } = message;
    const outcome = failure?.code ?? 'table';
    this.count(outcome);
    this.memory = memory;
    if (this.#isTold) console.log(JSON.stringify({ rows, failure, asked, milliseconds }, null, 1));
    if (milliseconds > SLOW_MS)
      this.slow.push(`${this.#place(number)}: ${Math.round(milliseconds)} ms, ${outcome}`);
    if (FAULTS.test(outcome)) this.violate(number, textOf(failure));
    if (DEATHS.test(outcome)) this.deaths.push(`${this.#place(number)}: ${textOf(failure)}`);
    if (asked !== undefined) this.violate(number, `asked of its table: ${textOf(asked)}`);
  }

  /** Counts what became of the input that was started last. */
  count(outcome) {
    if (this.#input === undefined) return;
    const counts = (this.counts[this.#input.reader] ??= {});
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }

  usable({ number, wrong }) {
    this.looks += 1;
    if (wrong !== undefined) this.violate(number, `the engine is not usable after it: ${wrong}`);
    if ((number + 1) % 500 === 0) console.log(`… input ${number}, ${this.violations.length} violations`);
  }

  violate(number, text) {
    const line = `${this.#place(number)}: ${text}`;
    this.violations.push(line);
    console.log(`VIOLATION ${line}`);
  }

  #place(number) {
    const { reader = '', step = '', name = '', params } = this.#input?.number === number ? this.#input : {};
    return `--seed=${this.#order.seed} --only=${number} (${reader}, ${step}, ${name}, ${JSON.stringify(params)})`;
  }
}

const textOf = ({ code, message, detail = '' }) => `${code}: ${message} ${detail}`.slice(0, 900);

/** Prints the counts, and all that is not as it should be. */
export function report({ counts, violations, deaths, slow, looks, renewed }, seconds) {
  const all = Object.values(counts).flatMap((one) => Object.values(one));
  const inputs = all.reduce((sum, one) => sum + one, 0);
  for (const [reader, outcomes] of Object.entries(counts)) {
    const sorted = Object.entries(outcomes).sort((a, b) => b[1] - a[1]);
    const sum = sorted.reduce((total, [, count]) => total + count, 0);
    console.log(
      `${reader.padEnd(13)} ${String(sum).padStart(5)}  ${sorted.map(([code, n]) => `${code} ${n}`).join(', ')}`,
    );
  }
  console.log(
    `\n${inputs} inputs in ${Math.round(seconds)} s; known good files loaded ${looks} times; processes renewed: ${renewed}`,
  );
  list('Violations', violations);
  list('Deaths and want of memory', deaths);
  list('Slower than 5 s', slow);
}

function list(title, lines) {
  console.log(`\n${title}: ${lines.length}`);
  for (const line of lines) console.log(`- ${line}`);
}
