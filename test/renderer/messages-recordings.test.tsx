// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Messages, Recording, Replay } from '../../electron/contract/messages.ts';
import { startRecording } from '../../renderer/features/messages/draft.ts';
import { RecordingsPanel } from '../../renderer/features/messages/recordings-panel.tsx';
import { FakeBridge, someMessages } from './fake-bridge.ts';
import { axeProblems, click, fill, show } from './render.tsx';

const aRecording = (over: Partial<Recording> = {}): Recording => ({
  id: 'r1',
  filter: 'home/#',
  file: '/home/me/day.ndjson',
  since: Date.now() - 60_000,
  messages: 1_200,
  bytes: 3_400_000,
  mostBytes: 100_000_000,
  ended: null,
  ...over,
});

const aReplay = (over: Partial<Replay> = {}): Replay => ({
  id: 'p1',
  file: '/home/me/day.ndjson',
  speed: 10,
  prefix: 'replay/',
  messages: 300,
  of: 1_200,
  ended: null,
  ...over,
});

type Handlers = ConstructorParameters<typeof FakeBridge>[0];
async function open(messages: Partial<Messages> = {}, handlers: Handlers = {}, recordingFilter = '') {
  const bridge = new FakeBridge(handlers);
  return { bridge, ...(await show(bridge, <RecordingsPanel />, { recordingFilter, messages: someMessages(messages) })) };
}
const alerts = () => screen.queryAllByRole('alert').map((alert) => alert.textContent);

describe('a recording', () => {
  it('starts once a place was chosen', async () => {
    const { bridge } = await open(
      {},
      { 'desktop.choosePlace': () => ({ path: '/home/me/day.ndjson' }), 'recording.start': () => ({ id: 'r1' }) },
    );
    fill('Topics', 'home/#');
    await click('Record…');
    const [asked] = bridge.argsOf('desktop.choosePlace') as { suggestedName: string }[];
    expect(asked?.suggestedName).toMatch(/^recording-\d{4}-\d\d-\d\d\.ndjson$/);
    expect(bridge.argsOf('recording.start')).toEqual([{ filter: 'home/#', file: '/home/me/day.ndjson', mostBytes: 100_000_000 }]);
    expect(screen.getByText('Began recording to day.ndjson.')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });

  it('does not start when no place was chosen', async () => {
    const { bridge } = await open({}, { 'desktop.choosePlace': () => ({ path: null }) }, '#');
    await click('Record…');
    expect(bridge.argsOf('recording.start')).toEqual([]);
  });

  it('is not begun with a wrong filter or size', async () => {
    const { bridge, store } = await open();
    await click('Record…');
    expect(alerts()).toEqual(['Write a topic or a filter, such as home/#. “#” alone is everything.']);
    expect(document.activeElement).toBe(screen.getByLabelText('Topics'));
    await act(async () => startRecording(store, 'home/#'));
    expect(store.getState()).toMatchObject({ page: 'topics', topicsPart: 'recordings' });
    fill('Ends at, in MB', '0');
    await click('Record…');
    expect(alerts()).toEqual(['Write a whole number from 1 to 100,000.']);
    expect(bridge.argsOf('desktop.choosePlace')).toEqual([]);
  });

  it('shows how far it is, ends, and says why it ended by itself', async () => {
    const { bridge, send } = await open({ recordings: [aRecording()] });
    expect(screen.getByText(/1,200 messages, 3\.4 MB of 100\.0 MB/)).toBeTruthy();
    await click('End recording of home/#');
    const ended = aRecording({ messages: 1_300, ended: 'The disk is full.' });
    await send({ kind: 'messages', messages: someMessages({ recordings: [ended] }) });
    expect(screen.getByText(/1,300 messages/)).toBeTruthy();
    expect(screen.getByText('Ended. The disk is full.')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await click('Clear recording of home/# from this list');
    expect(bridge.argsOf('recording.end')).toEqual([{ id: 'r1' }, { id: 'r1' }]);
  });
});

describe('playing back', () => {
  const file = { 'desktop.chooseFile': () => ({ path: '/home/me/day.ndjson' }), 'replay.start': () => ({ id: 'p1' }) };

  it('goes to topics of its own unless the person takes the prefix away', async () => {
    const { bridge } = await open({}, file);
    expect(screen.getByText('What was recorded on home/kitchen/temperature goes to replay/home/kitchen/temperature.')).toBeTruthy();
    await click('Play back');
    expect(alerts()).toEqual(['Choose a recording.']);
    await click('Choose… Recording');
    await click('100×');
    await click('Play back');
    fill('Put before each topic', '');
    expect(alerts()[0]).toContain('real devices will hear them');
    expect(await axeProblems()).toEqual([]);
    await click('Play back to real topics');
    expect(bridge.argsOf('replay.start')).toEqual([
      { file: '/home/me/day.ndjson', speed: 100, prefix: 'replay/' },
      { file: '/home/me/day.ndjson', speed: 100, prefix: '' },
    ]);
    expect(screen.getByText('Began playing day.ndjson.')).toBeTruthy();
  });

  it('takes any speed from 0.1 to 100', async () => {
    const { bridge } = await open({}, file);
    await click('Choose… Recording');
    fill('Speed', '101');
    await click('Play back');
    expect(alerts()).toEqual(['Write a number from 0.1 to 100.']);
    fill('Speed', '2.5');
    expect(screen.getByRole('button', { name: '1×' }).getAttribute('aria-pressed')).toBe('false');
    await click('Play back');
    expect(bridge.argsOf('replay.start')).toMatchObject([{ speed: 2.5 }]);
  });

  it('takes no wildcard as a prefix', async () => {
    await open({}, file);
    fill('Put before each topic', '#');
    expect(alerts()).toEqual(['A message goes to one topic: “#” is a wildcard and only for subscribing.']);
  });

  it('says why it did not start', async () => {
    await open(
      {},
      {
        ...file,
        'replay.start': () => {
          throw new Error('This is no recording of Porchlight.');
        },
      },
    );
    await click('Choose… Recording');
    await click('Play back');
    expect(alerts()).toEqual(['This is no recording of Porchlight.']);
  });

  it('shows how far it is, and ends', async () => {
    const { bridge, send } = await open({ replays: [aReplay({ messages: 0, of: 0 })] });
    expect(screen.getByText('Reading the file…')).toBeTruthy();
    await send({ kind: 'messages', messages: someMessages({ replays: [aReplay()] }) });
    expect(screen.getByText('300 of 1,200 messages')).toBeTruthy();
    expect(screen.getByText('10× to replay/…')).toBeTruthy();
    expect(screen.getByRole<HTMLProgressElement>('progressbar', { name: 'day.ndjson' }).value).toBe(300);
    expect(await axeProblems()).toEqual([]);
    await click('End playing day.ndjson');
    await send({
      kind: 'messages',
      messages: someMessages({ replays: [aReplay({ ended: 'All 1,200 messages published.', prefix: '' })] }),
    });
    expect(screen.getByText('Ended. All 1,200 messages published.')).toBeTruthy();
    expect(screen.getByText('10× to the same topics')).toBeTruthy();
    await click('Clear day.ndjson from this list');
    expect(bridge.argsOf('replay.end')).toEqual([{ id: 'p1' }, { id: 'p1' }]);
  });
});

it('names of files and topics are only ever text', async () => {
  await open({ recordings: [aRecording({ filter: '<b>', file: '/tmp/<img src=x>.ndjson' })] });
  expect(screen.getByText('<img src=x>.ndjson')).toBeTruthy();
  expect(document.querySelector('img')).toBeNull();
});
