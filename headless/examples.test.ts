import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const examples = readdirSync(`${root}docs/examples`).filter((name) => name.endsWith('.sluice.json'));

/** The files that examples ask for; read from beside the repository, where they are at hand. */
const ASKED: Readonly<Record<string, string>> = {
  'augment-ecg.sluice.json': '../shared/data/ecg/ecg_360hz.csv',
  'augment-fashion.sluice.json': '../shared/data/fashion_mnist/fashion_test_2000_png.zip',
  'balance-shuttle.sluice.json': '../shared/data/shuttle/shuttle.csv',
  'balance-cells.sluice.json': '../shared/data/cells/cells.csv',
  'augment-sms.sluice.json': '../shared/data/sms_spam/sms_spam.csv',
};

type Row = Readonly<Record<string, unknown>>;

interface Printed {
  readonly cells: Readonly<
    Record<
      string,
      {
        readonly status: string;
        readonly reading?: string;
        readonly frames?: Readonly<Record<string, readonly Row[]>>;
      }
    >
  >;
}

function runExample(name: string): Printed {
  const file = ASKED[name];
  const data = file === undefined ? [] : ['--data', `${file.split('/').at(-1)}=${root}${file}`];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [`${root}scripts/headless.mjs`, 'run', `docs/examples/${name}`, ...data],
    { cwd: root, encoding: 'utf8', maxBuffer: 1e9 },
  );
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Printed;
}

/** How far the mean predicted risk of a way is above the true rate; NaN where there is no such way. */
function excessOf(figures: readonly Row[]): (variant: string) => number {
  return (variant) => {
    const row = figures.find((one) => one.variant === variant);
    return Number(row?.mean_predicted) - Number(row?.true_rate);
  };
}

/** The rows of a frame, of the one cell that has it. */
const rowsOf = ({ cells }: Printed, frame: string): readonly Row[] =>
  Object.values(cells).flatMap(({ frames }) => (frames?.figures === undefined ? [] : (frames[frame] ?? [])));

