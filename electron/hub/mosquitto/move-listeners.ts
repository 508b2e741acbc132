import type { ListenerSettings, MqttListenerName } from '../../contract/model.ts';
import type { PlannedListener } from '../../contract/mosquitto.ts';

/** Where listeners are set. */
export interface ListenerDesk {
  get(name: MqttListenerName): ListenerSettings;
  /** Throws a `UserError` that says why it cannot be. */
  change(name: MqttListenerName, settings: ListenerSettings): void;
  /** Opens, moves and closes what is not as it is set. */
  reopen(): Promise<void>;
}

/** Sets all listeners as planned, or none. Throws what {@link ListenerDesk.change} throws. */
export async function moveListeners(planned: readonly PlannedListener[], desk: ListenerDesk): Promise<void> {
  const wanted = planned.map(({ name, ...settings }) => ({ name, settings: { ...settings, enabled: true } }));
  const before = planned.map(({ name }) => ({ name, settings: desk.get(name) }));
  try {
    changeAll(wanted, desk);
  } catch (error) {
    changeAll(before, desk);
    throw error;
  }
  await desk.reopen();
}

/** Two may exchange their ports, so all give up their own before one takes another's. */
function changeAll(all: readonly { name: MqttListenerName; settings: ListenerSettings }[], desk: ListenerDesk): void {
  for (const { name, settings } of all) desk.change(name, { ...settings, enabled: false });
  for (const { name, settings } of all) desk.change(name, settings);
}
