/** A stretch of a file that the database has read. */
export interface TappedPiece {
  readonly start: number;
  readonly bytes: ArrayBuffer;
}

/** Tells the database's worker, before a file is registered under `path`, where to pass on what it reads of it. */
export interface TapMessage {
  readonly type: 'sluice-tap';
  readonly path: string;
  readonly port: MessagePort;
}

/** What a tap needs of the worker it is laid in. */
export interface TapScope {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  readonly FileReaderSync: {
    readonly prototype: { readAsArrayBuffer: (this: object, piece: Blob) => ArrayBuffer };
  };
}

/**
 * Runs in the database's worker, ahead of its own script: what the database reads of a tapped file goes on to the port, so
 * that a large file is read once and not a second time for its hash. The database has copied a piece into its heap when
 * the task ends that read it; the piece is moved then. Its text goes to the worker as it stands here: it may use
 * nothing from outside.
 */
export function installTap(scope: TapScope): void {
  const asked = new Map<string, MessagePort>();
  const origins = new WeakMap<Blob, { port: MessagePort; start: number }>();
  scope.addEventListener('message', (event: MessageEvent) => {
    const message = event.data as { readonly type?: unknown; readonly data?: unknown };
    if (message.type === 'sluice-tap') {
      event.stopImmediatePropagation();
      const { path, port } = event.data as TapMessage;
      asked.set(path, port);
    } else if (message.type === 'REGISTER_FILE_HANDLE') {
      const [path, file] = message.data as [string, unknown];
      const port = asked.get(path);
      asked.delete(path);
      if (port === undefined || !(file instanceof Blob)) return;
      file.slice = (start = 0, end, type) => {
        const piece = Blob.prototype.slice.call(file, start, end, type);
        origins.set(piece, { port, start });
        return piece;
      };
    }
  });
  const reader = scope.FileReaderSync.prototype;
  const read = reader.readAsArrayBuffer;
  reader.readAsArrayBuffer = function (this: object, piece) {
    const bytes = read.call(this, piece);
    const origin = origins.get(piece);
    if (origin !== undefined) {
      queueMicrotask(() => origin.port.postMessage({ start: origin.start, bytes }, [bytes]));
    }
    return bytes;
  };
}
