import type { enDoor } from './en-door.ts';
import { pluralDe } from './plural.ts';

const minutes = (count: number): string => pluralDe(count, 'Minute', 'Minuten');
const list = new Intl.ListFormat('de-DE');

/** The door: when devices may ask, and how a person makes sure which one asks. */
export const deDoor: typeof enDoor = {
  titles: {
    closed: 'Die Tür ist geschlossen',
    open: 'Die Tür ist offen',
    always: 'Die Tür ist immer offen',
  },
  texts: {
    closed: 'Neue Geräte können nicht anfragen. Die Tür öffnen und dann das Gerät einschalten, das hinzukommen soll.',
    open: 'Neue Geräte dürfen anfragen. Herein kommt nur, was zugelassen wird.',
    always: 'Neue Geräte dürfen jederzeit anfragen. Herein kommt nur, was zugelassen wird.',
  },
  emonesp: 'EmonESP-Geräte kommen nicht durch diese Tür: Für sie gibt es einen eigenen Schalter.',
  minutes,
  open: (count) => `Tür für ${minutes(count)} öffnen`,
  openFor: 'Offen lassen für',
  closesIn: 'Schließt in',
  close: 'Jetzt schließen',
  always: 'Immer fragen',
  alwaysText: 'Geräte dürfen Tag und Nacht anfragen, nicht nur solange die Tür offen ist.',
  openUntil: (time) => `Die Tür ist bis ${time} offen.`,
  turnedAway: (count) => `${pluralDe(count, 'Gerät hat', 'Geräte haben')} angeklopft, während die Tür geschlossen war.`,
  theLast: (name, address, one) => `${one ? 'Es war' : 'Zuletzt:'} ${name} unter ${address},`,
  openNow: (count) => `Für ${minutes(count)} öffnen`,

  empty: {
    closed: {
      title: 'Niemand steht vor der Tür',
      text: 'Wenn ein Gerät hereinkommen möchte, wird hier entschieden. Die Tür ist jetzt geschlossen. Für EmonESP-Geräte „EmonESP-Geräte koppeln“ einschalten. Alles andere, was MQTT spricht, lässt sich von Hand hinzufügen.',
    },
    open: {
      title: 'Noch steht niemand vor der Tür',
      text: 'Das Gerät einschalten, das hinzukommen soll. Es fragt innerhalb weniger Sekunden hier an, und Sie entscheiden.',
    },
    always: {
      title: 'Niemand steht vor der Tür',
      text: 'Wenn ein Gerät hereinkommen möchte, wird hier entschieden. Für EmonESP-Geräte „EmonESP-Geräte koppeln“ einschalten. Alles andere, was MQTT spricht, lässt sich von Hand hinzufügen.',
    },
  },

  endsIn: (left) => `Endet in ${left}`,
  rivals: (addresses, node) =>
    `${list.format(addresses)} ${addresses.length === 1 ? 'gibt' : 'geben'} sich auch als ${node} aus. Nur eines davon kann das echte sein.`,
  code: 'Code',
  codeText: (name) => `${name} muss denselben Code zeigen: auf seinem Display, auf seiner Webseite oder in seinem Protokoll.`,
  same: {
    question: 'Zeigen beide denselben Code?',
    yes: 'Ja, gleich – zulassen',
    no: 'Nein, verschieden',
    differ: 'Sind sie verschieden, steht vielleicht jemand zwischen dem Gerät und diesem Computer. Dann bekommt es nichts.',
  },
  unseen: {
    title: 'Kein Code zum Vergleichen',
    text: 'Dieses Gerät kann keinen zeigen. Deshalb lässt sich nicht sagen, ob wirklich Ihr Gerät anfragt oder jemand anderes im Netzwerk, der hereinmöchte.',
    question: 'Wird dieses Gerät gerade jetzt hinzugefügt?',
    yes: 'Ja, ohne Code zulassen',
  },
  waiting: 'Die Anfrage des Geräts ist noch nicht vollständig. Zulassen geht, sobald sein Code hier ist.',
  look: {
    none: 'Zulassen',
    waiting: 'Code vergleichen …',
    code: 'Code vergleichen …',
    unseen: 'Karte öffnen …',
  },
  lookHint: 'Öffnet die Karte, auf der entschieden wird',
};
