// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { decodeQR } from 'qr/decode.js';
import { afterEach, describe, expect, it } from 'vitest';
import { QrCode } from '../../renderer/components/qr-code.tsx';

afterEach(cleanup);

/** Pixels for each module. */
const SCALE = 4;

/** Paints the rendered path as a browser would, and reads it as a camera would. */
function read(svg: Element): string {
  const size = Number(svg.getAttribute('viewBox')?.split(' ')[2]);
  const width = size * SCALE;
  const data = new Uint8Array(width * width * 4).fill(255);
  const runs = (svg.querySelector('path')?.getAttribute('d') ?? '').matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g);
  for (const [, x, y, length] of runs) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row++) {
      const from = row * width + Number(x) * SCALE;
      for (let pixel = from; pixel < from + Number(length) * SCALE; pixel++) data.fill(0, pixel * 4, pixel * 4 + 3);
    }
  }
  return decodeQR({ width, height: width, data });
}

describe('a QR code', () => {
  it.each([
    'mqtts://desk:q7GmXn2vT8kPzR4wYb6HcD@192.168.1.5:8883',
    'porchlight://192.168.1.5:8443?id=hub-1&fp=AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE',
    'ünïcödé 😀',
    'x'.repeat(900),
  ])('is read as what went in: %s', (text) => {
    render(<QrCode text={text} label="Code" />);
    expect(read(screen.getByRole('img', { name: 'Code' }))).toBe(text);
  });

  it('leaves four light modules on every side', () => {
    render(<QrCode text="a" label="Code" />);
    const svg = screen.getByRole('img');
    const size = Number(svg.getAttribute('viewBox')?.split(' ')[2]);
    const runs = [...(svg.querySelector('path')?.getAttribute('d') ?? '').matchAll(/M(\d+) (\d+)h(\d+)/g)].map((run) => run.map(Number));
    expect(Math.min(...runs.map(([, x = 0]) => x))).toBe(4);
    expect(Math.min(...runs.map(([, , y = 0]) => y))).toBe(4);
    expect(Math.max(...runs.map(([, x = 0, , length = 0]) => x + length))).toBe(size - 4);
    expect(Math.max(...runs.map(([, , y = 0]) => y + 1))).toBe(size - 4);
  });
});
