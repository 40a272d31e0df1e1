import { posix } from 'node:path';
import ts from 'typescript';
import type { SourceTexts } from './files';

/** One import of one file: of another file of ours, or of a package. */
export interface Import {
  readonly from: string;
  /** The path of our own file, or the name of the package. */
  readonly to: string;
  readonly isPackage: boolean;
  /** True when the compiler drops it: `import type`, or a type such as `import('./x').X`. */
  readonly isTypeOnly: boolean;
}

/**
 * Every import in the given files: static, dynamic, type-only and re-exports, in `.ts` and in the script blocks of
 * `.svelte`. Imports of an address or a text (`?url`, `?worker&url`, `?raw`) bring no code in and are left out.
 */
export function importsOf(sources: SourceTexts): Import[] {
  return [...sources].flatMap(([from, text]) => {
    const code = from.endsWith('.svelte') ? scriptsOf(text) : text;
    const kept = new Set(specifiersIn(withoutTypes(code)));
    return [...new Set(specifiersIn(code))]
      .filter((specifier) => !/\?(.*&)?(url|raw)\b/.test(specifier))
      .map((specifier) => ({ from, isTypeOnly: !kept.has(specifier), ...target(from, specifier, sources) }));
  });
}

function scriptsOf(svelte: string): string {
  return [...svelte.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n');
}

function specifiersIn(code: string): string[] {
  return ts.preProcessFile(code, true, true).importedFiles.map((file) => file.fileName);
}

function withoutTypes(code: string): string {
  const compilerOptions = {
    verbatimModuleSyntax: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
  };
  return ts.transpileModule(code, { compilerOptions }).outputText;
}

function target(from: string, specifier: string, sources: SourceTexts): Pick<Import, 'to' | 'isPackage'> {
  if (!/^\.{1,2}\//.test(specifier)) return { to: packageOf(specifier), isPackage: true };
  const path = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''));
  const candidates = [path, `${path}.ts`, `${path}/index.ts`, path.replace(/\.js$/, '.ts')];
  return { to: candidates.find((candidate) => sources.has(candidate)) ?? path, isPackage: false };
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
