/** What all worlds have; the types of a kernel, which is of no world, do not know it. */
interface Port {
  close(): void;
  postMessage(message: null, transfer: readonly ArrayBuffer[]): void;
}
declare const MessageChannel: new () => { readonly port1: Port };

let nowhere: Port | undefined;

/**
 * Gives the memory of a buffer back at once: the collector would take its time, and a few images are as much as it lets lie about. Every
 * view of the buffer is empty then. The buffer is sent to a port that is closed: `ArrayBuffer.transfer` would leave the memory with a browser that
 * holds it too, as it does with what a canvas, a file or a message gave. What cannot be sent (of a kernel's module, of Node's pool) stays.
 */
export function freeBuffer(buffer: ArrayBufferLike): void {
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength === 0) return;
  nowhere ??= closedPort();
  try {
    nowhere.postMessage(null, [buffer]);
  } catch {
    // The collector will take it.
  }
}

function closedPort(): Port {
  const { port1 } = new MessageChannel();
  port1.close();
  return port1;
}
