import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DesktopStore } from '../../electron/desktop/desktop-store.ts';
import { WINDOW_SAVE_MS } from '../../electron/desktop/limits.ts';
import { DEFAULTS, type Stored } from '../../electron/desktop/preferences-schema.ts';
import { rememberPlace } from '../../electron/desktop/remember-place.ts';

const place = { x: 60, y: 50, width: 900, height: 600 };

class FakeWindow extends EventEmitter {
  gone = false;
  isDestroyed = () => this.gone;
  getNormalBounds = () => place;
}

let written: Partial<Stored>[];
let window: FakeWindow;
let maximised: boolean;
let saveNow: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  written = [];
  window = new FakeWindow();
  maximised = false;
  const store: DesktopStore = { get: () => DEFAULTS, set: (part) => void written.push(part) };
  saveNow = rememberPlace(window as unknown as Parameters<typeof rememberPlace>[0], store, () => maximised);
});
afterEach(() => void vi.useRealTimers());

it('writes once, when the window has come to rest', () => {
  for (let step = 0; step < 10; step++) {
    window.emit(step % 2 ? 'move' : 'resize');
    vi.advanceTimersByTime(WINDOW_SAVE_MS - 1);
  }
  expect(written).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(written).toEqual([{ window: { ...place, maximised: false } }]);
});

it('writes at once when the app ends, and not again', () => {
  maximised = true;
  window.emit('maximize');
  saveNow();
  saveNow();
  vi.runAllTimers();
  expect(written).toEqual([{ window: { ...place, maximised: true } }]);
});

it('leaves alone what is written when nobody moved the window', () => {
  saveNow();
  expect(written).toEqual([]);
});

it('asks nothing of a window that is gone', () => {
  window.emit('unmaximize');
  window.gone = true;
  vi.runAllTimers();
  expect(written).toEqual([]);
});
