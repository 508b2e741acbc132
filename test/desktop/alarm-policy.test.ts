import { describe, expect, it } from 'vitest';
import { ALARM_TEXT_LENGTH, NOTIFICATION_GAP_MS } from '../../electron/desktop/limits.ts';
import { alarmWords, decideAlarms, type FreshAlarm, NO_ALARMS_TOLD, type ToldAlarms } from '../../electron/desktop/notification-policy.ts';

const alarm = (id: string, text = `${id}/temperature is over 30: 31.`) => ({ id, topic: `${id}/temperature`, text });
const at = (time: number, id: string, text?: string): FreshAlarm => ({ ...alarm(id, text), at: time });
const decide = (now: number, fresh: FreshAlarm[], told: ToldAlarms = NO_ALARMS_TOLD, quiet = false) =>
  decideAlarms({ now, fresh, quiet, told });

describe('decideAlarms', () => {
  it('tells the first at once', () => {
    expect(decide(0, [at(0, 'a')])).toMatchObject({ show: [alarm('a')], againIn: null, fresh: [] });
  });

  it('tells those that come soon after together with it, when the time is over', () => {
    const { told } = decide(0, [at(0, 'a')]);
    const soon = decide(1_000, [at(1_000, 'b')], told);
    expect(soon).toMatchObject({ show: [], againIn: NOTIFICATION_GAP_MS - 1_000 });
    const { show } = decide(NOTIFICATION_GAP_MS, [...soon.fresh, at(2_000, 'c')], soon.told);
    expect(show).toEqual([alarm('a'), alarm('b'), alarm('c')]);
  });

  it('tells one that comes later alone', () => {
    const { told } = decide(0, [at(0, 'a')]);
    expect(decide(NOTIFICATION_GAP_MS, [at(NOTIFICATION_GAP_MS, 'b')], told).show).toEqual([alarm('b')]);
  });

  it('counts an alert once, with its last words', () => {
    const { told } = decide(0, [at(0, 'a')]);
    expect(decide(NOTIFICATION_GAP_MS, [at(1, 'b'), at(2, 'a', 'again')], told).show).toEqual([alarm('a', 'again'), alarm('b')]);
  });

  it('stays quiet while the person looks, and does not make up for it later', () => {
    const { show, fresh, told } = decide(0, [at(0, 'a')], NO_ALARMS_TOLD, true);
    expect([show, fresh]).toEqual([[], []]);
    expect(decide(1, [at(1, 'b')], told).show).toEqual([alarm('b')]);
  });

  it('is not silenced by a clock that was set back', () => {
    expect(decide(10, [at(10, 'a')], { alarms: [], at: 1_000_000 }).show).toEqual([alarm('a')]);
  });
});

describe('alarmWords', () => {
  it('says one as the hub does', () => {
    expect(alarmWords([alarm('a')])).toEqual({ title: 'Alert', body: 'a/temperature is over 30: 31.' });
  });

  it('counts several and names their topics, each once and not too many', () => {
    const { title, body } = alarmWords(['a', 'a', 'b', 'c', 'd', 'e'].map((id) => alarm(id)));
    expect(title).toBe('6 alerts');
    expect(body.split('\n')).toEqual(['a/temperature', 'b/temperature', 'c/temperature', 'and 2 more']);
  });

  it('lets nothing from the network be markup, forge a line or run on', () => {
    const hostile = `<a href="x">&lt;b&gt;\n2 alerts\u202etxt\u0007${'y'.repeat(5_000)}`;
    for (const alarms of [[alarm('a', hostile)], [{ ...alarm('a'), topic: hostile }, alarm('b')]]) {
      const { body } = alarmWords(alarms);
      expect(body).not.toMatch(/[<>&]/);
      expect(body.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(body.split('\n')).toHaveLength(alarms.length);
      expect(body.length).toBeLessThanOrEqual(ALARM_TEXT_LENGTH);
      expect(body).toContain('…');
    }
  });
});
