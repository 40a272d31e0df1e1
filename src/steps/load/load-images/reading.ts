import { cellAt, frameRows, type Frame } from '../../../core/frame';
import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import type { NumberFormat } from '../../../core/number-format';
import { counted, firstOf } from '../../../core/words';
import type { LoadImagesParams } from './step';

/** Says how many images there are, of which labels, formats and sizes, which are copies, and what was left out. */
export function read({ artifacts, frames, format }: ReadingInput<LoadImagesParams>): Reading {
  const table = artifacts.table;
  if (table?.kind !== 'table') return { text: '', suggestions: [] };
  const { labels, formats, copies, skipped, thumbnails } = frames;
  const sampled = table.traits.sampled;
  const drawn = typeof sampled?.of !== 'number' ? '' : ` (drawn from ${counted(sampled.of, 'file', format)})`;
  const text = [
    `${counted(table.rows, 'image', format)}${drawn}${labelsText(labels, format)}; ${formatsText(formats, format)}.`,
    copiesText(copies, format),
    skippedText(skipped, format),
    undrawnText(thumbnails, format),
  ];
  return { text: text.filter((each) => each !== '').join(' '), suggestions: suggestions(labels) };
}

function suggestions(labels: Frame | undefined): Suggestion[] {
  const profile = {
    step: 'profile',
    title: 'Profile the images',
    reason: 'See sizes, bytes and labels as distributions.',
    params: {},
    inputs: { table: { output: 'table' } },
  };
  if (labels === undefined || labels.rows < 2) return [profile];
  return [
    {
      step: 'class-balance',
      title: 'See how even the labels are',
      reason: 'A label with few images is learned badly.',
      params: { target: 'label' },
      inputs: { table: { output: 'table' } },
    },
    {
      step: 'split',
      title: 'Split the images by label',
      reason:
        'Before new images are made, or a model is trained: images of both parts, as often of each label.',
      params: { method: 'stratified', stratify: 'label' },
      inputs: { table: { output: 'table' } },
    },
    profile,
  ];
}

function labelsText(labels: Frame | undefined, format: NumberFormat): string {
  if (labels === undefined || labels.rows === 0) return '';
  const unlabelled = frameRows(labels).find(({ label }) => label === null);
  const known = labels.rows - (unlabelled === undefined ? 0 : 1);
  if (known === 0) return ', none in a folder that would label it';
  const sizes = frameRows(labels)
    .filter(({ label }) => label !== null)
    .map(({ images }) => Number(images));
  const [most = 0, least = 0] = [sizes[0], sizes.at(-1)];
  const each =
    most === least ? `${format.count(most)} each` : `${format.count(least)} to ${format.count(most)} each`;
  const without = unlabelled === undefined ? '' : `, ${format.count(Number(unlabelled.images))} without one`;
  return ` with ${counted(known, 'label', format)} (${each})${without}`;
}

function formatsText(formats: Frame | undefined, format: NumberFormat): string {
  if (formats === undefined) return '';
  const rows = frameRows(formats);
  const names = rows.map((row) => String(row.format).toUpperCase());
  const low = (name: string) => Math.min(...rows.map((row) => Number(row[name])));
  const high = (name: string) => Math.max(...rows.map((row) => Number(row[name])));
  const range = (from: number, to: number) =>
    from === to ? format.count(from) : `${format.count(from)}–${format.count(to)}`;
  const width = range(low('min_width'), high('max_width'));
  const height = range(low('min_height'), high('max_height'));
  return `${firstOf(names, 4)}, ${width} × ${height} pixels`;
}

function copiesText(copies: Frame | undefined, format: NumberFormat): string {
  if (copies === undefined || copies.rows === 0) return '';
  const rows = frameRows(copies);
  const extra = rows.reduce((sum, { images }) => sum + Number(images) - 1, 0);
  const torn = rows.filter(({ labels }) => Number(labels) > 1).length;
  const clash = torn === 0 ? '' : `, and ${counted(torn, 'group', format)} of copies has more than one label`;
  return `${counted(extra, 'image is an exact copy', format, 'images are exact copies')} of another${clash}.`;
}

function skippedText(skipped: Frame | undefined, format: NumberFormat): string {
  if (skipped === undefined || skipped.rows === 0) return '';
  const first = String(cellAt(skipped, 'path', 0));
  const reason = String(cellAt(skipped, 'reason', 0));
  const rest = skipped.rows > 1 ? ', for one' : '';
  return `${counted(skipped.rows, 'file is', format, 'files are')} left out: “${first}”${rest} (${reason}).`;
}

function undrawnText(thumbnails: Frame | undefined, format: NumberFormat): string {
  const missing = thumbnails?.columns.image?.filter((each) => each === null).length ?? 0;
  return missing === 0 ? '' : `${counted(missing, 'sample', format)} cannot be drawn here.`;
}
