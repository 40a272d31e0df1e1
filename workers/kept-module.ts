/**
 * The database's module: compiled once, and handed to every worker that runs it. What a browser compiles later, when a function is first
 * called, belongs to the module, so that the second worker does not wait for it again.
 */
export class KeptModule {
  readonly #fetch: () => Promise<Response>;
  #module: Promise<WebAssembly.Module> | undefined;

  /** `fetch` gets the module's bytes, as `application/wasm`. */
  constructor(fetch: () => Promise<Response>) {
    this.#fetch = fetch;
  }

  /** Takes one that was compiled before, where there is none yet. */
  use(module: WebAssembly.Module): void {
    this.#module ??= Promise.resolve(module);
  }

  /** The module. What kept it from being compiled keeps nobody from asking again. */
  get(): Promise<WebAssembly.Module> {
    this.#module ??= WebAssembly.compileStreaming(this.#fetch()).catch((error: unknown) => {
      this.#module = undefined;
      throw error;
    });
    return this.#module;
  }
}
