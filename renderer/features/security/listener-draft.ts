import type { HubStatus, ListenerRule, ListenerSettings, MqttListenerName } from '../../../electron/contract/model.ts';
import { isWholeNumber } from '../../numbers.ts';
import { strings } from '../../strings/index.ts';

/** Where a listener listens, as a choice: `hub` is what the contract calls `null`. */
export type Where = string;

/** The settings of a listener as they stand in its form. */
export interface ListenerDraft {
  enabled: boolean;
  port: string;
  where: Where;
  rule: ListenerRule;
}

const isTls: Record<MqttListenerName, boolean> = { mqtt: false, mqtts: true, ws: false, wss: true };

/** Any free port is wanted as 0; people see the one that it got. */
export const draftOfSettings = ({ enabled, port, bind, rule }: ListenerSettings, portInUse: number): ListenerDraft => ({
  enabled,
  port: String(port || portInUse),
  where: bind ?? 'hub',
  rule,
});

export const isPort = (text: string): boolean => isWholeNumber(text, 1, 65_535);

/** A change of place may leave a rule that is not to be had there. */
export const movedTo = (draft: ListenerDraft, where: Where): ListenerDraft => ({
  ...draft,
  where,
  rule: draft.rule === 'anyone' && where !== '127.0.0.1' ? 'password' : draft.rule,
});

export function whereOptions({ addresses, settings }: HubStatus, chosen: Where): { value: Where; label: string }[] {
  const { wheres } = strings.security.listeners;
  const options = [
    { value: 'hub', label: wheres.hub(wheres[settings.bind]) },
    { value: '127.0.0.1', label: wheres['127.0.0.1'] },
    { value: 'lan', label: wheres.lan },
    ...addresses.filter((address) => address !== '127.0.0.1').map((address) => ({ value: address, label: wheres.address(address) })),
  ];
  if (!options.some(({ value }) => value === chosen)) options.push({ value: chosen, label: wheres.gone(chosen) });
  return options;
}

/** A certificate can only be asked for over TLS; nobody is asked only on this computer. */
export function ruleOptions(name: MqttListenerName, where: Where): { value: ListenerRule; label: string; disabled?: boolean }[] {
  const { rules, anyoneElsewhere } = strings.security.listeners;
  const isHere = where === '127.0.0.1';
  return [
    { value: 'password', label: rules.password },
    ...(isTls[name] ? [{ value: 'certificate' as const, label: rules.certificate }] : []),
    { value: 'anyone', label: isHere ? rules.anyone : anyoneElsewhere, disabled: !isHere },
  ];
}
