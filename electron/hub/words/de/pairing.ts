import type { enPairing } from '../en/pairing.ts';

interface Asker {
  name: string;
  address: string;
}

/** In the middle of a sentence, and at its beginning. */
const whom = ({ name, address }: Asker) => (name === address ? `das Gerät unter ${address}` : `${name} unter ${address}`);
const who = (asker: Asker) => (asker.name === asker.address ? `Das Gerät unter ${asker.address}` : whom(asker));
const minutes = (count: number) => (count === 1 ? 'eine Minute' : `${count} Minuten`);
const minutesOf = (ms: number) => minutes(Math.round(ms / 60_000));

/** Devices that ask to come in. */
export const dePairing: typeof enPairing = {
  knocked: (asker) => `${who(asker)} möchte hereinkommen.`,
  stayedQuiet: (asker, reason) =>
    `${who(asker)} wollte hereinkommen und bekam keine Karte, denn es ${reason === 'denied' ? 'wurde abgelehnt' : 'wird ignoriert'}.`,
  tooMany: (most) => `Mehr als ${most} Geräte fragten gleichzeitig an. Die weiteren bekamen keine Karte.`,
  wentSilent: (asker) => `${who(asker)} fragt nicht mehr an. Die Anfrage ist beendet.`,
  allowed: (asker, windowMs) => `${who(asker)} wurde zugelassen. Zum Abholen der Zugangsdaten bleiben ${minutesOf(windowMs)}.`,
  denied: (asker) => `${who(asker)} wurde abgelehnt.`,
  ignored: (asker) => `${who(asker)} wird ab jetzt ignoriert.`,
  undone: (asker) => `${who(asker)} darf wieder anfragen.`,
  quietOver: (asker, silenceMs) => `${who(asker)} war nach der Ablehnung ${minutesOf(silenceMs)} still und darf wieder anfragen.`,
  fetched: (asker) =>
    `${who(asker)} hat seine Zugangsdaten abgeholt. Sie wurden ${asker.protocol === 'emonesp' ? 'unverschlüsselt' : 'verschlüsselt'} gesendet.`,
  codesDiffered: (asker) =>
    `${who(asker)} zeigte einen anderen Code und wurde abgewiesen. Vielleicht steht jemand im Netzwerk zwischen dem Gerät und diesem Computer.`,
  rivalled: (asker, address) =>
    `Ein Gerät unter ${address} fragte unter der ID ${asker.node} an, wie auch ${whom(asker)}. Nur eines davon kann das echte sein.`,
  replaced: (asker) => `${who(asker)} fing neu an. Die frühere Anfrage ist beendet.`,
  brokeCommitment: (asker) => `${who(asker)} zeigte eine andere Hälfte des Codes als zugesagt. Die Anfrage ist beendet.`,
  joined: (asker) => `${who(asker)} kam mit den neuen Zugangsdaten herein.`,
  lapsed: (asker) =>
    asker.fetched
      ? `${who(asker)} hat seine Zugangsdaten abgeholt, sich aber nicht rechtzeitig verbunden.`
      : `${who(asker)} hat seine Zugangsdaten nicht abgeholt.`,

  doorOpened: (count) => `Die Tür wurde für ${minutes(count)} geöffnet.`,
  doorClosed: 'Die Tür wurde geschlossen.',
  doorClosedAsleep: 'Der Computer schlief, und die Tür wurde geschlossen.',
  doorTimeOver: 'Die Zeit war um, und die Tür wurde geschlossen.',
  knockedAtClosed: ({ name, address }) => `${name} unter ${address} klopfte an, während die Tür geschlossen war.`,
  notFromHome: (peer) =>
    `Ein Gerät unter ${peer ?? 'einer unbekannten Adresse'} wurde an der Tür abgewiesen: Es ist nicht in einem Heimnetz.`,
  webPage: (address) => `Eine unter ${address} geöffnete Webseite wollte anstelle eines Geräts anfragen und wurde abgewiesen.`,

  codeMissing: 'Das Gerät hat seine Hälfte des Codes noch nicht gezeigt. Einen Moment warten.',
  compareFirst: 'Zuerst die Codes vergleichen, dann zulassen.',
  isJoining: (name) => `${name} kommt gerade herein. Warten, bis es verbunden oder seine Zeit um ist.`,
  ended: 'Diese Anfrage ist beendet.',
  decided: 'Über diese Anfrage wurde schon entschieden.',
  notQuiet: 'Dieses Gerät steht nicht mehr auf der Liste.',
  quietFull: (count) => `${count} Geräte werden ignoriert, mehr passen nicht. Zuerst einige unter „Stille Geräte“ rückgängig machen.`,
};
