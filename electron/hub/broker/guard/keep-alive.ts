import type { BrokerLimits } from '../../../contract/limits.ts';

/**
 * The keep-alive that a client is held to, in seconds, as CONNECT has it. Who asks for none (0) gets the longest: a connection
 * that nobody watches would be kept for ever after its device is gone.
 */
export function boundedKeepAlive(asked: number, { keepAliveMinutes }: Pick<BrokerLimits, 'keepAliveMinutes'>): number {
  const longest = keepAliveMinutes * 60;
  return asked > 0 ? Math.min(asked, longest) : longest;
}
