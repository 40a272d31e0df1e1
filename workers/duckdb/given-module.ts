/** Hands the database's worker the compiled module that it is to run. */
export interface ModuleMessage {
  readonly type: 'sluice-module';
  readonly module: WebAssembly.Module;
}

/** What is needed of the worker that a module is handed to. */
export interface ModuleScope {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  readonly WebAssembly: Pick<typeof WebAssembly, 'instantiate' | 'instantiateStreaming'>;
}

/**
 * Runs in the database's worker, ahead of its own script: what that would fetch and compile is what it was handed, whatever address
 * it was told. So the module is compiled once, and a database opened after another has ended stands in half the time. Its text
 * goes to the worker as it stands here: it may use nothing from outside.
 */
export function installModule(scope: ModuleScope): void {
  const given = new Promise<WebAssembly.Module>((resolve) => {
    scope.addEventListener('message', (event: MessageEvent) => {
      const message = event.data as Partial<ModuleMessage>;
      if (message.type !== 'sluice-module' || message.module === undefined) return;
      event.stopImmediatePropagation();
      resolve(message.module);
    });
  });
  scope.WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await given;
    return { module, instance: await scope.WebAssembly.instantiate(module, imports) };
  };
}
