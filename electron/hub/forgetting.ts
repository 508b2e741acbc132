import type { Access } from './access.ts';
import type { Report } from './activity/report.ts';
import type { Broker } from './broker/broker.ts';
import type { Pairing } from './pairing.ts';
import type { Viewing } from './viewing.ts';
import { words } from './words/index.ts';

export interface ForgettingNeeds {
  access: Access;
  viewing: Viewing;
  broker: Broker;
  requests: () => Pairing['requests'];
  report: Report;
}

/** The end of a device, in every part that knows of it. */
export class Forgetting {
  private needs: ForgettingNeeds;

  constructor(needs: ForgettingNeeds) {
    this.needs = needs;
  }

  /** Its live connections are not ended. `bar`: nor may it come back by the bootstrap credential that it came by. */
  forget(deviceId: string, bar: boolean): void {
    this.needs.access.forget(deviceId, bar);
    this.needs.viewing.topics.forgetDevice(deviceId);
  }

  /** A person took its access back: resolves when its live connections are closed too. */
  async revoke(deviceId: string): Promise<void> {
    const { access, broker, requests, report } = this.needs;
    const { name } = access.devices.known(deviceId);
    this.forget(deviceId, true);
    requests().deviceRevoked(deviceId);
    await broker.kick(`device:${deviceId}`, words.entry.why.revoked);
    report({ kind: 'revocation', text: words.life.revoked(name), deviceId });
  }
}
