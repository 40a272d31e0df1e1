import type { FoundLeak } from '../find';
import { judgeBy, judgeByOtherTurn, learnFromTraining, splitToJudge } from './judge-repairs';
import { applyKnown, learnAndApply, learnFrom, startFrom } from './learn-repairs';
import type { Repair, Workshop } from './repair';
import { leaveOut, splitAsItWas, splitBefore } from './resample-repairs';

/** What can be done about a leak, the best first; at most two. Empty where only the user can tell. Cost: the cells, a few times. */
export function repairsOf(leak: FoundLeak, shop: Workshop): readonly Repair[] {
  return repairsOfCode(leak, shop)
    .filter((repair) => repair !== null)
    .slice(0, 2);
}

function repairsOfCode(leak: FoundLeak, shop: Workshop): (Repair | null)[] {
  switch (leak.code) {
    case 'leak-learned-from-test':
      return [applyKnown(leak, shop), learnAndApply(leak, shop), learnFrom(leak, shop)];
    case 'leak-learned-from-mixed':
      return [learnAndApply(leak, shop), learnFrom(leak, shop)];
    case 'leak-learned-from-whole':
      return [
        splitBefore(leak, shop),
        startFrom(leak, shop),
        learnAndApply(leak, shop),
        learnFrom(leak, shop),
      ];
    case 'leak-test-resampled':
      return [learnFrom(leak, shop), leaveOut(leak, shop)];
    case 'leak-resampled-before-split':
      return [splitBefore(leak, shop), splitAsItWas(leak, shop)];
    case 'leak-judged-on-learned':
      return [
        judgeBy(leak, shop),
        judgeByOtherTurn(leak, shop),
        learnFromTraining(leak, shop),
        splitToJudge(leak, shop),
      ];
    case 'leak-judged-on-mixed':
      return [judgeBy(leak, shop)];
    default:
      return leak.code satisfies never;
  }
}
