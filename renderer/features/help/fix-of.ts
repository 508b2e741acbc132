import type { Refusal } from '../../../electron/contract/help.ts';
import type { Device } from '../../../electron/contract/model.ts';
import type { RefusalCause } from '../../../electron/contract/refusal-cause.ts';
import type { AppState } from '../../store.ts';
import type { strings } from '../../strings/index.ts';

/** What the button of a refusal says, and where it leads: with the right thing chosen there. */
export interface Fix {
  label: Exclude<keyof typeof strings.help.fixes, 'of'>;
  /** `copy`: the authority's certificate is copied. */
  leadsTo: Partial<AppState> | 'copy';
}

const at = (label: Fix['label'], leadsTo: Fix['leadsTo']): Fix => ({ label, leadsTo });

const add = at('add', { page: 'devices', isAddingDevice: true });
const authority = at('authority', 'copy');
const listeners = at('listeners', { page: 'security', securityPart: 'listeners' });
const bootstraps = at('bootstraps', { page: 'security', securityPart: 'bootstrap' });
const tokens = at('tokens', { page: 'security', securityPart: 'tokens' });
const devicesPage = at('devices', { page: 'devices' });

/** What ends a refusal, wherever the person can end it from here. */
const FIXES: Partial<Record<RefusalCause, Fix>> = {
  password: add,
  'bootstrap-password': bootstraps,
  'unknown-user': add,
  'no-user': add,
  topic: tokens,
  'plain-on-tls': listeners,
  'tls-on-plain': listeners,
  trust: authority,
  clock: at('certificates', { page: 'security', securityPart: 'certificates' }),
  tls: listeners,
  'not-mqtt': listeners,
  'client-id-taken': devicesPage,
  quota: at('settings', { page: 'settings' }),
  token: tokens,
  'token-expired': tokens,
  provider: tokens,
  'certificate-revoked': devicesPage,
  'certificate-missing': listeners,
  'certificate-foreign': devicesPage,
  'bootstrap-full': bootstraps,
  'bootstrap-expired': bootstraps,
  barred: bootstraps,
  busy: at('log', { page: 'help', helpPart: 'log' }),
  'far-away': at('check', { page: 'network', networkPart: 'check' }),
  crowd: at('inbox', { page: 'inbox' }),
};

const shown = (label: Fix['label'], device: Device) => at(label, { page: 'devices', openDeviceId: device.id });

/** The way out of a refusal; `null` where there is nothing to do here. `device`: the one that it came as, if it is still there. */
export function fixOf(refusal: Refusal, device: Device | null, devices: readonly Device[]): Fix | null {
  const { cause, clientId, bootstrapId } = refusal;
  if (cause === 'client-id-taken') {
    const owner = devices.find((each) => each.clientId === clientId && each.id !== device?.id) ?? device;
    return owner ? shown('owner', owner) : devicesPage;
  }
  if (bootstrapId !== null && cause !== 'barred' && cause !== 'bootstrap-password') {
    return at('bootstrap', { page: 'security', securityPart: 'bootstrap', wantedBootstrap: bootstrapId });
  }
  return (device && ofDevice(refusal, device)) ?? FIXES[cause] ?? null;
}

function ofDevice({ cause, tried }: Refusal, device: Device): Fix | null {
  const deviceId = device.id;
  const open = { page: 'devices', openDeviceId: deviceId } as const;
  switch (cause) {
    case 'password':
      // One that many share is changed where it was made.
      if (device.password.kind === 'shared') return shown('device', device);
      return at('password', { ...open, deviceTask: { deviceId, what: 'password' } });
    case 'topic':
      return at('permit', { ...open, deviceTask: { deviceId, what: 'permission', propose: tried } });
    case 'network':
    case 'hours':
      return at('restrict', { ...open, deviceTask: { deviceId, what: 'permission', propose: null } });
    default:
      return FIXES[cause] ? null : shown('device', device);
  }
}
