import { expect, test } from 'vitest';
import { operationsText } from './describe-operations';

const textOf = (...operations: readonly object[]): string =>
  operationsText(JSON.stringify({ drawing: 'exact', operations }));

test('operations read as people would say them', () => {
  const moved = { do: 'shift and scale', shiftX: 0.124, shiftY: -0.1, scale: 0.9, degrees: -0.2 };
  expect(textOf()).toBe('nothing');
  expect(textOf({ do: 'flip horizontal' }, { do: 'rotate', degrees: -13.6 })).toBe(
    'flip horizontal, rotate −14°',
  );
  expect(textOf(moved)).toBe('shift 12 % and −10 %, scale × 0.90, turn 0°');
  expect(textOf({ do: 'quarter turn', turns: 3 }, { do: 'blur', sigma: 1.26 })).toBe('turn 270°, blur 1.3');
});
