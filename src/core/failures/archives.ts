import type { FailureEntry } from './entry';

/** Failures of files that belong elsewhere, of archives, and of sets of images. */
export const ARCHIVE_FAILURES = {
  'file-of-other-step': {
    what: 'The file “{name}” is {looks}; another step reads it.',
    why: 'Each loading step reads the formats it is made for; the first bytes of a file say what it is.',
    todo: 'Use the step “{step}” (drop the file on the page, and the right one is taken).',
  },
  'file-format-not-read': {
    what: 'The file “{name}” is {looks}, which no step reads.',
    why: 'Its first bytes, or its ending, are those of a format that Sluice has no reader for.',
    todo: '{instead}',
  },
  'file-from-address': {
    what: 'Nothing is loaded from an address: {address}.',
    why: 'The promise that nothing leaves this tab holds because the page never asks another site for anything.',
    todo: 'Download the file in a tab of its own, then drop it here.',
  },
  'folder-empty': {
    what: 'The folder “{name}” holds no file that Sluice reads.',
    why: 'Neither the folder nor those in it hold a table or an image.',
    todo: 'Choose a folder with tables (CSV, Parquet, JSON, Excel …) or images.',
  },
  'zip-unreadable': {
    what: 'The archive “{name}” could not be read.',
    why: 'Its list of members, which stands at its end, is missing or damaged: often a download that was cut off.',
    todo: 'Get the archive again, or unpack it and drop what is in it.',
  },
  'zip-member-missing': {
    what: 'The archive “{name}” holds no “{member}”.',
    why: 'The archive is another one than the workbench was made with, or the member was renamed.',
    todo: 'Choose the members of the archive anew, or give the archive of before.',
  },
  'zip-encrypted': {
    what: '“{member}” in “{name}” is encrypted.',
    why: 'A zip archive can lock its members with a password, and Sluice asks for none.',
    todo: 'Unpack the archive with its password and drop what is in it.',
  },
  'zip-method-unknown': {
    what: '“{member}” in “{name}” is packed in a way that is not read here (method {method}).',
    why: 'Members that are stored or deflated are read, which nearly all are.',
    todo: 'Unpack the archive and drop what is in it.',
  },
  'zip-too-large': {
    what: '“{member}” in “{name}” would grow to {size}, {ratio} times its packed size.',
    why: 'So much is unpacked only where it is known to be wanted: an archive made to fill a disk looks like this.',
    todo: 'If you trust the archive, unpack it and drop what is in it.',
  },
  'zip-damaged': {
    what: '“{member}” in “{name}” is damaged.',
    why: 'What was unpacked is not of the size or the check sum that the archive states.',
    todo: 'Get the archive again, or unpack it and drop what is in it.',
  },
  'images-none': {
    what: 'There is no image in {name} (files looked at: {files}).',
    why: 'No file begins like a PNG, JPEG, GIF, WebP, BMP, TIFF or other known image.',
    todo: 'Choose a folder, a zip or files that hold images.',
  },
} as const satisfies Record<string, FailureEntry>;
