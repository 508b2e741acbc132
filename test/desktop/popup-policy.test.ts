import { describe, expect, it } from 'vitest';
import { POPUP } from '../../electron/desktop/limits.ts';
import { type PopupFacts, popupFace, popupPlace } from '../../electron/desktop/popup-policy.ts';

const facts = (changes: Partial<PopupFacts> = {}): PopupFacts => ({
  mainVisible: false,
  notifications: true,
  waiting: [],
  dismissed: new Set(),
  notice: false,
  ...changes,
});

describe('popupFace', () => {
  it('is nothing when nothing waits', () => {
    expect(popupFace(facts())).toBeNull();
  });

  it('shows who waits, up to three', () => {
    expect(popupFace(facts({ waiting: ['a'] }))).toEqual({ shows: 'requests', rows: 1 });
    expect(popupFace(facts({ waiting: ['a', 'b', 'c', 'd'] }))).toEqual({ shows: 'requests', rows: 3 });
  });

  it('stays away while the main window is on screen, and when the person wants no notifications', () => {
    expect(popupFace(facts({ waiting: ['a'], notice: true, mainVisible: true }))).toBeNull();
    expect(popupFace(facts({ waiting: ['a'], notifications: false }))).toBeNull();
  });

  it('stays closed once closed, until another device asks', () => {
    const dismissed = new Set(['a', 'b']);
    expect(popupFace(facts({ waiting: ['a', 'b'], dismissed }))).toBeNull();
    expect(popupFace(facts({ waiting: ['a', 'b', 'c'], dismissed }))).toEqual({ shows: 'requests', rows: 3 });
  });

  it('shows a notice even without notifications, but lets a waiting device go first', () => {
    expect(popupFace(facts({ notice: true, notifications: false }))).toEqual({ shows: 'notice', rows: 1 });
    expect(popupFace(facts({ notice: true, waiting: ['a'] }))).toEqual({ shows: 'requests', rows: 1 });
  });
});

describe('popupPlace', () => {
  it('sits at the bottom right, clear of panels', () => {
    expect(popupPlace(1, { x: 0, y: 30, width: 1_920, height: 1_010 })).toEqual({
      x: 1_920 - POPUP.width - POPUP.margin,
      y: 1_040 - POPUP.height - POPUP.margin,
      width: POPUP.width,
      height: POPUP.height,
    });
  });

  it('fits a small display', () => {
    const place = popupPlace(3, { x: 0, y: 0, width: 320, height: 240 });
    expect(place).toEqual({ x: POPUP.margin, y: POPUP.margin, width: 320 - 2 * POPUP.margin, height: 240 - 2 * POPUP.margin });
  });
});