/** What an example is there to show. */
const SHOWN: Readonly<Record<string, (printed: Printed) => void>> = {
  'augment-sms.sluice.json': ({ cells }) => {
    const { frames = {}, reading = '' } = cells.c3 ?? {};
    const [summary] = frames.summary ?? [];
    expect(summary).toMatchObject({ rows: 4460, part: 'train', refused_rows: 0 });
    expect(Number(summary?.made)).toBeGreaterThan(0.97 * Number(summary?.asked));
    expect(new Set(frames.counts?.map((row) => row.class))).toEqual(new Set(['spam']));
    expect(new Set(frames.counts?.map((row) => row.operation)).size).toBe(6);
    expect(reading).toContain('new rows are not shown to be less safe than real ones');
    const agreement = Number(frames.label_safety?.[0]?.real_agreement);
    expect(agreement).toBeGreaterThan(0.75);
  },
  'augment-credit.sluice.json': ({ cells }) => {
    const made = Object.values(cells).filter(({ frames }) => frames?.label_safety !== undefined);
    expect(made.map(({ frames }) => frames?.summary?.[0]?.part)).toEqual(['train', 'train']);
    for (const { frames, reading } of made) {
      const all = frames?.label_safety?.[0];
      expect(Number(all?.made_agreement)).toBeGreaterThan(Number(all?.real_agreement) - 0.05);
      expect(frames?.fidelity_privacy?.[0]?.identical).toBe(0);
      expect(reading).toContain('The nearest real rows have the label of a new row in ');
    }
    expect(Number(made[1]?.frames?.fidelity?.[0]?.quality)).toBeGreaterThan(0.94);
  },
  'augment-ecg.sluice.json': ({ cells }) => {
    expect([cells.c4, cells.c5].map((cell) => cell?.frames?.summary?.[0]?.windows)).toEqual([836, 359]);
    // One sample is enough for a window: the rare label is far more frequent among windows than among rows.
    expect(cells.c4?.frames?.labels?.find(({ label }) => label === 'high')).toMatchObject({ windows: 162 });
    expect(cells.c6?.frames?.summary?.[0]).toMatchObject({ asked: 500, made: 500, part: 'train' });
    expect(cells.c6?.reading).toMatch(/The nearest real rows have the label of a new row in \d/);
    expect(cells.c10?.frames?.figures?.map(({ converged }) => converged)).not.toContain(false);
  },
  'judge-synthetic.sluice.json': ({ cells }) => {
    const shifted = cells.c3?.frames?.fidelity_pairs ?? [];
    const isOfAge = ({ first, second }: Row): boolean => first === 'Age' || second === 'Age';
    const mixed = shifted.filter((row) => isOfAge(row) && row.metric === 'ContingencySimilarity');
    // Status, Home, Marital, Records and Job: a constant added to Age lowers its pair with each of them, and no pair without it.
    expect(mixed).toHaveLength(5);
    for (const { score } of mixed) expect(Number(score)).toBeLessThan(0.2);
    expect(shifted.filter((row) => !isOfAge(row)).map(({ score }) => score)).toEqual(Array(78).fill(1));
    expect(cells.c3?.frames?.fidelity_privacy?.[0]).toMatchObject({ identical: 0 });
    // Every twentieth of 4,454 rows was handed on as it is.
    expect(cells.c5?.frames?.fidelity_privacy?.[0]).toMatchObject({ identical: 222 });
    const closest = cells.c5?.frames?.fidelity_closest ?? [];
    expect(closest.length).toBeGreaterThan(0);
    for (const row of closest) {
      expect(row).toMatchObject({ distance: 0, differs: false, real_row: row.synthetic_row });
      expect(Number(row.synthetic_row) % 20).toBe(0);
    }
    expect(cells.c5?.reading).toContain('222 synthetic rows (5');
  },
  'augment-fashion.sluice.json': ({ cells }) => {
    const { summary, label_safety: safety } = cells.c4?.frames ?? {};
    expect(summary).toMatchObject([{ images: 1599, asked: 1599, part: 'train' }]);
    expect(Number(summary?.[0]?.made)).toBeGreaterThan(1500);
    // A row for all, and one for each of the ten labels.
    expect(safety).toHaveLength(11);
    expect(Number(safety?.[0]?.made_agreement)).toBeGreaterThan(0.6);
    expect(cells.c4?.reading).toMatch(/The nearest real rows have the label of a new row in \d/);
  },
  'balance-credit.sluice.json': (printed) => {
    const excess = excessOf(rowsOf(printed, 'figures'));
    expect(Math.abs(excess('plain'))).toBeLessThan(0.05);
    for (const way of ['resampled_1', 'resampled_2']) {
      expect(excess(way)).toBeGreaterThan(0.1);
      expect(Math.abs(excess(`${way}_corrected`))).toBeLessThan(0.05);
    }
  },
  'balance-cells.sluice.json': (printed) => {
    const excess = excessOf(rowsOf(printed, 'figures'));
    expect(Math.abs(excess('plain'))).toBeLessThan(0.05);
    // A third of the rows are of the rarer class: there is less to inflate.
    expect(excess('resampled_1')).toBeGreaterThan(0.06);
  },
  'balance-shuttle.sluice.json': (printed) => {
    const classes = new Set(rowsOf(printed, 'classes').map((row) => row.class));
    expect(classes.size).toBe(7);
    expect(classes).toContain('Bpv.Close');
    expect(rowsOf(printed, 'figures').map(({ converged }) => converged)).not.toContain(false);
    const readings = Object.values(printed.cells).map(({ reading }) => reading ?? '');
    expect(readings.join(' ')).toMatch(
      /“Bpv.Close” has fewer than 6 rows; \d instead of 5 neighbours were used/,
    );
    expect(readings.join(' ')).not.toContain('learned by heart');
  },
};

describe('a sample workbench', () => {
  test('of balancing, of augmentation and of judging shows something, each of them', () => {
    expect(Object.keys(SHOWN)).toEqual(
      expect.arrayContaining(examples.filter((name) => /^(balance|augment|judge)-/.test(name))),
    );
  });

  const timeout = 120_000;
  for (const name of examples) {
    const file = ASKED[name];
    const isAtHand = file === undefined || existsSync(`${root}${file}`);
    test.skipIf(!isAtHand)(
      `${name} runs to its end${isAtHand ? '' : ` (skipped: ${String(file)} is not at hand)`}`,
      { timeout },
      () => {
        const printed = runExample(name);
        const open = Object.entries(printed.cells).filter(([, { status }]) => status !== 'done');
        expect(open).toEqual([]);
        SHOWN[name]?.(printed);
      },
    );
  }
});
