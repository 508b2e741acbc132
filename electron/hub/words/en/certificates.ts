/** The hub's certificates, imported ones, and those that clients show. A `file` is its path. */
export const enCertificates = {
  notRenamed: (why: string) => `The hub's certificates could not be made again for its new names: ${why}.`,
  commonName: (most: number) => `A certificate's common name has 1 to ${most} characters, and no control characters.`,
  remade: (why: string) => `The hub's certificate was made again, with the same key, because ${why}.`,
  notChecked: (why: string) => `The hub's certificates could not be checked: ${why}.`,
  expiring: 'it was about to expire',
  clockBack: "this computer's clock was set back",
  namesChanged: "this computer's names or addresses changed",
  keyringLocked: (name: string) =>
    `The keys of this hub (${name}) are encrypted by this desktop's keyring, which cannot be used now. Unlock the keyring and start Porchlight again.`,
  keyringForeign: (name: string) =>
    `The keys of this hub (${name}) cannot be decrypted: they are damaged, or were encrypted by the keyring of another user or computer.`,

  /** Why a client's certificate is not trusted; `faults`: by OpenSSL's verification results. */
  faults: {
    CERT_HAS_EXPIRED: 'its certificate has expired',
    CERT_NOT_YET_VALID: 'its certificate is not valid yet',
    DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate was signed by itself and not by this hub's authority",
    SELF_SIGNED_CERT_IN_CHAIN: 'its certificate was signed by another authority',
    UNABLE_TO_GET_ISSUER_CERT: 'its certificate was signed by another authority',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate was signed by another authority',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate was signed by another authority',
    CERT_SIGNATURE_FAILURE: "its certificate does not carry the true signature of this hub's authority",
    INVALID_PURPOSE: 'its certificate was not issued for clients',
  } as { [code: string]: string },
  expired: 'its certificate has expired',
  notYet: 'its certificate is not valid yet',
  unverified: (code: string) => `its certificate could not be verified (${code})`,

  wholePaths: 'Give the whole path of each file, from the root folder on.',
  importsFull: (most: number) => `At most ${most} can be imported.`,
  importedAlready: (file: string) => `${file} is imported already.`,
  importGone: 'This certificate is not imported any more.',
  imported: (names: readonly string[]) => `You imported the certificate for ${names.join(', ')}.`,
  importRemoved: (file: string) => `You removed the imported certificate ${file}.`,
  renewed: (names: readonly string[]) => `Took up the renewed certificate for ${names.join(', ')}.`,
  importProblem: (problem: string, meanwhile: 'expired' | 'before' | 'own') => {
    const goesOn = {
      expired: 'It stays in use until the files hold a new one.',
      before: 'The one before stays in use.',
      own: "The hub's own is used instead.",
    };
    return `There is a problem with an imported certificate. ${problem} ${goesOn[meanwhile]}`;
  },
  otherKey: (keyFile: string, file: string) => `The key in ${keyFile} does not match the certificate in ${file}.`,
  notForServers: 'The certificate was not issued for servers.',
  onlyForHub: (host: string) =>
    `The certificate is for ${host} alone, which is answered with the hub's own, so that paired devices recognise it.`,
  noDnsName: 'The certificate names no DNS name that it could be served for.',
  unusableKind: (kind: string | undefined) => `This computer's TLS cannot use this kind of certificate or key (${kind}).`,
  chainIncomplete: (issuer: string) =>
    `The chain is incomplete: the certificate was signed by "${issuer}", and that one's certificate is not in the files.`,
  certificateExpired: (inChain: boolean, day: string) => `${inChain ? 'A certificate of the chain' : 'The certificate'} expired on ${day}.`,
  certificateNotYet: (inChain: boolean, day: string) =>
    `${inChain ? 'A certificate of the chain' : 'The certificate'} is not valid before ${day}. Is this computer's clock right?`,
  noPem: (file: string) => `${file} does not hold a certificate in PEM form.`,
  notUnderstood: (file: string) => `A certificate in ${file} cannot be understood.`,
  noKey: (file: string) => `${file} does not hold a private key that can be read.`,
  lockedKey: (file: string) => `${file} does not hold a private key that can be read without a password.`,
  fileLarge: (file: string) => `${file} is far too large for a certificate.`,
};
