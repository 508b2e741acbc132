/** Why a TLS handshake failed. The names are those of alerts (RFC 8446, 6.2), and of OpenSSL's and BoringSSL's reasons. */
export const enTls = {
  failed: (why: string) => `TLS handshake failed: ${why}.`,
  tooLong: 'the client took too long',
  /** `name`: of the alert, as the standard has it. */
  alert: (why: string, name: string) => `${why} (alert ${name})`,
  other: (name: string) => `the two sides could not agree (${name || 'no reason known'})`,
  alerts: {
    UNKNOWN_CA: "the client does not trust this hub's certificate",
    BAD_CERTIFICATE: "the client does not accept this hub's certificate",
    CERTIFICATE_UNKNOWN: "the client does not accept this hub's certificate",
    UNSUPPORTED_CERTIFICATE: "the client cannot use this hub's kind of certificate",
    CERTIFICATE_EXPIRED: "the client takes this hub's certificate for expired; its clock may be wrong",
    CERTIFICATE_REVOKED: "the client takes this hub's certificate for revoked",
    PROTOCOL_VERSION: "the client does not speak this hub's versions of TLS (1.2 and 1.3)",
    HANDSHAKE_FAILURE: 'the client found no encryption that both sides know',
    INSUFFICIENT_SECURITY: "the client finds this hub's encryption too weak",
    UNRECOGNIZED_NAME: 'the client asked for another name',
    DECRYPT_ERROR: "the client could not verify this hub's signature",
    INTERNAL_ERROR: 'the client had a fault of its own',
    ACCESS_DENIED: 'the client turned this hub away',
    USER_CANCELED: 'the client broke it off',
  } as { [alert: string]: string },
  reasons: {
    UNSUPPORTED_PROTOCOL: 'the client speaks only versions of TLS before 1.2, which are not safe',
    VERSION_TOO_LOW: 'the client speaks only versions of TLS before 1.2, which are not safe',
    NO_SHARED_CIPHER: 'the client and this hub know no cipher in common',
    WRONG_CURVE: 'the client and this hub know no elliptic curve in common',
    NO_SHARED_GROUP: 'the client and this hub know no elliptic curve in common',
    NO_SUITABLE_KEY_SHARE: 'the client and this hub know no elliptic curve in common',
    NO_SHARED_SIGNATURE_ALGORITHMS: 'the client and this hub know no kind of signature in common',
    NO_COMMON_SIGNATURE_ALGORITHMS: 'the client and this hub know no kind of signature in common',
    WRONG_VERSION_NUMBER: 'the client does not speak TLS; perhaps it is set to plain MQTT',
    HTTP_REQUEST: 'the client speaks plain HTTP; perhaps it is set to ws:// where wss:// is needed',
    HTTPS_PROXY_REQUEST: 'the client takes this port for an HTTP proxy',
    // In TLS 1.3 some clients send this alert unencrypted, and then it cannot be read.
    BAD_PACKET_LENGTH: "the client ended it with an alert that could not be read; most often it does not trust this hub's certificate",
  } as { [reason: string]: string },
};
