import { expect, it } from 'vitest';
import { surroundings } from '../../electron/headless/surroundings.ts';

const nowhere = () => false;

it('is a service where systemd started this very program, and not one above it', () => {
  expect(surroundings({ SYSTEMD_EXEC_PID: '42' }, 42, nowhere)).toBe('service');
  expect(surroundings({ SYSTEMD_EXEC_PID: '42' }, 43, nowhere)).toBe('console');
});

it.each(['/.dockerenv', '/run/.containerenv'])('is a container where there is %s', (file) => {
  expect(surroundings({}, 42, (path) => path === file)).toBe('container');
  expect(surroundings({}, 42, nowhere)).toBe('console');
});
