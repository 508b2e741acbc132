import type { enCertificates } from '../en/certificates.ts';

const OTHER_AUTHORITY = 'das gezeigte Zertifikat hat eine andere Zertifizierungsstelle signiert';
const what = (inChain: boolean) => (inChain ? 'Ein Zertifikat der Kette' : 'Das Zertifikat');

/** The hub's certificates, imported ones, and those that clients show. */
export const deCertificates: typeof enCertificates = {
  notRenamed: (why) => `Die Zertifikate des Hubs ließen sich für seine neuen Namen nicht neu ausstellen: ${why}.`,
  commonName: (most) => `Der Name (CN) eines Zertifikats hat 1 bis ${most} Zeichen und keine Steuerzeichen.`,
  remade: (why) => `Das Zertifikat des Hubs wurde mit demselben Schlüssel erneuert, denn ${why}.`,
  notChecked: (why) => `Die Zertifikate des Hubs ließen sich nicht prüfen: ${why}.`,
  expiring: 'es lief bald ab',
  clockBack: 'die Uhr dieses Computers wurde zurückgestellt',
  namesChanged: 'Namen oder Adressen dieses Computers haben sich geändert',
  keyringLocked: (name) =>
    `Die Schlüssel dieses Hubs (${name}) sind durch den Schlüsselbund dieses Desktops verschlüsselt, und der ist jetzt nicht verwendbar. Den Schlüsselbund entsperren und Porchlight neu starten.`,
  keyringForeign: (name) =>
    `Die Schlüssel dieses Hubs (${name}) lassen sich nicht entschlüsseln: Sie sind beschädigt oder wurden mit dem Schlüsselbund eines anderen Benutzers oder Computers verschlüsselt.`,

  faults: {
    CERT_HAS_EXPIRED: 'das gezeigte Zertifikat ist abgelaufen',
    CERT_NOT_YET_VALID: 'das gezeigte Zertifikat gilt noch nicht',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'das gezeigte Zertifikat hat sich selbst signiert und nicht die Zertifizierungsstelle dieses Hubs',
    SELF_SIGNED_CERT_IN_CHAIN: OTHER_AUTHORITY,
    UNABLE_TO_GET_ISSUER_CERT: OTHER_AUTHORITY,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: OTHER_AUTHORITY,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: OTHER_AUTHORITY,
    CERT_SIGNATURE_FAILURE: 'das gezeigte Zertifikat trägt nicht die echte Signatur der Zertifizierungsstelle dieses Hubs',
    INVALID_PURPOSE: 'das gezeigte Zertifikat wurde nicht für Clients ausgestellt',
  },
  expired: 'das gezeigte Zertifikat ist abgelaufen',
  notYet: 'das gezeigte Zertifikat gilt noch nicht',
  unverified: (code) => `das gezeigte Zertifikat ließ sich nicht prüfen (${code})`,

  wholePaths: 'Den ganzen Pfad jeder Datei angeben, vom Wurzelordner an.',
  importsFull: (most) => `Höchstens ${most} lassen sich importieren.`,
  importedAlready: (file) => `${file} ist schon importiert.`,
  importGone: 'Dieses Zertifikat ist nicht mehr importiert.',
  imported: (names) => `Das Zertifikat für ${names.join(', ')} wurde importiert.`,
  importRemoved: (file) => `Das importierte Zertifikat ${file} wurde entfernt.`,
  renewed: (names) => `Das erneuerte Zertifikat für ${names.join(', ')} wurde übernommen.`,
  importProblem: (problem, meanwhile) => {
    const goesOn = {
      expired: 'Es bleibt in Gebrauch, bis die Dateien ein neues enthalten.',
      before: 'Das vorige bleibt in Gebrauch.',
      own: 'Stattdessen wird das des Hubs verwendet.',
    };
    return `Mit einem importierten Zertifikat gibt es ein Problem. ${problem} ${goesOn[meanwhile]}`;
  },
  otherKey: (keyFile, file) => `Der Schlüssel in ${keyFile} passt nicht zum Zertifikat in ${file}.`,
  notForServers: 'Das Zertifikat wurde nicht für Server ausgestellt.',
  onlyForHub: (host) =>
    `Das Zertifikat ist nur für ${host}, und dafür wird das des Hubs gezeigt, damit gekoppelte Geräte ihn wiedererkennen.`,
  noDnsName: 'Das Zertifikat nennt keinen DNS-Namen, für den es gezeigt werden könnte.',
  unusableKind: (kind) => `Das TLS dieses Computers kann diese Art von Zertifikat oder Schlüssel nicht verwenden (${kind}).`,
  chainIncomplete: (issuer) =>
    `Die Kette ist unvollständig: Das Zertifikat wurde von „${issuer}“ signiert, und dessen Zertifikat ist nicht in den Dateien.`,
  certificateExpired: (inChain, day) => `${what(inChain)} ist am ${day} abgelaufen.`,
  certificateNotYet: (inChain, day) => `${what(inChain)} gilt erst ab ${day}. Geht die Uhr dieses Computers richtig?`,
  noPem: (file) => `${file} enthält kein Zertifikat in PEM-Form.`,
  notUnderstood: (file) => `Ein Zertifikat in ${file} ist nicht zu verstehen.`,
  noKey: (file) => `${file} enthält keinen lesbaren privaten Schlüssel.`,
  lockedKey: (file) => `${file} enthält keinen privaten Schlüssel, der ohne Passwort lesbar ist.`,
  fileLarge: (file) => `${file} ist viel zu groß für ein Zertifikat.`,
};
