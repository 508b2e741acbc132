import { describe, expect, it } from 'vitest';
import { lacksDisplay } from '../../electron/desktop/display.ts';

const linux = { platform: 'linux', env: {}, args: [] } as const;

describe('a missing display', () => {
  it('is noticed on Linux, where nobody said that none is needed', () => {
    expect(lacksDisplay(linux)).toBe(true);
    expect(lacksDisplay({ ...linux, args: ['--hidden'] })).toBe(true);
  });

  it.each([
    ['an X server', { ...linux, env: { DISPLAY: ':0' } }],
    ['Wayland', { ...linux, env: { WAYLAND_DISPLAY: 'wayland-0' } }],
    ['a hub that needs none', { ...linux, args: ['--headless'] }],
    ['another platform for windows', { ...linux, args: ['--ozone-platform=headless'] }],
    ['Windows', { ...linux, platform: 'win32' as const }],
    ['macOS', { ...linux, platform: 'darwin' as const }],
  ])('is none with %s', (_name, needs) => {
    expect(lacksDisplay(needs)).toBe(false);
  });
});
