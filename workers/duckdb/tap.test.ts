import { expect, test } from 'vitest';
import { installTap, type TappedPiece } from './tap';

/** A worker in which the database would read: its messages, and a reader that reads at once. */
function scope() {
  const listeners: ((event: MessageEvent) => void)[] = [];
  const passedOn: unknown[] = [];
  const contents = new WeakMap<Blob, Uint8Array>();
  class FileReaderSync {
    readAsArrayBuffer(piece: Blob): ArrayBuffer {
      return Uint8Array.from({ length: piece.size }, (_, index) => index).buffer;
    }
  }
  const post = (data: unknown): void => {
    let stopped = false;
    const event = { data, stopImmediatePropagation: () => (stopped = true) };
    for (const listener of listeners) listener(event as unknown as MessageEvent);
    if (!stopped) passedOn.push(data);
  };
  const addEventListener = (_: 'message', listener: (event: MessageEvent) => void): void =>
    void listeners.push(listener);
  return { worker: { addEventListener, FileReaderSync }, post, passedOn, contents };
}

const nextPiece = (port: MessagePort): Promise<TappedPiece> =>
  new Promise((resolve) => (port.onmessage = ({ data }) => resolve(data as TappedPiece)));

test('what is read of a tapped file is passed on with its place, and the database still gets it', async () => {
  const { worker, post, passedOn } = scope();
  installTap(worker);
  const { port1, port2 } = new MessageChannel();
  post({ type: 'sluice-tap', path: 'import/1.csv', port: port1 });
  expect(passedOn).toEqual([]);
  const file = new Blob(['0123456789']);
  post({ type: 'REGISTER_FILE_HANDLE', data: ['import/1.csv', file, 2, true] });
  expect(passedOn).toHaveLength(1);
  const bytes = new worker.FileReaderSync().readAsArrayBuffer(file.slice(4, 7));
  expect(bytes.byteLength).toBe(3);
  const piece = await nextPiece(port2);
  port2.close();
  expect(piece.start).toBe(4);
  expect(piece.bytes.byteLength).toBe(3);
});

test('other files are read as ever', async () => {
  const { worker, post } = scope();
  installTap(worker);
  const file = new Blob(['0123456789']);
  post({ type: 'REGISTER_FILE_HANDLE', data: ['import/2.csv', file, 2, true] });
  const bytes = new worker.FileReaderSync().readAsArrayBuffer(file.slice(4, 7));
  await Promise.resolve();
  expect(bytes.byteLength).toBe(3);
});
