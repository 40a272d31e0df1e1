/** How well an approximate graph holds the true neighbours. */
export interface Approximation {
  /**
   * The share of the neighbours listed for the rows tried that are right: no farther than the true k-th neighbour, so that of equally
   * far rows any will do. 0 to 1.
   */
  readonly recall: number;
  /** Rows, drawn by the seed, whose true neighbours were searched among all rows to measure it. */
  readonly tried: number;
  /** Trees that candidates were taken from. */
  readonly trees: number;
  /** What all random choices were drawn by. */
  readonly seed: number;
}
