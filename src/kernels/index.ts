import type { Kernel } from '../core/run-context';
import { inspectArrow, readArrow } from './columnar/read-arrow';
import { inspectParquet, readParquet } from './columnar/read-parquet';
import { writeRowGroup } from './columnar/write-parquet';
import { detectEncoding } from './detect-encoding';
import { checkGzip } from './archive/gzip';
import { hashFile } from './hash-file';
import { drawThumbnails } from './images/draw-thumbnails';
import { listImages } from './images/list-images';
import { measureImages } from './images/measure-images';
import { openJson } from './json/open-json';
import { readRecords } from './json/read-records';
import { readSheet } from './sheet/read-sheet';
import { fillFromNearest } from './impute/nearest-donors';
import { findNearRows } from './near-rows/find-near-rows';
import { nearestNeighbours } from './neighbours/nearest';
import { numberDetails } from './number-details';
import { summarizeColumns } from './summary';
import { describeTexts } from './text-details/describe-texts';
import { findVariants } from './variants/find-variants';

/** Every kernel, for the kernel worker to look up by name. Its input is what a step gave it, so that the types meet there. */
export const kernels: readonly Kernel<never, unknown>[] = [
  hashFile,
  checkGzip,
  listImages,
  measureImages,
  drawThumbnails,
  inspectParquet,
  readParquet,
  writeRowGroup,
  inspectArrow,
  readArrow,
  openJson,
  readRecords,
  readSheet,
  detectEncoding,
  summarizeColumns,
  numberDetails,
  describeTexts,
  nearestNeighbours,
  fillFromNearest,
  findVariants,
  findNearRows,
];

/** The kernel of a name; undefined is a bug of the caller. */
export function kernelNamed(name: string): Kernel<never, unknown> | undefined {
  return kernels.find((kernel) => kernel.name === name);
}
