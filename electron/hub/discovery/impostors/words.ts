import type { Impostor } from '../../../contract/network.ts';

type Kind = Impostor['kind'];

/** What an impostor was seen doing; `repeat`: sending on what this hub itself had signed. */
export type Doing = Kind | 'repeat';

/** What it means and what to do, for people. `claim`: the name that it uses. */
export function impostorText(doing: Doing, address: string, claim: string): string {
  switch (doing) {
    case 'id':
      return (
        `${address} announces itself as this hub. Devices that paired with this hub do not follow it, because it cannot sign as ` +
        'this hub. Find out what is at that address, and until then let in only devices that show the same code as here.'
      );
    case 'repeat':
      return (
        `${address} sends announcements that this hub signed. Somebody repeats them, and paired devices ignore what is repeated; ` +
        'or a copy of this hub runs there. If you moved this hub from there, quit Porchlight on that computer for good.'
      );
    case 'name':
      return (
        `Another hub at ${address} has the name of this hub, "${claim}". If it is yours, give one of the two another name in Settings. ` +
        'If it is not, let in only devices that show the same code as here.'
      );
    case 'host':
      return (
        `${address} answers for ${claim}, which is the name of this hub. Devices that look for it by that name may ask there. ` +
        "Those that check this hub's certificate refuse it. Find out what is at that address, and switch it off or rename it."
      );
    case 'emonesp':
      return (
        `${address} calls EmonESP devices to itself, as an emonPi does. One that hears it leaves this hub and asks there, because ` +
        'it cannot tell who calls. If you do not want that, switch it off there.'
      );
  }
}
