// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Draft, Messages, Published } from '../../electron/contract/messages.ts';
import { startDraft } from '../../renderer/features/messages/draft.ts';
import { emptyDraft, type PublishDraft } from '../../renderer/features/messages/draft-state.ts';
import { PublishPanel } from '../../renderer/features/messages/publish-panel.tsx';
import { FakeBridge, someMessages } from './fake-bridge.ts';
import { axeProblems, click, dialog, fill, settle, show } from './render.tsx';

const aDraft = (over: Partial<Draft> = {}): Draft => ({
  topic: 'home/light',
  payload: btoa('on'),
  kind: 'text',
  qos: 1,
  retain: true,
  ...over,
});

const aPublished = (over: Partial<Published> = {}): Published => ({
  id: 'p1',
  at: Date.now() - 60_000,
  count: 1,
  draft: aDraft(),
  topic: 'home/light',
  size: 2,
  qos: 1,
  retain: true,
  ...over,
});

type Handlers = ConstructorParameters<typeof FakeBridge>[0];
async function open(draft: Partial<PublishDraft> = {}, messages: Partial<Messages> = {}, handlers: Handlers = {}) {
  const bridge = new FakeBridge(handlers);
  const state = { publishDraft: { ...emptyDraft, ...draft }, messages: someMessages(messages) };
  return { bridge, ...(await show(bridge, <PublishPanel />, state)) };
}
const choose = (name: string) => fireEvent.click(screen.getByRole('radio', { name }));
const alerts = () => screen.queryAllByRole('alert').map((alert) => alert.textContent);
const said = () =>
  screen
    .getAllByRole('status')
    .map((status) => status.textContent)
    .join('');

