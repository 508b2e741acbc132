const span = (minutes: number): string => {
  const [count, unit] =
    minutes % 1_440 === 0 ? [minutes / 1_440, 'day'] : minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
};

/** Devices, their permissions and certificates, and bootstrap credentials. */
export const enDevices = {
  gone: 'That device is not there any more.',
  nameTaken: (userName: string) => `There is a device with the user name "${userName}" already.`,
  nameInvisible: 'Give the device a name with at least one visible character.',
  filtersFull: (most: number) => `A device holds at most ${most} topic filters.`,
  sharesPassword: (name: string) => `${name} shares the password of a bootstrap credential. Add it as a device of its own to give it one.`,
  full: (most: number) => `Porchlight holds at most ${most} devices. Revoke one first.`,
  unnamed: 'Device',

  added: (name: string) => `You added ${name} by hand.`,
  renamed: (before: string | undefined, name: string | undefined) => `You renamed ${before} to ${name}.`,
  newPassword: (name: string, overlapMinutes: number) =>
    `You gave ${name} a new password. ${
      overlapMinutes === 0 ? 'The old one no longer works.' : `The old one works for ${span(overlapMinutes)} more.`
    }`,
  gotNewPassword: 'it got a new password',
  permissionChanged: (name: string) => `You changed what ${name} may do.`,
  permitted: (name: string, action: 'publish' | 'subscribe', topic: string) =>
    `You allowed ${name} to ${action === 'publish' ? 'publish to' : 'subscribe to'} "${topic}".`,
  percentInTopic: 'A topic with a % in it cannot be added, because % stands for placeholders. Allow the topic above it instead.',
  queueAsOthers: (name: string) => `You let as much wait for ${name} as for other devices.`,
  queueChanged: (name: string, most: number) => `You changed how much may wait for ${name}: ${most} messages at most.`,

  certificateIssued: (name: string, days: number) => `You issued a certificate for ${name}, good for ${days} days.`,
  certificateRevoked: (name: string | undefined) => `You revoked a certificate of ${name}.`,
  itsCertificateRevoked: 'a certificate of it was revoked',
  certificateVoid: 'That certificate does not count any more.',
  certificatesFull: (most: number) => `A device holds at most ${most} certificates. Revoke one first.`,

  filterUnusable: (filter: string, fault: string) => `"${filter}" cannot be used as a topic filter: ${fault}.`,
  filterFaults: {
    hash: '# must stand alone and at the end',
    plus: '+ must stand alone between slashes',
    wildcard: 'it holds + or #',
    empty: 'it is empty',
    long: (most: number) => `it is longer than ${most} bytes`,
    deep: (most: number) => `it has more than ${most} levels`,
    control: 'it holds control characters',
    malformed: 'it is not valid text',
    placeholder: 'only %d, %u and %c may hold a %, each between slashes',
    reserved: 'topics that begin with $ belong to the broker',
  },
  noNetwork: (text: string) => `"${text}" is not a network. Write one such as 192.168.1.0/24, or a single address.`,
  hoursEmpty: 'The hours begin and end at the same time. Leave them out to allow always.',

  bootstrapGone: 'That bootstrap credential is not there any more.',
  bootstrapsFull: (most: number) => `Porchlight holds at most ${most} bootstrap credentials.`,
  userNameUntypable: 'That user name holds characters that cannot be typed.',
  userNameJwt: 'The user name JWT is kept for tokens. Choose another.',
  userNameTaken: (userName: string) => `The user name "${userName}" is taken. Choose another.`,
  notBarred: 'That client id is not on the list any more.',
  expiryPast: 'The expiry lies in the past. Choose a later day.',
  bootstrapMade: (name: string) => `You made the bootstrap credential "${name}".`,
  bootstrapChanged: (name: string) => `You changed the bootstrap credential "${name}".`,
  bootstrapRevoked: (name: string, withDevices: boolean) =>
    `You revoked the bootstrap credential "${name}"${withDevices ? ', and the devices that it registered' : ''}.`,
  itsBootstrapRevoked: 'its bootstrap credential was revoked',
};
