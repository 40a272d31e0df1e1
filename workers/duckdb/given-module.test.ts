import { expect, test } from 'vitest';
import { installModule } from './given-module';

/** The smallest module there is: it exports nothing. */
const module = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));

function scopeOf() {
  const listeners: ((event: MessageEvent) => void)[] = [];
  const { instantiate, instantiateStreaming } = WebAssembly;
  const scope = {
    addEventListener: (_: 'message', listener: (event: MessageEvent) => void) =>
      void listeners.push(listener),
    WebAssembly: { instantiate, instantiateStreaming },
  };
  installModule(scope);
  let stopped = 0;
  const say = (data: unknown): void => {
    const event = { data, stopImmediatePropagation: () => void (stopped += 1) };
    for (const listener of listeners) listener(event as MessageEvent);
  };
  return { scope, say, stopped: () => stopped };
}

test('a worker runs the module that it is handed, before or after it asks for one', async () => {
  const { scope, say, stopped } = scopeOf();
  const early = scope.WebAssembly.instantiateStreaming(
    Promise.reject(new Error('not fetched')).catch(() => new Response()),
  );
  say({ type: 'sluice-module', module });
  const late = scope.WebAssembly.instantiateStreaming(new Response());
  for (const made of [await early, await late]) {
    expect(made.module).toBe(module);
    expect(made.instance).toBeInstanceOf(WebAssembly.Instance);
  }
  expect(stopped()).toBe(1);
});

test('what is said to the database itself goes on to it', () => {
  const { say, stopped } = scopeOf();
  say({ type: 'PING' });
  expect(stopped()).toBe(0);
});
