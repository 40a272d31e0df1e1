// Writes the benchmark's table: 1,000,000 rows x 20 columns of mixed types, some 230 MB of CSV, the same bytes every time.
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { once } from 'node:events';
import { dirname } from 'node:path';

/** Random numbers from 0 to 1 (mulberry32): the same sequence for the same seed. */
function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = seededRandom(20_261_122);
const whole = (below) => Math.floor(random() * below);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const pick = (words) => words[whole(words.length)];
const missing = (share, value) => (random() < share ? '' : value());
const isoDay = (days) => new Date(days * 86_400_000).toISOString().slice(0, 10);
const isoSecond = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

const CITIES = Array.from({ length: 200 }, (_, i) => `City ${String.fromCharCode(65 + (i % 26))}${i}`);
const GRADES = ['excellent', 'good', 'fair', 'poor', 'unknown'];
const WORDS =
  'the row of data was read from an old ledger, "as it stood", and copied with care by hand at night'.split(
    ' ',
  );
const sentence = () => Array.from({ length: 4 + whole(9) }, () => pick(WORDS)).join(' ');
const quoted = (text) => `"${text.replaceAll('"', '""')}"`;

/** Each column: its name, and its value in a row as CSV text. */
const COLUMNS = [
  ['id', (row) => row + 1],
  ['age', () => missing(0.02, () => 18 + whole(70))],
  ['visits', () => Math.floor(random() ** 8 * 500)],
  ['balance_cents', () => whole(20_000_000) - 5_000_000],
  ['account', () => 10_000_000_000 + whole(900_000_000)],
  ['year', () => 1990 + whole(36)],
  ['height', () => (170 + 10 * normal()).toFixed(4)],
  ['income', () => missing(0.05, () => Math.exp(10 + normal()).toFixed(2))],
  ['score', () => random().toFixed(9)],
  ['ratio', () => missing(0.1, () => (normal() * 1e-3).toPrecision(8))],
  ['longitude', () => (random() * 360 - 180).toFixed(6)],
  ['price', () => (whole(100_000) / 100).toFixed(2)],
  ['city', () => missing(0.01, () => pick(CITIES))],
  ['grade', () => pick(GRADES)],
  ['customer', () => `customer-${whole(100_000)}`],
  ['code', (row) => `${(row * 2_654_435_761) % 2 ** 32}`.padStart(10, '0') + pick('XYZ')],
  ['remark', () => missing(0.2, () => quoted(sentence()))],
  ['born', () => isoDay(-7000 + whole(20_000))],
  ['updated', () => isoSecond(1_600_000_000 + whole(200_000_000))],
  ['active', () => missing(0.03, () => random() < 0.7)],
];

/** Makes the file unless it is there. */
export async function makeData(path, rows) {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.part`;
  const file = createWriteStream(part);
  file.write(`${COLUMNS.map(([name]) => name).join(',')}\n`);
  for (let start = 0; start < rows; start += 5000) {
    const lines = [];
    for (let row = start; row < Math.min(rows, start + 5000); row++) {
      lines.push(COLUMNS.map(([, value]) => value(row)).join(','));
    }
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  renameSync(part, path);
}
