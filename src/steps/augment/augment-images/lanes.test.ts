import { expect, it } from 'vitest';
import { inRoom } from './lanes';

it('has as much in hand as there is room for, and one thing at least', async () => {
  const begun: number[] = [];
  let [held, most] = [0, 0];
  await inRoom(
    [12, 12, 12, 50, 3, 3],
    26,
    (size) => size,
    async (size) => {
      begun.push(size);
      held += size;
      most = Math.max(most, held);
      await new Promise((done) => setTimeout(done, 1));
      held -= size;
    },
  );
  expect(begun).toEqual([12, 12, 12, 50, 3, 3]);
  expect(most).toBe(50);
});

it('fails with the first failure, and begins nothing then', async () => {
  const begun: number[] = [];
  const work = async (item: number): Promise<void> => {
    begun.push(item);
    await Promise.resolve();
    if (item === 2) throw new Error('two');
  };
  await expect(inRoom([1, 2, 3], 1, () => 1, work)).rejects.toThrow('two');
  expect(begun).toEqual([1, 2]);
});
