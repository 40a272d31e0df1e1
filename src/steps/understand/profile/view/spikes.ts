/** What a dark bar of a quantile histogram is, beside its title. */
export const SPIKES = 'a dark bar is one single value that fills a tenth or more';

/** True where a histogram of several bins has one without width: all its values are one value, and it is drawn dark. */
export function hasSpikes(bins: readonly { readonly low: number; readonly high: number }[]): boolean {
  return bins.length > 1 && bins.some(({ low, high }) => low === high);
}
