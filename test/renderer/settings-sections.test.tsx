// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../renderer/app.tsx';
import { sectionInSight } from '../../renderer/features/settings/section-in-sight.ts';
import { FakeBridge } from './fake-bridge.ts';
import { click, show } from './render.tsx';

describe('the section that is read', () => {
  const beginnings = [
    { name: 'a', top: 80 },
    { name: 'b', top: 1_000 },
    { name: 'c', top: 1_900 },
    { name: 'd', top: 1_960 },
  ];
  const at = (scrollTop: number, height = 2_000) =>
    sectionInSight(
      beginnings.map(({ name, top }) => ({ name, top: top - scrollTop })),
      { top: 0, clientHeight: 500, scrollTop, scrollHeight: height },
    );

  it('is the first at the top, the last at the end, and each has its turn in between', () => {
    const turns: (string | null)[] = [];
    for (let scrollTop = 0; scrollTop <= 1_500; scrollTop += 10) if (turns.at(-1) !== at(scrollTop)) turns.push(at(scrollTop));
    expect(turns).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is the first where nothing can be scrolled, and none where there are none', () => {
    expect(at(0, 500)).toBe('a');
    expect(sectionInSight([], { top: 0, clientHeight: 500, scrollTop: 0, scrollHeight: 500 })).toBeNull();
  });
});

describe('the list of sections', () => {
  afterEach(() => vi.restoreAllMocks());

  const GAP = 400;
  const WINDOW = 800;

  /** The page as a browser would lay it out: a heading each 400 pixels in what scrolls. */
  async function open() {
    await show(new FakeBridge(), <App />, { page: 'settings' });
    const headings = screen.getAllByRole('heading', { level: 2 });
    const scroller = screen.getByRole('main');
    let scrollTop = 0;
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
      return new DOMRect(0, this === scroller ? 0 : headings.indexOf(this) * GAP - scrollTop, 100, 20);
    });
    const most = headings.length * GAP - WINDOW;
    Object.defineProperties(scroller, {
      clientHeight: { value: WINDOW },
      scrollHeight: { value: headings.length * GAP },
      scrollTop: { get: () => scrollTop },
    });
    const scrollTo = (to: number) => {
      scrollTop = Math.min(to, most);
      act(() => void fireEvent.scroll(scroller));
    };
    vi.spyOn(HTMLElement.prototype, 'scrollIntoView').mockImplementation(function (this: HTMLElement) {
      scrollTop = Math.min(headings.indexOf(this) * GAP, most);
    });
    return { scroller, scrollTo, end: most };
  }
  const list = () => screen.getByRole('navigation', { name: 'Sections of the settings' });
  const names = () =>
    within(list())
      .getAllByRole('button')
      .map(({ textContent }) => textContent);
  const marked = () => [...list().querySelectorAll('[aria-current="location"]')].map(({ textContent }) => textContent);

  it('marks the one that is read, and no other', async () => {
    const { scrollTo, end } = await open();
    const all = names();
    expect(marked()).toEqual([all[0]]);
    scrollTo(GAP);
    expect(marked()).toEqual([all[1]]);
    scrollTo(end);
    expect(marked()).toEqual([all.at(-1)]);
    scrollTo(0);
    expect(marked()).toEqual([all[0]]);
  });

  it('marks the one that was chosen, though the page cannot scroll so far, until it is scrolled on', async () => {
    const { scroller, scrollTo, end } = await open();
    const all = names();
    const wanted = all.at(-2) as string;
    await click(wanted, list());
    // The event of that scroll comes with the next frame.
    act(() => void fireEvent.scroll(scroller));
    expect(marked()).toEqual([wanted]);
    scrollTo(GAP);
    expect(marked()).toEqual([all[1]]);
    scrollTo(end);
    expect(marked()).toEqual([all.at(-1)]);
  });

  it('takes no notice of what scrolls inside a section', async () => {
    const { scrollTo } = await open();
    scrollTo(GAP);
    const before = marked();
    fireEvent.scroll(screen.getByLabelText('Hub name'));
    expect(marked()).toEqual(before);
  });

  it('marks the first that was found where the one that was marked was not', async () => {
    const { scrollTo } = await open();
    scrollTo(GAP);
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search settings' }), { target: { value: 'keep-alive' } });
    expect(names()).toEqual(['Limits']);
    expect(marked()).toEqual(['Limits']);
  });
});
