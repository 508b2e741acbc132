import type { enHelp } from './en-help.ts';
import { pluralDe } from './plural.ts';

/** The Help page. */
export const deHelp: typeof enHelp = {
  intro: 'Wenn etwas nicht funktioniert, hier anfangen.',
  tabList: 'Teile der Hilfe',
  tabs: { refusals: 'Warum keine Verbindung?', log: 'Protokoll', diagnostics: 'Diagnose' },
  refusals: {
    title: 'Warum keine Verbindung?',
    intro: 'Alle, die seit dem Start von Porchlight abgewiesen wurden, mit Ursache und Abhilfe. Neue erscheinen von selbst.',
    all: 'Alle Abweisungen in „Aktivität“',
    whose: 'Von wem',
    everybody: 'Von allen',
    nobodys: 'Von keinem bekannten Gerät',
    openNow: (count) => `${pluralDe(count, 'offenes Problem', 'offene Probleme')}`,
    noneOpen: 'Kein offenes Problem',
    list: 'Wer sich nicht verbinden kann, neueste zuerst',
    settled: (count) => `${pluralDe(count, 'Problem', 'Probleme')} inzwischen gelöst`,
    settledMark: 'Gelöst',
    left: (count) => `${pluralDe(count, 'Abweisung', 'Abweisungen')} anderer sind nur gezählt, weil es so viele waren.`,
    noneTitle: 'Niemand wurde abgewiesen',
    noneText: 'Wenn ein Gerät trotzdem nicht erscheint, erreicht es diesen Computer gar nicht oder fragt woanders. Der Reihe nach prüfen:',
    noneOf: (name) => `${name} wurde nicht abgewiesen`,
    notListed: 'Das Gerät steht nicht in der Liste?',
    notReached: 'Dann erreicht es diesen Computer gar nicht. Der Reihe nach prüfen:',
    somebody: 'Jemand',
    by: (userName) => `Jemand als „${userName}“`,
    atAddress: (address) => `Ein Client unter ${address}`,
    times: (count) => pluralDe(count, 'Mal', 'Mal'),
    facts: {
      address: 'Adresse',
      clientId: 'Seine Client-ID',
      userName: 'Sein Benutzername',
      tried: 'Versucht',
      howOften: 'Wie oft',
      first: 'Zuerst',
      last: 'Zuletzt',
    },
    tried: {
      publish: (topic) => `in ${topic} veröffentlichen`,
      subscribe: (topic) => `${topic} abonnieren`,
    },
    said: 'Notiz des Hubs',
  },
  proposed: {
    publish: (topic) => `„${topic}“ ist unter den Topics zum Veröffentlichen ergänzt. Es gilt erst nach dem Speichern.`,
    subscribe: (topic) => `„${topic}“ ist unter den Topics zum Abonnieren ergänzt. Es gilt erst nach dem Speichern.`,
  },
  causes: {
    password: {
      why: 'Das Passwort war falsch.',
      what: 'Das Passwort im Gerät neu eingeben, ohne Leerzeichen am Ende. Ist es nicht mehr zur Hand, ein neues erzeugen.',
    },
    'bootstrap-password': {
      why: 'Der Benutzername gehört zu einem Bootstrap-Zugang, das Passwort war falsch.',
      what: 'Das Passwort neu eingeben. Ist es nicht mehr zur Hand, einen neuen Zugang anlegen und diesen sperren.',
    },
    'unknown-user': {
      why: 'Den genannten Benutzernamen hat hier niemand, oder niemand mehr.',
      what: 'Den Benutzernamen im Gerät mit dem unter „Geräte“ vergleichen. Ein neues Gerät hinzufügen und die gezeigten Daten eingeben.',
    },
    'no-user': {
      why: 'Es nannte keinen Benutzernamen. Jedes Gerät braucht eigene Zugangsdaten.',
      what: 'Das Gerät hinzufügen und den gezeigten Benutzernamen und das Passwort eingeben.',
    },
    topic: {
      why: 'Es ist verbunden, versuchte aber etwas, das es nicht darf.',
      what: 'Das Topic erlauben, wenn das in Ordnung ist. Sonst im Gerät Topics einstellen, die es benutzen darf.',
    },
    'plain-on-tls': {
      why: 'Es sprach unverschlüsselt, wo TLS nötig ist.',
      what: 'Im Gerät TLS einschalten oder den Port des unverschlüsselten Listeners eintragen.',
    },
    'tls-on-plain': {
      why: 'Es sprach TLS, wo nicht verschlüsselt wird.',
      what: 'Den Port für MQTT über TLS eintragen oder im Gerät TLS ausschalten.',
    },
    trust: {
      why: 'Es vertraut dem Zertifikat dieses Hubs nicht.',
      what: 'Die Zertifizierungsstelle in das Gerät kopieren. Hat es dafür keinen Platz, den unverschlüsselten Listener benutzen.',
    },
    clock: {
      why: 'Es hält das Zertifikat dieses Hubs für abgelaufen; seine Uhr geht also falsch.',
      what: 'Die Uhr des Geräts stellen, etwa über seinen Zeitserver. Die Daten des Zertifikats stehen unter „Sicherheit“.',
    },
    tls: {
      why: 'Seine Verschlüsselung und die dieses Hubs passen nicht zusammen.',
      what: 'Eine neuere Firmware kann helfen. Sonst den unverschlüsselten Listener benutzen.',
    },
    'not-mqtt': {
      why: 'Was es sandte, ist kein MQTT, das dieser Port versteht.',
      what: 'Port und Art der Verbindung im Gerät mit den Listenern vergleichen: unverschlüsselt, TLS oder WebSocket.',
    },
    'client-id-taken': {
      why: 'Seine Client-ID gehört einem anderen Gerät, oder jemand ist damit verbunden.',
      what: 'Dem Gerät eine eigene Client-ID geben. Ist es dasselbe Gerät unter neuem Namen, zuerst das alte sperren.',
    },
    'client-id-unusable': {
      why: 'Seine Client-ID fehlt, wo eine nötig ist, oder ist nicht benutzbar.',
      what: 'Eine Client-ID aus bis zu 128 Buchstaben und Ziffern eintragen, ohne /, + und #.',
    },
    quota: {
      why: 'Zu viele Verbindungen sind gleichzeitig offen.',
      what: 'Das Gerät suchen, das sich immer neu verbindet, ohne zu trennen, oder in „Einstellungen“ mehr zulassen.',
    },
    token: {
      why: 'Sein Token wurde nicht angenommen.',
      what: 'Aussteller, Zielgruppe und Signatur mit den Angaben unter „Token“ vergleichen oder ein neues ausstellen.',
    },
    'token-expired': {
      why: 'Die Zeit seines Tokens ist vorbei.',
      what: 'Ein neues Token ausstellen und das alte damit ersetzen.',
    },
    provider: {
      why: 'Der Identitätsanbieter nahm es nicht an oder war nicht erreichbar.',
      what: 'Das Passwort dort prüfen. Was mit dem Anbieter zuletzt schiefging, steht unter „Token“.',
    },
    'certificate-revoked': {
      why: 'Es zeigte ein Zertifikat, das gesperrt wurde.',
      what: 'Darf es wieder herein, in seinen Details unter „Geräte“ ein neues Zertifikat ausstellen.',
    },
    'certificate-missing': {
      why: 'Dieser Listener lässt nur herein, wer ein Client-Zertifikat zeigt, und es zeigte keines.',
      what: 'Ein Zertifikat dieses Hubs in das Gerät laden oder den Listener Passwörter annehmen lassen.',
    },
    'certificate-foreign': {
      why: 'Sein Zertifikat stammt nicht von diesem Hub oder gilt zurzeit nicht.',
      what: 'In seinen Details unter „Geräte“ ein Zertifikat ausstellen und in das Gerät laden.',
    },
    network: {
      why: 'Von der Adresse, an der es ist, darf es sich nicht verbinden.',
      what: 'Sein Netz bei den erlaubten Netzen ergänzen.',
    },
    hours: {
      why: 'Zu dieser Tageszeit darf es sich nicht verbinden.',
      what: 'Seine Zeiten ändern oder warten, bis sie beginnen.',
    },
    'bootstrap-full': {
      why: 'Der Bootstrap-Zugang hat alle hereingelassen, die er darf.',
      what: 'Erhöhen, wie viele Client-IDs über ihn hereinkommen dürfen.',
    },
    'bootstrap-expired': {
      why: 'Der letzte Tag des Bootstrap-Zugangs ist vorbei.',
      what: 'Ihm einen späteren letzten Tag geben, oder keinen.',
    },
    barred: {
      why: 'Es wurde gesperrt und wollte über einen Bootstrap-Zugang zurück.',
      what: 'Darf es zurück, es von den ausgeschlossenen Client-IDs nehmen.',
    },
    storage: {
      why: 'Zurzeit kann nichts gespeichert werden, also auch niemand Neues herein.',
      what: 'Der Hinweis oben im Fenster sagt mehr. Es versucht es von selbst wieder.',
    },
    busy: {
      why: 'Der Hub konnte nicht rechtzeitig entscheiden.',
      what: 'Es versucht es von selbst wieder. Bleibt das so, in das Protokoll sehen.',
    },
    'far-away': {
      why: 'Es ist in keinem Netz dieses Computers und darf deshalb nicht anfragen.',
      what: 'Beide mit demselben Netz verbinden. Gastnetze und VPNs trennen Geräte voneinander.',
    },
    'web-page': {
      why: 'Eine Webseite wollte anstelle eines Geräts anfragen.',
      what: 'Nichts zu tun: Webseiten dürfen nicht anfragen. Eine unbekannte Seite schließen.',
    },
    crowd: {
      why: 'Mehr Geräte fragten zugleich an, als Platz haben.',
      what: 'Über die Wartenden im Eingang entscheiden. Dann bekommen auch die anderen eine Karte.',
    },
    'browser-login': {
      why: 'Ein Browser nannte ein falsches Passwort, kam über einen abgelaufenen Einmal-Link oder versuchte es zu oft.',
      what: 'Wer das selbst war, wartet eine Minute und versucht es erneut. Sonst unter „Aktivität“ ansehen, welche Adresse es war.',
    },
    'browser-page': {
      why: 'Eine Seite in einem Browser war nicht angemeldet oder ist keine dieses Hubs.',
      what: 'War es die eigene, sie neu laden und sich anmelden. Sonst schließen.',
    },
    other: { why: 'Es wurde abgewiesen.', what: 'Die Notiz des Hubs sagt mehr.' },
  },
  fixes: {
    password: 'Neues Passwort erzeugen',
    permit: 'Ändern, was es darf',
    restrict: 'Ändern, von wo und wann',
    device: 'Gerät zeigen',
    owner: 'Zeigen, wer diese Client-ID hat',
    devices: 'Geräte zeigen',
    add: 'Gerät hinzufügen',
    authority: 'Zertifizierungsstelle kopieren',
    listeners: 'Listener ansehen',
    certificates: 'Zertifikate ansehen',
    bootstrap: 'Bootstrap-Zugang ändern',
    bootstraps: 'Bootstrap-Zugänge ansehen',
    tokens: 'Token ansehen',
    settings: 'Einstellungen öffnen',
    check: 'Netzwerk prüfen',
    inbox: 'Eingang öffnen',
    log: 'In das Protokoll sehen',
    of: (fix, who) => `${fix}: ${who}`,
  },
  obstacles: {
    title: 'Was allen im Weg steht',
    alone: 'Dieser Hub hört nur auf diesen Computer',
    aloneText: 'Geräte erreichen ihn nicht. In „Einstellungen“ auf das Heimnetz hören lassen.',
    closed: 'Die Tür ist geschlossen',
    closedText: (count, name, address) =>
      `${pluralDe(count, 'Gerät klopfte', 'Geräte klopften')} an, während sie geschlossen war, zuletzt ${name} unter ${address}.`,
    open: 'Tür öffnen',
  },
  reach: {
    list: 'Was zu prüfen ist',
    same: {
      title: 'Dasselbe Netz?',
      text: 'Gerät und Computer müssen in einem Netz sein. Gast-WLANs trennen Geräte. Viele kleine Geräte kennen nur 2,4 GHz.',
    },
    address: {
      title: 'Adresse und Port richtig?',
      text: (place) =>
        `Unverschlüsseltes MQTT ist unter ${place}. Wurde das Gerät vor langer Zeit eingerichtet, kann die Adresse neu sein.`,
      none: 'Kein Listener für Geräte ist offen. Die Listener ansehen.',
    },
    power: { title: 'Ist es an und nah genug?', text: 'An seiner Leuchte oder Webseite ablesen, ob es im WLAN ist.' },
    firewall: {
      title: 'Lässt dieser Computer es durch?',
      text: 'Die Selbstprüfung probiert, ob eine Firewall oder ein anderes Programm im Weg ist.',
      go: 'Selbstprüfung starten',
    },
    door: {
      title: 'Ist es neu?',
      text: 'Ein neues Gerät fragt im Eingang an, solange die Tür offen ist. Alle anderen brauchen Zugangsdaten, die man im Gerät einträgt.',
      go: 'Eingang öffnen',
    },
  },
  log: {
    intro: 'Was das Programm seit dem Start für sich notiert, ohne Geheimnisse. Nur die neuesten Zeilen, nur im Arbeitsspeicher.',
    level: 'Zeigen',
    levels: { info: 'Alles', warn: 'Warnungen und Fehler', error: 'Nur Fehler' },
    marks: { info: 'Info', warn: 'Warnung', error: 'Fehler' },
    search: 'Protokoll durchsuchen',
    list: 'Protokoll, älteste zuerst',
    older: 'Ältere Zeilen laden',
    none: 'Keine Zeile passt.',
    fresh: (count) => `${pluralDe(count, 'neue Zeile', 'neue Zeilen')} weiter unten`,
    copyOf: (text) => `Zeile kopieren: ${text}`,
    detail: 'Einzelheiten',
  },
  diagnostics: {
    intro: 'Eine Textdatei für alle, die helfen. Erst lesen, dann speichern und selbst verschicken: Porchlight verschickt nichts.',
    inTitle: 'Was darin steht',
    inside: [
      'Versionen von Porchlight und diesem System, benutzter Speicher',
      'Listener, Einstellungen und Grenzen, und was daran nicht stimmt',
      'Wie viele Geräte, Warteschlangen und Nachrichten es gibt, und ob sie gespeichert werden können',
      'Bis wann Zertifikate gelten',
      'Wer zuletzt abgewiesen wurde, nach Ursache, und die neuesten Zeilen des Protokolls',
    ],
    outTitle: 'Was nicht',
    outside: [
      'Passwörter, Schlüssel, Token, Codes und Links',
      'Namen des Hubs, der Geräte, von Personen und dieses Computers: dafür stehen Platzhalter',
      'Topics und Nutzdaten, Benutzernamen und Client-IDs',
      'Der letzte Teil der Adressen, und öffentliche Adressen ganz',
    ],
    make: 'Diagnose erstellen',
    again: 'Neu erstellen',
    save: 'Datei speichern …',
    text: 'Diagnose',
    size: (kilobytes) => `${kilobytes} kB Text`,
  },
};