describe('publishing', () => {
  it('sends what is written, and says what came of it', async () => {
    const { bridge } = await open();
    fill('Topic', 'home/light');
    fill('Payload', 'grün');
    fireEvent.change(screen.getByLabelText('QoS'), { target: { value: '2' } });
    fireEvent.click(screen.getByLabelText('Retain'));
    await click('Publish');
    expect(bridge.argsOf('messages.publish')).toEqual([
      { draft: { topic: 'home/light', payload: 'Z3LDvG4=', kind: 'text', qos: 2, retain: true } },
    ]);
    expect(said()).toMatch(/^Published 5 B to home\/light at \d\d:\d\d:\d\d\.$/);
    expect(await axeProblems()).toEqual([]);
  });

  it('goes by Control and Enter from the payload', async () => {
    const { bridge } = await open({ topic: 'a' });
    fireEvent.keyDown(screen.getByLabelText('Payload'), { key: 'Enter' });
    expect(bridge.argsOf('messages.publish')).toEqual([]);
    fireEvent.keyDown(screen.getByLabelText('Payload'), { key: 'Enter', ctrlKey: true });
    await settle();
    expect(bridge.argsOf('messages.publish')).toHaveLength(1);
  });

  it('checks the topic as it is typed, and does not send while it is wrong', async () => {
    const { bridge } = await open();
    expect(alerts()).toEqual([]);
    fill('Topic', 'home/#');
    expect(alerts()).toEqual(['A message goes to one topic: “#” is a wildcard and only for subscribing.']);
    fill('Topic', '');
    expect(alerts()).toEqual([]);
    await click('Publish');
    expect(alerts()).toEqual(['Write a topic, such as home/kitchen/light.']);
    expect(document.activeElement).toBe(screen.getByLabelText('Topic'));
    expect(bridge.argsOf('messages.publish')).toEqual([]);
  });

  it('checks JSON as it is typed, and lays it out', async () => {
    const { bridge } = await open({ topic: 'a' });
    choose('JSON');
    const format = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Format' });
    expect(format().disabled).toBe(true);
    fill('JSON payload', '{"on": true,\n}');
    expect(alerts()).toEqual(['Line 2, column 1: a name in double quotes should stand here.']);
    await click('Publish');
    expect(bridge.argsOf('messages.publish')).toEqual([]);
    fill('JSON payload', '{"on":true}');
    await click('Format');
    expect(screen.getByLabelText<HTMLTextAreaElement>('JSON payload').value).toBe('{\n  "on": true\n}');
    await click('Publish');
    expect(bridge.argsOf('messages.publish')).toMatchObject([{ draft: { kind: 'json', payload: btoa('{\n  "on": true\n}') } }]);
  });

  it('takes hex, and says which character is none', async () => {
    const { bridge } = await open({ topic: 'a' });
    choose('Hex');
    fill('Payload in hex', '00 fx');
    expect(alerts()).toEqual(['“x” at place 5 is no hex digit: 0 to 9 and a to f are.']);
    fill('Payload in hex', '00 f');
    expect(alerts()).toEqual(['The last byte lacks its second digit.']);
    fill('Payload in hex', '00 ff');
    await click('Publish');
    expect(bridge.argsOf('messages.publish')).toMatchObject([{ draft: { kind: 'hex', payload: 'AP8=' } }]);
    expect(await axeProblems()).toEqual([]);
  });

  it('publishes a file by its path alone, and tells its name and size', async () => {
    const { bridge } = await open(
      { topic: 'a', repeats: true },
      {},
      {
        'desktop.chooseFile': () => ({ path: 'C:\\pictures\\porch.png' }),
        'messages.publishFile': () => ({ size: 2_345 }),
      },
    );
    choose('File');
    expect(screen.queryByLabelText('Repeat')).toBeNull();
    await click('Publish');
    expect(alerts()).toEqual(['Choose a file.']);
    await click('Choose… File');
    expect(bridge.argsOf('desktop.chooseFile')).toEqual([{ title: 'Choose a file to publish' }]);
    expect(await axeProblems()).toEqual([]);
    await click('Publish');
    expect(bridge.argsOf('messages.publishFile')).toEqual([{ topic: 'a', file: 'C:\\pictures\\porch.png', qos: 0, retain: false }]);
    expect(said()).toContain('Published porch.png (2.3 kB) to a');
  });

  it('says why it was refused', async () => {
    await open(
      { topic: 'a' },
      {},
      {
        'messages.publish': () => {
          throw new Error('The disk is full.');
        },
      },
    );
    await click('Publish');
    expect(alerts()).toEqual(['The disk is full.']);
    expect(said()).toBe('');
  });

  it('says that an empty retained message removes one', async () => {
    await open({ topic: 'a' });
    expect(screen.getByText('An empty retained message removes the one that the broker keeps on this topic.')).toBeTruthy();
    fill('Payload', 'x');
    expect(screen.getByText('The broker keeps this message and gives it to everyone who subscribes later.')).toBeTruthy();
  });
});

describe('the draft', () => {
  it('is still there after another part was open', async () => {
    const { store } = await open();
    fill('Topic', 'home/light');
    choose('Hex');
    fill('Payload in hex', 'ff');
    expect(store.getState().publishDraft).toMatchObject({ topic: 'home/light', kind: 'hex', hex: 'ff' });
  });

  it('keeps its payload when another part names the topic', async () => {
    const { store } = await open({ topic: 'old', text: 'on' });
    await act(async () => startDraft(store, 'home/light'));
    expect(store.getState()).toMatchObject({ page: 'topics', topicsPart: 'publish', publishDraft: { topic: 'home/light', text: 'on' } });
    expect(screen.getByLabelText<HTMLInputElement>('Topic').value).toBe('home/light');
  });
});

