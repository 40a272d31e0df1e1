/** A file among those of a folder or an archive that may be an image, and where its bytes stand. */
export interface ImageFile {
  readonly path: string;
  /** Bytes when unpacked, and as they stand in the archive. */
  readonly bytes: number;
  readonly packed: number;
  /** How it is packed, by the numbers of zip: 0 is stored, 8 deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Where it starts: of a zip its local header, else its content. */
  readonly offset: number;
}

/** What holds the files: a zip, a folder or tar, or a single image that is the file itself. */
export type Holder = 'zip' | 'tar' | 'one';
