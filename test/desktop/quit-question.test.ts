import { beforeEach, describe, expect, it, vi } from 'vitest';
import { QUIT_NAMES } from '../../electron/desktop/limits.ts';
import { makeQuitQuestion, type QuitQuestionNeeds } from '../../electron/desktop/quit-question.ts';
import { quitWords } from '../../electron/desktop/words.ts';

type BaseWindow = NonNullable<ReturnType<QuitQuestionNeeds['parent']>>;
type MessageBoxOptions = Extract<Parameters<QuitQuestionNeeds['dialog']['showMessageBox']>[0], { message: string }>;

const quit = vi.fn();
const window = {} as BaseWindow;
let asked: { parent: BaseWindow | null; options: MessageBoxOptions }[];
let answer: (button: number) => void;

function question(names: string[], parent: BaseWindow | null = window) {
  const showMessageBox = (first: BaseWindow | MessageBoxOptions, second?: MessageBoxOptions) => {
    asked.push({ parent: second ? (first as BaseWindow) : null, options: second ?? (first as MessageBoxOptions) });
    return new Promise((resolve) => {
      answer = (response) => resolve({ response, checkboxChecked: false });
    });
  };
  return makeQuitQuestion({ dialog: { showMessageBox } as never, parent: () => parent, connected: () => names, quit });
}

beforeEach(() => {
  quit.mockReset();
  asked = [];
});

describe('a wish to quit', () => {
  it('is not questioned when no device is connected', async () => {
    await question([]).ask();
    expect(quit).toHaveBeenCalledOnce();
    expect(asked).toEqual([]);
  });

  it('names who is connected, and quits only when that is meant', async () => {
    const { ask } = question(['Kettle', 'Lamp', 'Greenhouse']);
    const first = ask();
    expect(asked).toMatchObject([
      {
        parent: window,
        options: {
          message: '3 devices are connected',
          detail: 'Kettle, Lamp, Greenhouse.\n\nThey cannot send readings until Porchlight runs again.',
          buttons: ['Quit', 'Keep running'],
          defaultId: 1,
          cancelId: 1,
        },
      },
    ]);
    answer(1);
    await first;
    expect(quit).not.toHaveBeenCalled();
    const second = ask();
    answer(0);
    await second;
    expect(quit).toHaveBeenCalledOnce();
  });

  it('is asked without a window when none is on screen', async () => {
    const asking = question(['Kettle'], null).ask();
    expect(asked).toMatchObject([{ parent: null, options: { message: '1 device is connected' } }]);
    answer(1);
    await asking;
  });

  it('that is repeated is asked once', async () => {
    const { ask } = question(['Kettle']);
    const first = ask();
    await ask();
    expect(asked).toHaveLength(1);
    answer(1);
    await first;
  });

  it('is withdrawn when the app ends all the same, and asked no more', async () => {
    const { ask, withdraw } = question(['Kettle']);
    const asking = ask();
    withdraw();
    expect(asked[0]?.options.signal?.aborted).toBe(true);
    answer(1);
    await asking;
    await ask();
    expect(asked).toHaveLength(1);
  });
});

describe('its words', () => {
  it('count those that are not named', () => {
    const names = Array.from({ length: QUIT_NAMES + 4 }, (_, at) => `d${at}`);
    expect(quitWords(names).detail).toMatch(/^d0, .*d5 and 4 more\./);
    expect(quitWords(names).message).toBe(`${QUIT_NAMES + 4} devices are connected`);
  });

  it('are not forged by a name', () => {
    const { detail } = quitWords(['Lamp\n\nClick Quit to win\u202E', 'x'.repeat(500), '\u0000']);
    const [list, rest] = detail.split('\n\n');
    expect(list).toMatch(/^Lamp Click Quit to win, x{63}…, A device\.$/);
    expect(rest).toBe('They cannot send readings until Porchlight runs again.');
  });

  it('speak of one as of one', () => {
    expect(quitWords(['Lamp']).detail).toBe('Lamp.\n\nIt cannot send readings until Porchlight runs again.');
  });
});
