import { sourceSchema, type Source, type SourceFingerprint } from '../core/source';
import type { StepCell, StoredParams, WorkbenchDocument } from './document';

/** The sources among the params of a cell: whatever param has the shape of one. */
export function sourcesOf(cell: StepCell): Source[] {
  return Object.values(cell.params).flatMap((value) => {
    const parsed = sourceSchema.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The names of the files that a person must give for the workbench to run, each once, in the order of the cells. */
export function fileNamesOf(document: WorkbenchDocument): string[] {
  const sources = document.cells.flatMap((cell) => (cell.kind === 'step' ? sourcesOf(cell) : []));
  const names = sources.flatMap((source) =>
    source.kind === 'file' ? source.files.map((file) => file.name) : [],
  );
  return [...new Set(names)];
}

/** The names of sources that were read with another content than the cell has recorded: next month's extract, or a mistake. */
export function otherSources(cell: StepCell, read: readonly SourceFingerprint[]): string[] {
  const recorded = sourcesOf(cell).flatMap((source) => (source.kind === 'file' ? source.files : []));
  return recorded.flatMap(({ name, sha256 }) => {
    const now = read.find((fingerprint) => fingerprint.name === name);
    return sha256 === undefined || now === undefined || now.sha256 === sha256 ? [] : [name];
  });
}

/** The params with the sizes and hashes of what was really read filled into their sources. */
export function withFingerprints(
  params: StoredParams,
  fingerprints: readonly SourceFingerprint[],
): StoredParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const parsed = sourceSchema.safeParse(value);
      return [name, parsed.success ? fingerprinted(parsed.data, fingerprints) : value];
    }),
  ) as StoredParams;
}

function fingerprinted(source: Source, fingerprints: readonly SourceFingerprint[]): Source {
  const byName = new Map(fingerprints.map((fingerprint) => [fingerprint.name, fingerprint]));
  const read = (name: string) => byName.get(name);
  switch (source.kind) {
    case 'file':
      return { ...source, files: source.files.map((file) => ({ ...file, ...read(file.name) })) };
    case 'sample': {
      const sha256 = read(source.name)?.sha256 ?? source.sha256;
      return sha256 === undefined ? source : { ...source, sha256 };
    }
    case 'embedded':
      return source;
    default:
      return source satisfies never;
  }
}

/** The data files of a workbench, each once, with the hash that is on record for it, if any. */
export function recordedFiles(
  document: WorkbenchDocument,
): { readonly name: string; readonly sha256?: string | undefined }[] {
  const files = new Map<string, string | undefined>();
  const sources = document.cells.flatMap((cell) => (cell.kind === 'step' ? sourcesOf(cell) : []));
  for (const source of sources) {
    if (source.kind !== 'file') continue;
    for (const { name, sha256 } of source.files) files.set(name, files.get(name) ?? sha256);
  }
  return [...files].map(([name, sha256]) => ({ name, sha256 }));
}
