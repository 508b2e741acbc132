import type { CallResult } from '../../../electron/contract/calls.ts';

/** A client certificate with its key, as it is shown once. */
export type IssuedCertificate = CallResult<'devices.issueCertificate'>;

const SERIAL_SHOWN = 8;

/** Enough of a serial number to tell one from another. */
export const shortSerial = (serial: string): string => (serial.length > SERIAL_SHOWN ? `${serial.slice(0, SERIAL_SHOWN)}…` : serial);
