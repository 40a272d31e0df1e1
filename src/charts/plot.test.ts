import { describe, expect, it } from 'vitest';
import { moveCursor, nearestStop, type Layout } from './plot';

const stop = (x: number, y: number) => ({ x, y, width: 10, height: 10, label: '', value: '' });
const layout: Layout = {
  plot: { width: 100, height: 50, x: (value) => value, y: (value) => value },
  xTicks: [],
  yTicks: [],
  stops: [stop(0, 40), stop(20, 20), stop(40, 0)],
  direction: 'x',
};

describe('nearestStop', () => {
  it('looks along the direction of the layout only', () => {
    expect(nearestStop(layout, 24, 0)).toBe(1);
    expect(nearestStop({ ...layout, direction: 'y' }, 24, 0)).toBe(2);
  });

  it('looks both ways where the cursor is free', () => {
    expect(nearestStop({ ...layout, direction: 'both' }, 24, 0)).toBe(2);
    expect(nearestStop({ ...layout, direction: 'both' }, 6, 40)).toBe(0);
  });

  it('finds none where there is none', () => {
    expect(nearestStop({ ...layout, stops: [] }, 0, 0)).toBeNull();
  });
});

describe('moveCursor', () => {
  it('steps with the arrows and stays within the ends', () => {
    expect(moveCursor('ArrowRight', null, 3)).toBe(0);
    expect(moveCursor('ArrowRight', 2, 3)).toBe(2);
    expect(moveCursor('ArrowLeft', 0, 3)).toBe(0);
    expect(moveCursor('ArrowDown', 0, 3)).toBe(1);
  });

  it('jumps to the ends and leaves with Escape', () => {
    expect(moveCursor('Home', 2, 3)).toBe(0);
    expect(moveCursor('End', 0, 3)).toBe(2);
    expect(moveCursor('Escape', 0, 3)).toBeNull();
  });

  it('leaves every other key alone', () => {
    expect(moveCursor('Tab', 0, 3)).toBeUndefined();
  });
});
