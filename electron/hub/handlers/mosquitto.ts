import type { Handlers } from '../clients.ts';
import { type HubSide, importInto } from '../mosquitto/hub-side.ts';

type Names = Extract<keyof Handlers, `mosquitto.${string}`>;

/** Calls about bringing over what a Mosquitto was set up with. */
export function mosquittoHandlers(needs: HubSide): Pick<Handlers, Names> {
  const mosquitto = importInto(needs);
  return {
    'mosquitto.read': (files) => mosquitto.read(files),
    'mosquitto.apply': (wish) => mosquitto.apply(wish),
  };
}
