import * as z from 'zod';

/** One file of a source. `bytes` and `sha256` may be absent in a workbench written by hand: the first load fills them in. */
export const sourceFileSchema = z.strictObject({
  name: z.string().min(1).describe('File name as the user knows it'),
  member: z.string().min(1).optional().describe('Path inside the file, where that is a zip archive'),
  bytes: z.int().nonnegative().optional().describe('Size in bytes'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('SHA-256 of the content, lower-case hex'),
});

/** So many files make one table at most. */
const MOST_FILES = 10_000;

/** Where a table comes from: files the user gives, a sample that ships with Sluice, or text embedded in the workbench. */
export const sourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), files: z.array(sourceFileSchema).min(1).max(MOST_FILES) }),
  z.strictObject({
    kind: z.literal('sample'),
    name: z.string().min(1),
    sha256: sourceFileSchema.shape.sha256,
  }),
  z.strictObject({
    kind: z.literal('embedded'),
    name: z.string().min(1),
    text: z.string().max(1_000_000).describe('The table as CSV text'),
  }),
]);

/** Where a table comes from, validated. */
export type Source = z.output<typeof sourceSchema>;
/** A file that a source needs: by name for what the user gives, by sample name, or its text. */
export type SourceFile =
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly member?: string | undefined;
      readonly sha256?: string | undefined;
    }
  | { readonly kind: 'sample'; readonly name: string; readonly sha256?: string | undefined }
  | { readonly kind: 'embedded'; readonly name: string; readonly text: string };

/** The files of a source, in order. */
export function sourceFiles(source: Source): SourceFile[] {
  return source.kind === 'file' ? source.files.map((file) => ({ kind: 'file', ...file })) : [source];
}

/** True for the name of a folder, which ends with a slash: its files are read as one archive (a tar). */
export function isFolderName(name: string): boolean {
  return name.endsWith('/');
}

/** What was really read: fills in and checks the stored size and hash. */
export interface SourceFingerprint {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}
