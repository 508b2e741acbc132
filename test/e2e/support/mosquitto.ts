import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface MqttAddress {
  port: number;
  host?: string;
  userName?: string;
  password?: string;
  clientId?: string;
  /** Run in this network namespace. */
  namespace?: string;
}

export interface Outcome {
  code: number | null;
  output: string;
  errors: string;
}

const TIMEOUT_MS = 10_000;
const STOP_MS = 2_000;

/** `mosquitto_pub`: resolves when it has ended. Code 0: accepted; 5: not authorised to connect. */
export function mosquittoPub(to: MqttAddress, topic: string, payload: string, more: string[] = []): Promise<Outcome> {
  return finished(start('mosquitto_pub', to, ['-t', topic, '-m', payload, ...more]), TIMEOUT_MS);
}

export interface Subscription {
  /** One entry for each message so far: topic and payload. */
  messages: { topic: string; payload: string }[];
  /** Waits for a message that passes. */
  message(
    passes: (message: { topic: string; payload: string }) => boolean,
    timeoutMs?: number,
  ): Promise<{ topic: string; payload: string }>;
  stop(): Promise<Outcome>;
}

/** `mosquitto_sub`: resolves when the broker has answered the subscription; rejects when it refused. */
export async function mosquittoSub(at: MqttAddress, topicFilter: string, more: string[] = []): Promise<Subscription> {
  const child = start('mosquitto_sub', at, ['-t', topicFilter, '-F', '%t %p', '-d', ...more]);
  const end = finished(child);
  const messages: { topic: string; payload: string }[] = [];
  const watchers = new Set<() => void>();
  let rest = '';
  let answer: 'granted' | 'refused' | undefined;
  child.stdout?.on('data', (data: string) => {
    const lines = (rest + data).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const granted = /^Subscribed \(mid: \d+\): (\d+)/.exec(line)?.[1];
      if (granted !== undefined) answer = granted === '128' ? 'refused' : 'granted';
      if (/^(Client \S* |Subscribed \(|All subscription requests were denied)/.test(line)) continue; // the log that -d asks for
      const space = line.indexOf(' ');
      messages.push({ topic: line.slice(0, space), payload: line.slice(space + 1) });
    }
    for (const watcher of watchers) watcher();
  });
  const until = <T>(look: () => T | undefined, what: string, timeoutMs: number) =>
    new Promise<T>((resolve, reject) => {
      const settle = (act: () => void) => {
        watchers.delete(watcher);
        clearTimeout(timer);
        act();
      };
      const watcher = () => {
        const found = look();
        if (found !== undefined) settle(() => resolve(found));
      };
      const timer = setTimeout(() => settle(() => reject(new Error(`${what}: nothing within ${timeoutMs} ms`))), timeoutMs);
      end.then(({ code, errors }) => settle(() => reject(new Error(`${what}: mosquitto_sub ended with ${code}: ${errors}`))), reject);
      watchers.add(watcher);
      watcher();
    });
  const stop = async () => {
    // A mosquitto_sub whose subscription was refused ends by itself, and a SIGTERM meanwhile can make it hang for ever.
    if (answer !== 'refused') child.kill();
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    return end.finally(() => clearTimeout(timer));
  };
  try {
    if ((await until(() => answer, `subscribing to ${topicFilter}`, TIMEOUT_MS)) === 'refused')
      throw new Error('the subscription was refused');
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    messages,
    message: (passes, timeoutMs = TIMEOUT_MS) => until(() => messages.find(passes), `a message on ${topicFilter}`, timeoutMs),
    stop,
  };
}

function start(program: string, at: MqttAddress, more: string[]): ChildProcess {
  const args = ['-h', at.host ?? '127.0.0.1', '-p', String(at.port), '-V', 'mqttv311'];
  if (at.userName !== undefined) args.push('-u', at.userName);
  if (at.password !== undefined) args.push('-P', at.password);
  if (at.clientId !== undefined) args.push('-i', at.clientId);
  const before = at.namespace === undefined ? [] : ['ip', 'netns', 'exec', at.namespace];
  // Its output is a pipe here, and would wait in a buffer until that is full.
  const [command = program, ...rest] = [...before, 'stdbuf', '-oL', program, ...args, ...more];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout?.setEncoding('utf8');
  child.stderr?.setEncoding('utf8');
  return child;
}

async function finished(child: ChildProcess, timeoutMs?: number): Promise<Outcome> {
  let output = '';
  let errors = '';
  child.stdout?.on('data', (data: string) => {
    output += data;
  });
  child.stderr?.on('data', (data: string) => {
    errors += data;
  });
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  return { code, output, errors };
}
