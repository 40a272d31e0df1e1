import type { Kernel } from '../core/run-context';
import { augmentRows } from './augment-rows/augment-rows';
import { drawRows } from './cart/draw-rows';
import { growTrees } from './cart/grow-trees';
import { augmentTexts } from './augment-text/augment-texts';
import { hashTexts } from './augment-text/hash-texts';
import { inspectArrow, readArrow } from './columnar/read-arrow';
import { inspectParquet, readParquet } from './columnar/read-parquet';
import { writeRowGroup } from './columnar/write-parquet';
import { detectEncoding } from './detect-encoding';
import { checkGzip } from './archive/gzip';
import { augmentSeries } from './augment-series/augment-series';
import { hashSeries } from './augment-series/hash-series';
import { closestRows } from './fidelity/closest';
import { judgeColumn } from './fidelity/columns';
import { countMatches } from './fidelity/matches';
import { judgePairs } from './fidelity/pairs';
import { hashFile } from './hash-file';
import { drawSamples } from './augment-images/draw-samples';
import { renderImages } from './augment-images/render-images';
import { writeImages } from './augment-images/write-images';
import { drawThumbnails } from './images/draw-thumbnails';
import { listImages } from './images/list-images';
import { measureImages } from './images/measure-images';
import { openJson } from './json/open-json';
import { readRecords } from './json/read-records';
import { readSheet } from './sheet/read-sheet';
import { fillFromNearest } from './impute/nearest-donors';
import { crossFitLogistic } from './logistic/cross-fit';
import { fitLogistic } from './logistic/fit';
import { predictLogistic } from './logistic/predict';
import { judgeVariants } from './metrics/bootstrap';
import { findNearRows } from './near-rows/find-near-rows';
import { hashRows } from './neighbour-graph/equals';
import { growTree, sortIntoLeaves } from './neighbour-graph/trees';
import { neighboursInLeaves } from './neighbours/leaves';
import { nearestNeighbours } from './neighbours/nearest';
import { numberDetails } from './number-details';
import { sumFarthestRows } from './resampling/across';
import { valueDifferenceNeighbours } from './resampling/value-difference';
import { summarizeColumns } from './summary';
import { describeTexts } from './text-details/describe-texts';
import { findVariants } from './variants/find-variants';
import { weighNumbers } from './weigh-numbers';

/** Every kernel, for the kernel worker to look up by name. Its input is what a step gave it, so that the types meet there. */
export const kernels: readonly Kernel<never, unknown>[] = [
  hashFile,
  checkGzip,
  listImages,
  measureImages,
  drawThumbnails,
  renderImages,
  writeImages,
  drawSamples,
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
  weighNumbers,
  describeTexts,
  nearestNeighbours,
  sumFarthestRows,
  valueDifferenceNeighbours,
  neighboursInLeaves,
  hashRows,
  growTree,
  sortIntoLeaves,
  augmentRows,
  growTrees,
  drawRows,
  fillFromNearest,
  findVariants,
  findNearRows,
  fitLogistic,
  crossFitLogistic,
  predictLogistic,
  judgeVariants,
  judgeColumn,
  judgePairs,
  countMatches,
  closestRows,
  augmentTexts,
  hashTexts,
  augmentSeries,
  hashSeries,
];

/** The kernel of a name; undefined is a bug of the caller. */
export function kernelNamed(name: string): Kernel<never, unknown> | undefined {
  return kernels.find((kernel) => kernel.name === name);
}
