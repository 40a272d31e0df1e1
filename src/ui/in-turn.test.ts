import { expect, test, vi } from 'vitest';
import { inTurn } from './in-turn';

const nextTask = () => new Promise((resume) => setTimeout(resume));

test('pieces of work are done in the order they came, each in a task of its own', async () => {
  const done: string[] = [];
  inTurn(() => done.push('first'));
  inTurn(() => done.push('second'));
  expect(done).toEqual([]);

  await nextTask();
  expect(done).toEqual(['first']);

  await nextTask();
  expect(done).toEqual(['first', 'second']);
});

test('a piece that is withdrawn is not done, and those after it are', async () => {
  const withdrawn = vi.fn();
  const later = vi.fn();
  const withdraw = inTurn(withdrawn);
  inTurn(later);
  withdraw();

  await vi.waitFor(() => expect(later).toHaveBeenCalledOnce());
  expect(withdrawn).not.toHaveBeenCalled();
});

test('what comes after all was withdrawn has its turn', async () => {
  inTurn(() => undefined)();
  const work = vi.fn();
  inTurn(work);

  await vi.waitFor(() => expect(work).toHaveBeenCalledOnce());
});

test('a piece that throws does not keep the next from its turn', async () => {
  const thrown = vi.fn();
  process.once('uncaughtException', thrown);
  const work = vi.fn();
  inTurn(() => {
    throw new Error('broken');
  });
  inTurn(work);

  await vi.waitFor(() => expect(work).toHaveBeenCalledOnce());
  expect(thrown).toHaveBeenCalledOnce();
});
