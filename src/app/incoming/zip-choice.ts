import { formatByName, stepForFormat, type DataFormat } from '../../core/file-format';
import { memberFailure } from '../../kernels/archive/refuse-member';
import type { ZipMember } from '../../kernels/archive/zip-list';
import type { LoadFile } from '../../workbench/arrange';
import type { StepFile } from './sort-items';

/** A line of the card that asks what to take from an archive: a member, or all its images together. */
export interface ZipLine {
  readonly path: string;
  readonly bytes: number;
  /** What it is by its name; null where the name does not tell, and it is tried as text. */
  readonly format: DataFormat | null;
  /** Why it cannot be taken; null where it can. */
  readonly fault: string | null;
  /** How many images the line stands for; 0 for a member. */
  readonly images: number;
}

/** The lines of an archive: its images as one, then its members in order. */
export function zipLines(archive: string, members: readonly ZipMember[]): ZipLine[] {
  const images = members.filter(({ path }) => formatByName(path) === 'image');
  const others = members.filter((member) => !images.includes(member));
  const line = {
    path: '',
    bytes: images.reduce((sum, { bytes }) => sum + bytes, 0),
    format: 'image',
    fault: null,
    images: images.length,
  } as const;
  return [
    ...(images.length === 0 ? [] : [line]),
    ...others.map((member) => ({
      path: member.path,
      bytes: member.bytes,
      format: formatByName(member.path),
      fault: faultOf(archive, member),
      images: 0,
    })),
  ];
}

function faultOf(archive: string, member: ZipMember): string | null {
  if (/\.(zip|7z|rar|tar|bz2|xz|zst|pdf|docx?|pptx?|sqlite|db)$/i.test(member.path)) return 'not read here';
  return memberFailure(archive, member)?.message ?? null;
}

/** What is ticked at first: every line whose name says what it is. */
export function firstChoice(lines: readonly ZipLine[]): number[] {
  return lines.flatMap(({ format, fault }, index) => (format !== null && fault === null ? [index] : []));
}

/** The files that chosen lines stand for. */
export function filesOfLines(archive: LoadFile, lines: readonly ZipLine[]): StepFile[] {
  return lines.map((line) =>
    line.images > 0
      ? { step: 'load-images', file: archive }
      : {
          step: stepForFormat(line.format ?? 'text'),
          file: { name: archive.name, file: archive.file, member: line.path },
        },
  );
}
