import { fileKind, requireStepFor } from '../../core/file-format';
import { textAt } from '../../core/file-start';
import type { KernelFile, OpenSource, ReadableFile, RunContext } from '../../core/run-context';
import { isFolderName, sourceFiles, type Source } from '../../core/source';
import type { Holder, ImageFile } from './image-file';
import { listImages } from './list-images';

/** A file of the source, opened, and what lies in it. */
export interface OpenHolder {
  /** For kernels, in which it arrives as a file that can be read. */
  readonly file: ReadableFile;
  readonly holder: Holder;
  readonly images: readonly ImageFile[];
}

/** What is used to open a source. */
type Opening = Pick<RunContext, 'openSource' | 'kernels' | 'progress'>;

/** Opens the files of a source, and lists what lies in each. A single file that is no image is refused by name. */
export async function openHolders(context: Opening, source: Source): Promise<OpenHolder[]> {
  const files = sourceFiles(source);
  const holders: OpenHolder[] = [];
  for (const [index, file] of files.entries()) {
    context.progress('listing files', index / files.length);
    const opened = await context.openSource(file);
    const holder = holderOf(opened);
    if (holder === 'one' && files.length === 1) requireStepFor('load-images', opened);
    holders.push(await openHolder(context, opened, holder));
  }
  return holders;
}

async function openHolder(context: Opening, { file, name }: OpenSource, holder: Holder): Promise<OpenHolder> {
  const readable = inKernel(file);
  const images = await context.kernels.call(listImages, { file: readable, name, holder });
  return { file: readable, holder, images };
}

/** A kernel gets the file as what it reads; here it is only handed on. */
const inKernel = (file: KernelFile): ReadableFile => file as ReadableFile;

const TAR_MARK = 257;

function holderOf({ name, head }: OpenSource): Holder {
  if (isFolderName(name) || textAt(head, TAR_MARK, 'ustar')) return 'tar';
  return fileKind(name, head).kind === 'zip' ? 'zip' : 'one';
}
