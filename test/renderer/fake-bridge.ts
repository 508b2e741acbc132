import type { Access, Bootstrap, Certificates, TokenIssuer } from '../../electron/contract/access.ts';
import type { Alert } from '../../electron/contract/alerts.ts';
import type { Snapshot } from '../../electron/contract/calls.ts';
import type { Abilities, Bridge, Preferences, WindowUpdate } from '../../electron/contract/desktop.ts';
import { INITIAL_PREFERENCES, INITIAL_SETTINGS } from '../../electron/contract/initial-settings.ts';
import { DEFAULT_BROKER_LIMITS } from '../../electron/contract/limits.ts';
import type { Messages } from '../../electron/contract/messages.ts';
import type { Device, HubStatus, Listener, Request, Settings } from '../../electron/contract/model.ts';
import type { Network } from '../../electron/contract/network.ts';
import type { QueueRow, Queues } from '../../electron/contract/queues.ts';
import type { TopicRow, TopicsView, TopicTotals, TopicValue } from '../../electron/contract/topics.ts';
import type { AnyCallArgs, AnyCallName, AnyCallResult } from '../../renderer/bridge.ts';

type Handlers = { [N in AnyCallName]?: (args: AnyCallArgs<N>) => AnyCallResult<N> };

/** A hub and a desktop that answer what a test tells them to, and remember what they were asked. */
export class FakeBridge implements Bridge {
  readonly asked: { name: string; args: unknown }[] = [];
  readonly #listeners = new Set<(update: WindowUpdate) => void>();
  readonly #handlers: Handlers;

  constructor(handlers: Handlers = {}) {
    this.#handlers = {
      snapshot: () => aSnapshot(),
      'desktop.preferences': () => somePreferences(),
      'desktop.abilities': () => someAbilities(),
      'activity.list': () => ({ entries: [], more: false }),
      'queues.list': () => someQueues([]),
      'help.refusals': () => ({ refusals: [], left: 0 }),
      ...handlers,
    };
  }

  async call(name: string, args: unknown) {
    this.asked.push({ name, args });
    const handler = this.#handlers[name as AnyCallName] as ((args: unknown) => unknown) | undefined;
    try {
      return { ok: true as const, result: handler?.(args) };
    } catch (error) {
      return { ok: false as const, message: (error as Error).message };
    }
  }

  onUpdate(listener: (update: WindowUpdate) => void) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(update: WindowUpdate): void {
    for (const listener of this.#listeners) listener(update);
  }

  /** Arguments of every call of one name, oldest first. */
  argsOf(name: AnyCallName): unknown[] {
    return this.asked.filter((call) => call.name === name).map((call) => call.args);
  }
}

export const aSnapshot = (over: Partial<Snapshot> = {}): Snapshot => ({
  hub: aHub(),
  requests: [],
  quieted: [],
  devices: [],
  access: anAccess(),
  network: aNetwork(),
  messages: someMessages(),
  alerts: [],
  ...over,
});

export const somePreferences = (over: Partial<Preferences> = {}): Preferences => ({
  ...INITIAL_PREFERENCES,
  welcomed: true,
  ...over,
});

export const someAbilities = (over: Partial<Abilities> = {}): Abilities => ({
  shell: 'desktop',
  locale: 'en-GB',
  startAtLogin: true,
  notifications: true,
  updates: true,
  showFolder: true,
  ...over,
});

export const someMessages = (over: Partial<Messages> = {}): Messages => ({
  history: [],
  saved: [],
  repeats: [],
  recordings: [],
  replays: [],
  undo: [],
  ...over,
});

export const anAlert = (over: Partial<Alert> = {}): Alert => ({
  id: 'a1',
  topic: 'lamp/power',
  rule: { when: 'changed' },
  since: null,
  toldAt: null,
  ...over,
});

export const aNetwork = (over: Partial<Network> = {}): Network => ({
  beacon: { state: 'on', hostName: 'porchlight.local', serviceName: 'Attic', problem: null },
  impostors: [],
  found: [],
  sweep: { running: false, asked: 0, of: 0 },
  ...over,
});

export const aListener = (over: Partial<Listener> = {}): Listener => ({
  name: 'mqtt',
  port: 1883,
  state: 'open',
  problem: null,
  settings: { enabled: true, port: 1883, bind: null, rule: 'password' },
  ...over,
});

export const aHub = (over: Partial<HubStatus> = {}): HubStatus => ({
  id: 'hub-1',
  version: '0.1.0',
  startedAt: 1_000,
  addresses: ['192.168.1.5'],
  listeners: [aListener()],
  pairing: { on: false, until: null },
  door: { state: 'closed', until: null, turnedAway: null },
  settings: someSettings(),
  limits: DEFAULT_BROKER_LIMITS,
  storage: { state: 'ok', since: 1_000, problem: '', works: '', stopped: '', remedy: '' },
  ...over,
});

export const someSettings = (over: Partial<Settings> = {}): Settings => ({
  ...INITIAL_SETTINGS,
  hubName: 'Attic',
  ...over,
});

