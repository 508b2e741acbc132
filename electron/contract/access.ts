import { z } from 'zod';
import { permissionSchema } from './model.ts';

const time = z.number().int().nonnegative();

/** A certificate as far as a person needs to know it. */
export const certificateInfoSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** DNS names and addresses that it is good for. */
  names: z.array(z.string()),
  notBefore: time,
  notAfter: time,
  /** SHA-256 over the SubjectPublicKeyInfo, base64url: stays the same when the certificate is reissued. */
  keyFingerprint: z.string(),
});
export type CertificateInfo = z.infer<typeof certificateInfoSchema>;

/** Certificate files of the person's own, for example from Let's Encrypt. */
export const importedCertificateSchema = z.object({
  id: z.string(),
  certificateFile: z.string(),
  chainFile: z.string().nullable(),
  keyFile: z.string(),
  /** `null` while it has never been usable. */
  certificate: certificateInfoSchema.nullable(),
  loadedAt: time.nullable(),
  /** Why the files as they are now cannot be used, in words; the last good ones stay in use. */
  problem: z.string().nullable(),
});
export type ImportedCertificate = z.infer<typeof importedCertificateSchema>;

export const certificatesSchema = z.object({
  authority: certificateInfoSchema,
  /** The authority's certificate for devices to trust, PEM. */
  authorityPem: z.string(),
  server: certificateInfoSchema,
  /** `keyring`: encrypted by the desktop's keyring. `file`: in files that only this user can read. */
  keysIn: z.enum(['keyring', 'file']),
  imported: z.array(importedCertificateSchema),
});
export type Certificates = z.infer<typeof certificatesSchema>;

/** One user name and password for many devices whose client ids are not known beforehand. */
export const bootstrapSchema = z.object({
  id: z.string(),
  name: z.string(),
  userName: z.string(),
  createdAt: time,
  lastUsedAt: time.nullable(),
  /** True: the first connection makes a device of it. False: it is let in for as long as it is connected. */
  register: z.boolean(),
  /** How many client ids may come in by it. */
  most: z.number().int(),
  expiresAt: time.nullable(),
  /** Template for what comes in by it. */
  permission: permissionSchema,
  /** Who came in by it, newest first, bounded. */
  arrivals: z.array(
    z.object({
      clientId: z.string(),
      deviceId: z.string().nullable(),
      address: z.string().nullable(),
      firstAt: time,
      lastAt: time,
      connected: z.boolean(),
    }),
  ),
});
export type Bootstrap = z.infer<typeof bootstrapSchema>;

/** A client id that was revoked: it cannot come back by a bootstrap credential. */
export const barredSchema = z.object({ clientId: z.string(), name: z.string(), since: time });
export type Barred = z.infer<typeof barredSchema>;

export const tokenAlgorithmSchema = z.enum(['HS256', 'RS256', 'ES256']);
export type TokenAlgorithm = z.infer<typeof tokenAlgorithmSchema>;

/** Whose tokens are accepted as passwords. Secrets are never told. */
export const tokenIssuerSchema = z.object({
  id: z.string(),
  name: z.string(),
  algorithm: tokenAlgorithmSchema,
  /** Where its key comes from. */
  key: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('secret') }),
    z.object({ kind: z.literal('pem'), pem: z.string() }),
    z.object({ kind: z.literal('jwks'), url: z.string() }),
  ]),
  issuer: z.string().nullable(),
  audience: z.string().nullable(),
  clockSkewSeconds: z.number().int(),
  /** `JWT`: only this user name carries a token. `any`: every password that is a token is read as one. */
  userName: z.enum(['JWT', 'any']),
  /** Checks a user name and password at the issuer's token endpoint (OAuth 2.0, RFC 6749, 4.3). */
  passwordGrant: z
    .object({ endpoint: z.string(), clientId: z.string(), scope: z.string().nullable(), audience: z.string().nullable() })
    .nullable(),
  lastUsedAt: time.nullable(),
  /** What went wrong last with fetching its keys or asking its endpoint, in words. */
  problem: z.string().nullable(),
});
export type TokenIssuer = z.infer<typeof tokenIssuerSchema>;

/** All that is told of certificates, bootstrap credentials and tokens. */
export const accessSchema = z.object({
  certificates: certificatesSchema,
  bootstraps: z.array(bootstrapSchema),
  barred: z.array(barredSchema),
  tokenIssuers: z.array(tokenIssuerSchema),
});
export type Access = z.infer<typeof accessSchema>;
