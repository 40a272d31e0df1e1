import type { FailureEntry } from './entry';

/** Failures of making new images. */
export const AUGMENTING_IMAGES_FAILURES = {
  'images-need-browser': {
    what: 'An image of format {format} cannot be decoded here.',
    why: 'PNG images are decoded everywhere; all others by the browser, which the command line does not have.',
    todo: 'Open the workbench in a browser, or save the images as PNG.',
  },
  'images-source-unset': {
    what: 'It is not known where the images of this table lie.',
    why: 'A table of images holds paths; the pixels stay in the folder or archive they were loaded from, and no cell before this one loads images.',
    todo: 'Connect this cell to a table that comes from “Load images”.',
  },
  'images-not-there': {
    what: 'None of the {rows} paths in “{column}” is in {name}; the first is “{path}”.',
    why: 'Each row is to name an image by its path, as “Load images” writes it.',
    todo: 'Choose the column that holds the paths, or load the images that the table is about.',
  },
  'images-too-many': {
    what: '{images} new images were asked for; the limit is {limit}.',
    why: 'Every new image is made once to see that it is no copy, and its provenance is kept.',
    todo: 'Ask for fewer new images, or for fewer classes.',
  },
  'images-class-unknown': {
    what: 'There is no label {classes}. The labels are {known}.',
    why: 'The label was named by hand, or the table has changed.',
    todo: 'Correct the labels in this cell.',
  },
} as const satisfies Record<string, FailureEntry>;
