/**
 * True where the page can draw while the engine works: the engine takes two cores, and on a machine with no more each picture
 * would take many times its own time. A world that does not tell its cores counts as large.
 */
export function hasSpareCores(): boolean {
  const { navigator } = globalThis as { navigator?: { hardwareConcurrency?: number } };
  return (navigator?.hardwareConcurrency ?? Infinity) > 2;
}
