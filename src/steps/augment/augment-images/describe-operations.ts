import type { ImageOperation } from '../../../kernels/augment-images/operations';
import type { ImageParameters } from '../../../kernels/augment-images/parameters';

/** What was done to an image, in words, from its parameters: "flip horizontal, rotate 12°". */
export function operationsText(parameters: string): string {
  const { operations } = JSON.parse(parameters) as ImageParameters;
  return operations.length === 0 ? 'nothing' : operations.map(operationText).join(', ');
}

const rounded = (value: number, digits = 0): string =>
  value
    .toFixed(digits)
    .replace(/^-(?=0(\.0*)?$)/, '')
    .replace('-', '−');
const factor = (value: number): string => `× ${rounded(value, 2)}`;
const percent = (share: number): string => `${rounded(100 * share)} %`;

function operationText(operation: ImageOperation): string {
  switch (operation.do) {
    case 'flip horizontal':
    case 'flip vertical':
    case 'grey':
      return operation.do;
    case 'quarter turn':
      return `turn ${90 * operation.turns}°`;
    case 'rotate':
      return `rotate ${rounded(operation.degrees)}°`;
    case 'crop':
      return `crop to ${operation.width} × ${operation.height}`;
    case 'shift and scale': {
      const { shiftX, shiftY, scale, degrees } = operation;
      return `shift ${percent(shiftX)} and ${percent(shiftY)}, scale ${factor(scale)}, turn ${rounded(degrees)}°`;
    }
    case 'brightness':
      return `brightness ${factor(operation.brightness)}, contrast ${factor(operation.contrast)}`;
    case 'colour':
      return `saturation ${factor(operation.saturation)}, hue ${rounded(operation.hue)}°`;
    case 'blur':
      return `blur ${rounded(operation.sigma, 1)}`;
    case 'noise':
      return `noise ${rounded(operation.spread, 1)}`;
    case 'erase':
      return `erase ${operation.holes.length}`;
    default:
      return operation satisfies never;
  }
}
