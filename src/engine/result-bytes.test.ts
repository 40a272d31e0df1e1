import { expect, test } from 'vitest';
import { postResult, ReceivedBytes, type BytesPart } from './result-bytes';

type Message = BytesPart | { readonly type: 'done'; readonly result: { readonly bytes?: Uint8Array } };

/** What arrives at the other end of a channel, message by message. */
async function sent(result: object): Promise<Message[]> {
  const { port1, port2 } = new MessageChannel();
  const messages: Message[] = [];
  const over = new Promise<void>((done) => {
    port1.onmessage = ({ data }: MessageEvent<Message>) => {
      messages.push(data);
      if (data.type === 'done') done();
    };
  });
  postResult(port2, result);
  await over;
  port1.close();
  return messages;
}

function received(messages: readonly Message[]): object {
  const bytes = new ReceivedBytes();
  for (const message of messages) {
    if (message.type === 'done') return bytes.complete(message.result);
    bytes.take(message);
  }
  throw new Error('There is no result.');
}

const large = Uint8Array.from({ length: 2_500_000 }, (_, at) => at % 251);

test('many bytes come in parts of at most 1 MB, and as they were', async () => {
  const messages = await sent({ rows: 1, columns: {}, bytes: large });
  expect(messages.map(({ type }) => type)).toEqual(['bytes', 'bytes', 'bytes', 'done']);
  expect(received(messages)).toEqual({ rows: 1, columns: {}, bytes: large });
});

test('of a view, its own bytes travel alone', async () => {
  const messages = await sent({ bytes: large.subarray(1000, 2_000_000) });
  expect(received(messages)).toEqual({ bytes: large.slice(1000, 2_000_000) });
  // What they were taken from is left as it was.
  expect(large[0]).toBe(0);
  expect(large.length).toBe(2_500_000);
});

test('few bytes, and results without, come in one message', async () => {
  const bytes = Uint8Array.of(1, 2, 3);
  expect(await sent({ bytes })).toEqual([{ type: 'done', result: { bytes } }]);
  expect(received(await sent({ rows: 7 }))).toEqual({ rows: 7 });
});
