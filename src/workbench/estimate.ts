/** Time left in words, from how long a share of the work took; undefined while too little is done to tell. */
export function timeLeft(fraction: number | undefined, elapsed: number): string | undefined {
  if (fraction === undefined || fraction < 0.05 || elapsed < 500) return undefined;
  const seconds = (elapsed / 1000) * (1 / Math.min(fraction, 1) - 1);
  if (seconds < 10) return `${seconds.toFixed(1)} s left`;
  if (seconds < 90) return `${String(Math.round(seconds))} s left`;
  return `${String(Math.round(seconds / 60))} min left`;
}
