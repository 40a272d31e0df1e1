/** DuckDB's worker text with its one evaluated caller replaced by a closure; throws unless it occurs exactly once. */
export function withoutEval(text: string): string;

/** Writes the compressed wasm and the patched worker into a folder, unless they are there already. */
export function prepareEngineAssets(folder: string): Promise<void>;
