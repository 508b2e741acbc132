import type { CallArgs } from '../../contract/calls.ts';
import { UserError } from '../../contract/errors.ts';
import type { Handlers } from '../clients.ts';
import { makePassword } from '../devices/passwords.ts';
import { presetTopics } from '../devices/presets.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
import type { HandlersNeeds } from './needs.ts';

type Names = Exclude<Extract<keyof Handlers, `devices.${string}`>, 'devices.setQueue'>;

/** Calls about one device: what it is called, what it may do, what lets it in. */
export function deviceHandlers(needs: HandlersNeeds): Pick<Handlers, Names> {
  const { access, retained, report, shown, kick } = needs;
  const { devices, bootstraps, certificates, clientCertificates } = access;
  return {
    'devices.add': ({ name, preset }) => {
      const newcomer = {
        name,
        origin: 'manual' as const,
        type: null,
        node: null,
        maxUserNameChars: LIMITS.manualUserNameChars,
        topics: (userName: string) => presetTopics(preset, userName),
      };
      const { device, password } = devices.admitWithPassword(newcomer, (userName) => bootstraps.findByUserName(userName) !== null);
      report({ kind: 'decision', text: words.devices.added(device.name), deviceId: device.id });
      return { device: shown(device.id), password };
    },
    'devices.rename': ({ id, name }) => {
      const before = devices.get(id)?.name;
      devices.rename(id, name);
      report({ kind: 'change', text: words.devices.renamed(before, devices.get(id)?.name), deviceId: id });
    },
    'devices.retained': ({ id }) => ({ count: retained.topicsOf(devices.known(id).id).length }),
    'devices.revoke': async ({ id, retained: wish }) => {
      const topics = retained.topicsOf(devices.known(id).id);
      await needs.revoke(id);
      if (wish === 'delete') await Promise.all(topics.map((topic) => retained.remove(topic)));
    },
    'devices.newPassword': async ({ id, password: typed, overlapMinutes = 0 }) => {
      const until = overlapMinutes > 0 ? needs.now() + overlapMinutes * 60_000 : null;
      const { name } = devices.known(id);
      let password = typed;
      if (password === undefined) password = devices.newPassword(id, until);
      else await devices.takePassword(id, password, until);
      report({ kind: 'change', text: words.devices.newPassword(name, overlapMinutes), deviceId: id });
      // With the old password it comes back at once while that is good, and then its connection ends with it.
      await kick(`device:${id}`, words.devices.gotNewPassword);
      return { device: shown(id), password };
    },
    'devices.setPermission': ({ id, permission }) => {
      devices.setPermission(id, permission);
      report({ kind: 'change', text: words.devices.permissionChanged(devices.known(id).name), deviceId: id });
    },
    'devices.permit': ({ id, action, topic }) => permit(needs, { id, action, topic }),
    'devices.issueCertificate': async ({ id, days = 365 }) => {
      const { userName, name } = devices.known(id);
      clientCertificates.makeRoom(id);
      const pkcs12Password = makePassword(needs.random);
      const issued = await certificates.issueClient(userName, days, pkcs12Password);
      clientCertificates.add(devices.known(id).id, { ...issued, commonName: userName });
      report({ kind: 'change', text: words.devices.certificateIssued(name, days), deviceId: id });
      const { serial, certificatePem, keyPem, authorityPem } = issued;
      return { serial, certificatePem, keyPem, authorityPem, pkcs12: issued.pkcs12.toString('base64'), pkcs12Password };
    },
    'devices.revokeCertificate': async ({ serial }) => {
      const id = clientCertificates.revoke(serial);
      report({ kind: 'revocation', text: words.devices.certificateRevoked(devices.get(id)?.name), deviceId: id });
      await kick(`device:${id}`, words.devices.itsCertificateRevoked);
    },
  };
}

/** Adds what was denied, as it was asked for, to what the device may do. */
function permit({ access: { devices, denials }, report }: HandlersNeeds, { id, action, topic }: CallArgs<'devices.permit'>): void {
  const { permission, name } = devices.known(id);
  if (topic.split('/').some((level) => level.includes('%'))) {
    throw new UserError(words.devices.percentInTopic);
  }
  if (!permission[action].includes(topic)) devices.setPermission(id, { ...permission, [action]: [...permission[action], topic] });
  denials.settle(id, action, topic);
  report({ kind: 'change', text: words.devices.permitted(name, action, cleanText(topic, LIMITS.deniedTopicChars)), deviceId: id });
}
