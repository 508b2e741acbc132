import type { RefusalCause } from '../../../contract/refusal-cause.ts';
import { cleanText } from '../../text.ts';
import { words } from '../../words/index.ts';

/** What a person can do something about; all else is `tls`. By alert or reason. */
const CAUSES: Record<string, RefusalCause> = {
  UNKNOWN_CA: 'trust',
  BAD_CERTIFICATE: 'trust',
  CERTIFICATE_UNKNOWN: 'trust',
  CERTIFICATE_EXPIRED: 'clock',
  WRONG_VERSION_NUMBER: 'plain-on-tls',
  HTTP_REQUEST: 'plain-on-tls',
  BAD_PACKET_LENGTH: 'trust',
};

/** Why a TLS handshake failed, as a sentence; `null` where there is nothing to say: the other side just closed. */
export function describeTlsFailure(error: NodeJS.ErrnoException): { text: string; cause: RefusalCause } | null {
  const { code = '' } = error;
  if (['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT'].includes(code)) return null;
  if (code === 'ERR_TLS_HANDSHAKE_TIMEOUT') return failure(words.tls.tooLong, code);
  const alert = /^ERR_SSL_(?:TLSV1|TLSV13|SSLV3)_ALERT_(\w+)$/.exec(code)?.[1];
  if (alert) return failure(words.tls.alert(words.tls.alerts[alert] ?? words.tls.alerts.USER_CANCELED ?? '', spoken(alert)), alert);
  const reason = code.replace(/^ERR_SSL_/, '');
  return failure(words.tls.reasons[reason] ?? words.tls.other(cleanText(spoken(reason), 60)), reason);
}

const failure = (why: string, reason: string) => ({ text: words.tls.failed(why), cause: CAUSES[reason] ?? 'tls' });
const spoken = (name: string) => name.toLowerCase().replaceAll('_', ' ');
