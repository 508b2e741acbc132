import type { enTls } from '../en/tls.ts';

const NO_CURVE = 'Client und Hub kennen keine gemeinsame elliptische Kurve';
const NO_SIGNATURE = 'Client und Hub kennen keine gemeinsame Art der Signatur';
const OLD = 'der Client spricht nur TLS vor 1.2, und das ist nicht sicher';
const NOT_ACCEPTED = 'der Client nimmt das Zertifikat dieses Hubs nicht an';

/** Why a TLS handshake failed. */
export const deTls: typeof enTls = {
  failed: (why) => `TLS-Handshake fehlgeschlagen: ${why}.`,
  tooLong: 'der Client brauchte zu lange',
  alert: (why, name) => `${why} (Alert ${name})`,
  other: (name) => `beide Seiten konnten sich nicht einigen (${name || 'kein Grund bekannt'})`,
  alerts: {
    UNKNOWN_CA: 'der Client vertraut dem Zertifikat dieses Hubs nicht',
    BAD_CERTIFICATE: NOT_ACCEPTED,
    CERTIFICATE_UNKNOWN: NOT_ACCEPTED,
    UNSUPPORTED_CERTIFICATE: 'der Client kann diese Art von Zertifikat nicht verwenden',
    CERTIFICATE_EXPIRED: 'der Client hält das Zertifikat dieses Hubs für abgelaufen; vielleicht geht seine Uhr falsch',
    CERTIFICATE_REVOKED: 'der Client hält das Zertifikat dieses Hubs für gesperrt',
    PROTOCOL_VERSION: 'der Client spricht die TLS-Versionen dieses Hubs nicht (1.2 und 1.3)',
    HANDSHAKE_FAILURE: 'der Client fand keine Verschlüsselung, die beide Seiten kennen',
    INSUFFICIENT_SECURITY: 'dem Client ist die Verschlüsselung dieses Hubs zu schwach',
    UNRECOGNIZED_NAME: 'der Client fragte nach einem anderen Namen',
    DECRYPT_ERROR: 'der Client konnte die Signatur dieses Hubs nicht prüfen',
    INTERNAL_ERROR: 'im Client ist ein Fehler aufgetreten',
    ACCESS_DENIED: 'der Client hat diesen Hub abgewiesen',
    USER_CANCELED: 'der Client hat abgebrochen',
  },
  reasons: {
    UNSUPPORTED_PROTOCOL: OLD,
    VERSION_TOO_LOW: OLD,
    NO_SHARED_CIPHER: 'Client und Hub kennen keine gemeinsame Verschlüsselung',
    WRONG_CURVE: NO_CURVE,
    NO_SHARED_GROUP: NO_CURVE,
    NO_SUITABLE_KEY_SHARE: NO_CURVE,
    NO_SHARED_SIGNATURE_ALGORITHMS: NO_SIGNATURE,
    NO_COMMON_SIGNATURE_ALGORITHMS: NO_SIGNATURE,
    WRONG_VERSION_NUMBER: 'der Client spricht kein TLS; vielleicht ist er auf unverschlüsseltes MQTT eingestellt',
    HTTP_REQUEST: 'der Client spricht unverschlüsseltes HTTP; vielleicht ist ws:// eingestellt, wo wss:// nötig ist',
    HTTPS_PROXY_REQUEST: 'der Client hält diesen Port für einen HTTP-Proxy',
    BAD_PACKET_LENGTH: 'der Client beendete ihn mit einem nicht lesbaren Alert; meist vertraut er dem Zertifikat dieses Hubs nicht',
  },
};
