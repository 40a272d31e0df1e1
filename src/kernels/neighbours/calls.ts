/** Calls under way at a time: enough for every worker there may be; each holds a copy of its rows. */
const CALLS_AT_A_TIME = 8;
/** Multiplications that one call does: half a second, about. */
export const WORK_PER_CALL = 1.2e10;
/** Numbers that one call carries along, 10 MB: copying them takes the thread of the engine some 10 ms. */
export const VALUES_PER_CALL = 1.2e6;

/** Some work for all of a list, a few at a time. Rejects as soon as one does, and begins no other then. */
export async function atATime<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = all.values();
  let isOver = false;
  const lane = async (): Promise<void> => {
    for (const one of queue) {
      if (isOver) return;
      await work(one);
    }
  };
  try {
    await Promise.all(Array.from({ length: CALLS_AT_A_TIME }, lane));
  } finally {
    isOver = true;
  }
}

/** Sums up what calls of known work report: tells the share of all that is done. A call has reported 1 when it is done. */
export function sharesOf<Call extends { readonly work: number }>(
  calls: readonly Call[],
  tell: (share: number) => void,
): (call: Call, share: number) => void {
  const of = calls.reduce((sum, { work }) => sum + work, 0);
  const underWay = new Map<Call, number>();
  const finished = new Set<Call>();
  let done = 0;
  return (call, share) => {
    if (share < 1) {
      underWay.set(call, share * call.work);
    } else if (!finished.has(call)) {
      underWay.delete(call);
      finished.add(call);
      done += call.work;
    }
    const sum = [...underWay.values()].reduce((all, part) => all + part, done);
    tell(finished.size === calls.length ? 1 : Math.min(1, sum / of));
  };
}