describe('repeating', () => {
  const repeat = { id: 'x1', topic: 'home/light', everyMs: 500, count: 3, since: 1_000 };

  it('starts at an interval from a tenth of a second to a day', async () => {
    const { bridge } = await open({ topic: 'home/light', text: 'on' });
    fireEvent.click(screen.getByLabelText('Repeat'));
    fill('Seconds between two messages', '0.05');
    await click('Start repeating');
    expect(alerts()).toEqual(['Write seconds from 0.1 to 86,400, which is a day.']);
    expect(bridge.argsOf('messages.publish')).toEqual([]);
    fill('Seconds between two messages', '0.5');
    await click('Start repeating');
    expect(bridge.argsOf('messages.publish')).toMatchObject([{ draft: { topic: 'home/light' }, everyMs: 500 }]);
    expect(said()).toBe('Publishing to home/light every 0.5 s from now on.');
  });

  it('counts live, and ends', async () => {
    const { bridge, send } = await open({}, { repeats: [repeat] });
    expect(screen.getByText('every 0.5 s · 3 messages so far')).toBeTruthy();
    await send({ kind: 'messages', messages: someMessages({ repeats: [{ ...repeat, count: 4 }] }) });
    expect(screen.getByText('every 0.5 s · 4 messages so far')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await click('End repeating to home/light');
    expect(bridge.argsOf('messages.endRepeat')).toEqual([{ id: 'x1' }]);
    await send({ kind: 'messages', messages: someMessages() });
    expect(screen.queryByRole('heading', { name: 'Repeating now' })).toBeNull();
  });
});

describe('what was published', () => {
  const lines = () => within(screen.getByRole('list', { name: 'Published from here' })).getAllByRole('listitem');

  it('is listed with its facts, can be written again and published again', async () => {
    const { bridge, store } = await open({ text: 'other', repeats: true }, { history: [aPublished({ count: 3 })] });
    expect(lines()[0]?.textContent).toContain('1 min ago · 2 B · QoS 1 · retained · ×3');
    await click('Publish to home/light again');
    expect(bridge.argsOf('messages.publish')).toEqual([{ draft: aDraft() }]);
    expect(said()).toContain('Published 2 B to home/light');
    await click('Write the message to home/light again');
    expect(store.getState().publishDraft).toEqual({ ...emptyDraft, topic: 'home/light', text: 'on', qos: 1, retain: true });
    expect(document.activeElement).toBe(screen.getByLabelText('Topic'));
    expect(await axeProblems()).toEqual([]);
  });

  it('says when it was too long to be kept', async () => {
    await open({}, { history: [aPublished({ draft: null, size: 900_000 })] });
    expect(lines()[0]?.textContent).toContain('Too long to be kept');
    expect(within(screen.getByRole('list', { name: 'Published from here' })).queryAllByRole('button')).toEqual([]);
  });

  it('is only ever text', async () => {
    await open({}, { history: [aPublished({ topic: '<img src=x>' })] });
    expect(screen.getByText('<img src=x>')).toBeTruthy();
    expect(document.querySelector('img')).toBeNull();
  });
});

describe('saved messages', () => {
  it('are saved under a name', async () => {
    const { bridge } = await open({ topic: 'home/light', text: 'on' });
    await click('Save…');
    const question = dialog('Save this message');
    await click('Save message', question);
    expect(within(question).getByRole('alert').textContent).toBe('Give it a name of 1 to 64 characters.');
    fill('Name', ' Light on ', question);
    expect(await axeProblems()).toEqual([]);
    await click('Save message', question);
    expect(bridge.argsOf('messages.save')).toEqual([{ name: 'Light on', draft: aDraft({ qos: 0, retain: false }) }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('are not saved while something is wrong with them', async () => {
    await open();
    await click('Save…');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(alerts()).toEqual(['Write a topic, such as home/kitchen/light.']);
  });

  it('are written again, and deleted after a question', async () => {
    const { bridge, store } = await open({}, { saved: [{ id: 's1', name: 'Light on', draft: aDraft() }] });
    await click('Write Light on');
    expect(store.getState().publishDraft).toMatchObject({ topic: 'home/light', text: 'on' });
    await click('Delete Light on');
    expect(bridge.argsOf('messages.forgetSaved')).toEqual([]);
    await click('Delete', dialog('Delete the saved message Light on?'));
    expect(bridge.argsOf('messages.forgetSaved')).toEqual([{ id: 's1' }]);
  });
});
