import { describe, expect, it } from 'vitest';
import { type RefusalCause, refusalCauseSchema } from '../../electron/contract/refusal-cause.ts';
import { refusalAdvice } from '../../renderer/features/devices/refusal-advice.ts';
import { de } from '../../renderer/strings/de.ts';
import { en } from '../../renderer/strings/en.ts';
import { strings } from '../../renderer/strings/index.ts';

/** Causes that have words of their own beside the values of a device. */
const OWN: [RefusalCause, keyof typeof en.snippets.advice][] = [
  ['password', 'password'],
  ['unknown-user', 'userName'],
  ['no-user', 'userName'],
  ['topic', 'topic'],
  ['plain-on-tls', 'notTls'],
  ['tls-on-plain', 'notPlain'],
  ['clock', 'clock'],
  ['trust', 'trust'],
  ['tls', 'tls'],
  ['client-id-taken', 'clientId'],
  ['network', 'permission'],
  ['hours', 'permission'],
  ['other', 'other'],
];

describe.each(['en', 'de'] as const)('the advice for a refusal in %s', (language) => {
  const words = language === 'en' ? en : de;
  const told = (cause: RefusalCause | null) => {
    Object.assign(strings, words);
    try {
      return refusalAdvice(cause);
    } finally {
      Object.assign(strings, en);
    }
  };

  it.each(OWN)('%s', (cause, key) => {
    expect(told(cause)).toBe(words.snippets.advice[key]);
  });

  it.each(refusalCauseSchema.options)('%s: is that of a device’s values, or that of Help', (cause) => {
    const known = [...Object.values(words.snippets.advice), words.help.causes[cause].what];
    expect(known).toContain(told(cause));
    expect(told(cause) === words.snippets.advice.other).toBe(cause === 'other');
  });

  it('is a general one where the line does not know its cause', () => {
    expect(told(null)).toBe(words.snippets.advice.other);
  });
});
