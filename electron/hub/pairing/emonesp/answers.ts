import { LIMITS } from '../../limits.ts';

/**
 * The firmware (autoauth.cpp) splits a body on every `:`. Two or three colons are credentials,
 * so no other answer may hold any: it would be saved as a user name.
 */
export const REGISTERED = 'request registered';

export interface Credential {
  userName: string;
  password: string;
  baseTopic: string;
  /** Where the broker listens without TLS. */
  brokerPort: number;
}

/** The port that firmware before 3.0 cannot be told to leave. */
const DEFAULT_PORT = 1883;
/** ASCII without space and colon: the firmware neither trims nor decodes. */
const FIELD = /^[!-9;-~]+$/;

/**
 * `user:password:base`, and `:port` only when it is not 1883: firmware before 3.0 takes exactly three fields.
 * Throws if a field would not survive the firmware: sizes of config.cpp, and user and password together
 * within PubSubClient's packet buffer of 128 bytes, which it writes to unchecked.
 */
export function credentialAnswer({ userName, password, baseTopic, brokerPort }: Credential): string {
  const fields = [userName, password, baseTopic];
  if (!fields.every((field) => FIELD.test(field))) throw new Error('A credential for an EmonESP holds a character that it cannot take.');
  if (
    userName.length > LIMITS.emonespUserNameChars ||
    userName.length + password.length > LIMITS.emonespUserAndPasswordBytes ||
    password.length > LIMITS.emonespPasswordChars ||
    baseTopic.length > LIMITS.emonespBaseTopicChars
  ) {
    throw new Error('A credential for an EmonESP is longer than it can take.');
  }
  return [...fields, ...(brokerPort === DEFAULT_PORT ? [] : [String(brokerPort)])].join(':');
}
