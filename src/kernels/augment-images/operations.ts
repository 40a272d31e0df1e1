/** What stands beyond the edge of an image: its mirror image (edge pixels twice), its edge pixels, or one level of grey. */
export const FILLS = ['reflect', 'edge', 'constant'] as const;
export type Fill = (typeof FILLS)[number];

/**
 * One operation with everything that is needed to do it again. Degrees turn anticlockwise as seen; shares are of the width or
 * height of the image as it comes; `level` is the grey of a constant fill; places and sizes are pixels from the upper left.
 */
export type ImageOperation =
  | { readonly do: 'flip horizontal' }
  | { readonly do: 'flip vertical' }
  /** So many quarters of a turn anticlockwise; width and height change places where they are odd. */
  | { readonly do: 'quarter turn'; readonly turns: number }
  | ({ readonly do: 'rotate'; readonly degrees: number } & Filling)
  /** What lies in the rectangle, drawn to the size of the whole. */
  | {
      readonly do: 'crop';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | ({
      readonly do: 'shift and scale';
      readonly shiftX: number;
      readonly shiftY: number;
      readonly scale: number;
      readonly degrees: number;
    } & Filling)
  /** Values times `brightness`, then their distance from the mean grey times `contrast`. */
  | { readonly do: 'brightness'; readonly brightness: number; readonly contrast: number }
  /** The distance of values from their grey times `saturation`, then the hue turned by `hue` degrees. */
  | { readonly do: 'colour'; readonly saturation: number; readonly hue: number }
  | { readonly do: 'grey' }
  | { readonly do: 'blur'; readonly sigma: number }
  /** Normal noise of that spread, in levels of 255. */
  | { readonly do: 'noise'; readonly spread: number; readonly seed: number }
  /** Rectangles (x, y, width, height) painted in one level of grey. */
  | {
      readonly do: 'erase';
      readonly holes: readonly (readonly [number, number, number, number])[];
      readonly level: number;
    };

interface Filling {
  readonly fill: Fill;
  readonly level: number;
}

/** The name of an operation. */
export type OperationName = ImageOperation['do'];

/** Every operation, in the order in which they are done where nobody says otherwise. */
export const OPERATIONS = [
  'flip horizontal',
  'flip vertical',
  'quarter turn',
  'rotate',
  'crop',
  'shift and scale',
  'brightness',
  'colour',
  'grey',
  'blur',
  'noise',
  'erase',
] as const satisfies readonly OperationName[];
