import { makeFailure, type Failure } from '../../core/failure';
import { fail, succeed, type Outcome } from '../../core/outcome';
import { mayWrite, type KeptFile, type KeptWorkbench, type Shelf } from './shelf';

/** A shelf in memory, for tests of what stands around it; it may be told to have no room. */
export class FakeShelf implements Shelf {
  readonly workbenches = new Map<string, KeptWorkbench>();
  readonly data = new Map<string, KeptFile[]>();
  /** What every write answers, where it is not null. */
  refusal: Failure | null = null;
  calls = 0;

  list() {
    const entries = [...this.workbenches.values()].map((kept) => {
      const files = this.data.get(kept.id) ?? [];
      const bytes = files.reduce((sum, { file }) => sum + file.size, kept.text.length);
      const { id, title, cells, changed } = kept;
      return { id, title, cells, changed, files: files.length, bytes };
    });
    return this.#answer(entries.sort((a, b) => b.changed - a.changed));
  }

  read(id: string) {
    return this.#answer(this.workbenches.get(id) ?? null);
  }

  write(...[workbench, base]: Parameters<Shelf['write']>): ReturnType<Shelf['write']> {
    if (this.refusal !== null) return this.#refuse(this.refusal);
    const stored = this.workbenches.get(workbench.id) ?? null;
    if (!mayWrite(stored, base, workbench.text)) return this.#answer('conflict' as const);
    const revision = Math.max(stored?.revision ?? 0, base?.revision ?? 0) + 1;
    this.workbenches.set(workbench.id, { ...workbench, revision });
    return this.#answer({ revision });
  }

  putFile(id: string, kept: KeptFile) {
    if (kept.file.size > 1000)
      return this.#refuse(makeFailure('keeping-full', { what: `the data “${kept.name}”` }));
    const others = (this.data.get(id) ?? []).filter(({ name }) => name !== kept.name);
    this.data.set(id, [...others, kept]);
    return this.#answer(undefined);
  }

  files(id: string) {
    return this.#answer(this.data.get(id) ?? []);
  }

  keepOnlyFiles(id: string, names: readonly string[]) {
    this.data.set(
      id,
      (this.data.get(id) ?? []).filter(({ name }) => names.includes(name)),
    );
    return this.#answer(undefined);
  }

  remove(id: string) {
    this.workbenches.delete(id);
    this.data.delete(id);
    return this.#answer(undefined);
  }

  forget() {
    this.workbenches.clear();
    this.data.clear();
    return this.#answer(undefined);
  }

  #answer<T>(value: T): Promise<Outcome<T>> {
    this.calls += 1;
    return Promise.resolve(succeed(value));
  }

  #refuse(failure: Failure): Promise<Outcome<never>> {
    this.calls += 1;
    return Promise.resolve(fail(failure));
  }
}
