import type { enWelcome } from './en-welcome.ts';

/** What a person is asked at their first start. */
export const deWelcome: typeof enWelcome = {
  title: 'Willkommen bei Porchlight',
  text: 'Der Broker für das Zuhause, und die Tür, an der Geräte um Einlass bitten.',
  later: 'Jeder Schritt lässt sich überspringen. Alles steht auch in den Einstellungen.',
  stepList: 'Schritte der Begrüßung',
  stepOf: (step, of) => `Schritt ${step} von ${of}`,
  steps: {
    name: 'Ein Name',
    place: 'Wo er lauscht',
    notifications: 'Benachrichtigungen',
    login: 'Von selbst starten',
    device: 'Das erste Gerät',
  },
  next: 'Weiter',
  skip: 'Schritt überspringen',
  leave: 'Begrüßung überspringen',
  finish: 'Fertig',
  deviceLater: 'Geräte später hinzufügen',

  name: {
    title: 'Wie heißt dieser Hub?',
    text: 'Unter diesem Namen sehen Menschen und Geräte diesen Computer, zum Beispiel wenn ein Gerät hereinmöchte.',
    label: 'Name des Hubs',
  },
  place: {
    title: 'Wer darf ihn erreichen?',
    text: 'Hier geht es darum, wer bis zur Tür kommt. Herein kommt niemand ohne eigene Zugangsdaten.',
    label: 'Wo er lauscht',
    options: { lan: 'Geräte in meinem Netzwerk', '127.0.0.1': 'Nur dieser Computer' },
    hints: {
      lan: 'Sensoren, Steckdosen und Telefone im Haus können anfragen und sich nach der Zulassung verbinden. Die Firewall des Systems fragt vielleicht nach, ob das so stimmt.',
      '127.0.0.1': 'Programme auf diesem Computer können sich verbinden. Geräte im Haus können weder das noch anfragen.',
    },
  },
  notifications: {
    title: 'Darf Porchlight melden, wer anklopft?',
    text: 'Geschlossen arbeitet es im Infobereich weiter. Von dort kann es sich melden, wenn ein Gerät hereinmöchte.',
    label: 'Wenn ein Gerät anfragt',
    options: { yes: 'Melden', no: 'Nicht melden' },
    hints: {
      yes: 'Durch eine Benachrichtigung und ein kleines Fenster zum Zulassen oder Ablehnen.',
      no: 'Anfragen warten im Eingang, bis er geöffnet wird. Die der meisten Geräte enden nach einigen Minuten.',
    },
  },
  login: {
    title: 'Soll es von selbst starten?',
    text: 'Die Geräte haben nur einen Broker, solange Porchlight läuft.',
    label: 'Beim Anmelden an diesem Computer',
    options: { yes: 'Verborgen starten', no: 'Nicht starten' },
    hints: {
      yes: 'Es erscheint im Infobereich, und die Geräte verbinden sich ohne weiteres Zutun.',
      no: 'Die Geräte warten, bis Porchlight von Hand geöffnet wird.',
    },
  },
  device: {
    title: 'Das erste Gerät hereinholen',
    text: 'Die Tür öffnen, dann das Gerät einschalten. Es findet diesen Hub von selbst und fragt hier an; nach dem Vergleich eines Codes wird es zugelassen.',
    onlyHere:
      'Der Hub lauscht nur auf diesem Computer, deshalb kann ihn kein Gerät im Haus erreichen. Das lässt sich unter „Wo er lauscht“ ändern.',
    otherTitle: 'Klopft es nicht von selbst an?',
    others: {
      byHand: 'Eines von Hand hinzufügen',
      byHandText: 'Alles, was MQTT spricht: Es gibt einen Benutzernamen und ein Passwort zum Eintippen.',
      found: 'Im Netzwerk nachsehen',
      foundText: 'Shelly, WLED, Tasmota, OpenEVSE und OpenDTU werden gefunden und von hier aus eingerichtet.',
      emonesp: 'EmonESP-Geräte koppeln',
      emonespText: 'Sie haben einen eigenen Schalter, im Eingang.',
    },
    isIn: (name) => `${name} ist da. Weitere kommen jederzeit dazu.`,
  },
};
