import { describe, expect, it } from 'vitest';
import { WINDOW } from '../../electron/desktop/limits.ts';
import { placeWindow } from '../../electron/desktop/window-state.ts';

const left = { x: 0, y: 0, width: 1_920, height: 1_040 };
const right = { x: 1_920, y: 0, width: 2_560, height: 1_400 };
const saved = { x: 2_000, y: 100, width: 1_200, height: 800, maximised: false };

describe('placeWindow', () => {
  it('opens in its usual size the first time, where the system likes', () => {
    expect(placeWindow(null, [left])).toEqual({ width: WINDOW.width, height: WINDOW.height });
  });

  it('opens where it was', () => {
    expect(placeWindow(saved, [left, right])).toEqual({ x: 2_000, y: 100, width: 1_200, height: 800 });
    expect(placeWindow({ ...saved, x: -900 }, [{ ...left, x: -1_920 }])).toMatchObject({ x: -900 });
  });

  it('keeps its size but not its place when that display is gone', () => {
    expect(placeWindow(saved, [left])).toEqual({ width: 1_200, height: 800 });
  });

  it('comes back when nobody could take hold of it', () => {
    expect(placeWindow({ ...saved, x: 1_900, y: 10 }, [left])).not.toHaveProperty('x');
    expect(placeWindow({ ...saved, x: 100, y: 1_030 }, [left])).not.toHaveProperty('x');
    expect(placeWindow({ ...saved, x: 100, y: -50 }, [left])).not.toHaveProperty('y');
  });

  it('is never smaller than it can be used, nor larger than the largest display', () => {
    expect(placeWindow({ ...saved, width: 10, height: 10 }, [right])).toMatchObject({ width: WINDOW.minWidth, height: WINDOW.minHeight });
    expect(placeWindow({ ...saved, x: 0, width: 9_000, height: 9_000 }, [left])).toMatchObject({ width: 1_920, height: 1_040 });
  });

  it('opens even where no display is reported', () => {
    expect(placeWindow(saved, [])).toEqual({ width: 1_200, height: 800 });
  });
});