export const aRequest = (over: Partial<Request> = {}): Request => ({
  id: 'r1',
  protocol: 'emonesp',
  name: 'kitchen-plug',
  node: null,
  type: 'smartplug',
  firmware: '2.4.1',
  address: '192.168.1.40',
  firstSeenAt: Date.now() - 60_000,
  lastSeenAt: Date.now() - 5_000,
  knocks: 3,
  state: 'pending',
  folded: false,
  endsAt: Date.now() + 60_000,
  knownDeviceId: null,
  deviceId: null,
  proof: 'none',
  code: null,
  rivals: [],
  ...over,
});

export const aDevice = (over: Partial<Device> = {}): Device => ({
  id: 'd1',
  name: 'lamp',
  origin: 'manual',
  type: null,
  createdAt: 1_000,
  connected: false,
  lastSeenAt: null,
  address: null,
  clientId: null,
  userName: 'lamp',
  permission: { publish: ['lamp/#'], subscribe: ['lamp/#'], networks: [], hours: null },
  password: { kind: 'hub', since: 1_000, lastUsedAt: null, oldUntil: null },
  certificates: [],
  denials: [],
  queue: null,
  topics: [],
  ...over,
});

const certificate = {
  subject: 'CN=Porchlight authority',
  issuer: 'CN=Porchlight authority',
  names: [],
  notBefore: 1_000,
  notAfter: 4_000_000_000_000,
  keyFingerprint: 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE',
};

export const someCertificates = (over: Partial<Certificates> = {}): Certificates => ({
  authority: certificate,
  authorityPem: '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n',
  server: { ...certificate, subject: 'attic.local', names: ['attic.local', '192.168.1.5'] },
  keysIn: 'keyring',
  imported: [],
  ...over,
});

export const anAccess = (over: Partial<Access> = {}): Access => ({
  certificates: someCertificates(),
  bootstraps: [],
  barred: [],
  tokenIssuers: [],
  ...over,
});

export const aBootstrap = (over: Partial<Bootstrap> = {}): Bootstrap => ({
  id: 'b1',
  name: 'greenhouse',
  userName: 'greenhouse',
  createdAt: 1_000,
  lastUsedAt: null,
  register: true,
  most: 20,
  expiresAt: null,
  permission: { publish: ['porchlight/%c/#'], subscribe: [], networks: [], hours: null },
  arrivals: [],
  ...over,
});

export const anIssuer = (over: Partial<TokenIssuer> = {}): TokenIssuer => ({
  id: 'i1',
  name: 'Keycloak',
  algorithm: 'RS256',
  key: { kind: 'jwks', url: 'https://id.example/keys' },
  issuer: 'https://id.example',
  audience: null,
  clockSkewSeconds: 30,
  userName: 'JWT',
  passwordGrant: null,
  lastUsedAt: null,
  problem: null,
  ...over,
});

export const aRow = (over: Partial<TopicRow> & { path: string }): TopicRow => ({
  name: over.path.split('/').at(-1) ?? '',
  depth: over.path.split('/').length - 1,
  position: 1,
  siblings: 1,
  children: 0,
  expanded: false,
  topics: 1,
  messages: 1,
  lastAt: 1_000,
  preview: null,
  retained: false,
  publisher: null,
  rate: 0,
  size: 0,
  seq: 0,
  ...over,
});

/** A value whose payload is its text. */
export const aValue = (over: Partial<TopicValue> = {}): TopicValue => {
  const text = over.text ?? '21.5';
  return {
    seq: 1,
    at: 1_000,
    size: text.length,
    payload: btoa(text),
    text,
    format: 'text',
    cut: false,
    number: text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null,
    publisher: null,
    qos: 0,
    retained: false,
    ...over,
  };
};

const totals: TopicTotals = {
  topics: 3,
  messages: 9,
  bytes: 900,
  budget: 64_000_000,
  droppedTopics: 0,
  droppedMessages: 0,
  droppedValues: 0,
};

export const aView = (rows: TopicRow[], over: Partial<TopicsView> = {}): TopicsView => ({
  first: 0,
  total: rows.length,
  rows,
  totals,
  selected: null,
  pinned: [],
  charted: [],
  search: null,
  ...over,
});

/** A queue with so many messages of 100 bytes in each age, youngest first. */
export const aQueue = (messages: number[], over: Partial<QueueRow> = {}): QueueRow => ({
  clientId: 'lamp',
  deviceId: null,
  messages,
  bytes: messages.map((count) => count * 100),
  connected: false,
  inFlight: 0,
  oldestAt: messages.some((count) => count > 0) ? Date.now() - 60_000 : null,
  dropped: { full: 0, expired: 0, lastAt: null },
  ...over,
});

/** Queues with the totals of their rows. */
export function someQueues(rows: QueueRow[], over: Partial<Queues> = {}): Queues {
  const total = (by: 'messages' | 'bytes') =>
    Array.from({ length: 7 }, (_, age) => rows.reduce((all, row) => all + (row[by][age] ?? 0), 0));
  const drops = rows.map(({ dropped }) => dropped);
  return {
    at: Date.now(),
    sessions: rows.length,
    totals: { messages: total('messages'), bytes: total('bytes'), inFlight: rows.reduce((all, { inFlight }) => all + inFlight, 0) },
    dropped: {
      full: drops.reduce((all, { full }) => all + full, 0),
      expired: drops.reduce((all, { expired }) => all + expired, 0),
      lastAt: null,
    },
    rows: [...rows],
    more: 0,
    ...over,
  };
}
