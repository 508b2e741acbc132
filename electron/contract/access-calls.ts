import { z } from 'zod';
import { tokenAlgorithmSchema } from './access.ts';
import { bindSchema, denialSchema, hoursSchema, listenerRuleSchema, mqttListenerNameSchema } from './model.ts';

const nothing = z.void();
const id = z.object({ id: z.string().min(1).max(64) });
const name = z.string().trim().min(1).max(64);
const filters = z.array(z.string().min(1).max(4_096)).max(100);
const permission = z.object({
  publish: filters,
  subscribe: filters,
  networks: z.array(z.string().max(64)).max(20),
  hours: hoursSchema.nullable(),
});
/** One that a person chose. The hub's own have 22 characters. */
export const typedPassword = z.string().min(8, 'choose at least 8 characters').max(128);
const time = z.number().int().nonnegative();
const filePath = z.string().min(1).max(4_096);
const url = z.url({ protocol: /^https?$/ }).max(2_048);
const bootstrapRules = z.object({
  name,
  register: z.boolean(),
  most: z.number().int().min(1).max(10_000),
  expiresAt: time.nullable(),
  permission,
});

/** Calls about who may do what: permissions, certificates, bootstrap credentials, tokens, listeners. */
export const accessCalls = {
  /** Takes effect on live connections at once. */
  'devices.setPermission': { args: id.extend({ permission }), result: nothing },
  /** Adds a topic or filter that was denied. */
  'devices.permit': { args: id.extend({ action: denialSchema.shape.action, topic: z.string().min(1).max(4_096) }), result: nothing },
  /** A client certificate and its key, made now and shown once. */
  'devices.issueCertificate': {
    args: id.extend({ days: z.number().int().min(1).max(3_650).default(365) }),
    result: z.object({
      serial: z.string(),
      certificatePem: z.string(),
      keyPem: z.string(),
      authorityPem: z.string(),
      /** Base64, protected by `pkcs12Password`. */
      pkcs12: z.string(),
      pkcs12Password: z.string(),
    }),
  },
  'devices.revokeCertificate': { args: z.object({ serial: z.string().min(1).max(64) }), result: nothing },

  'bootstrap.add': {
    args: bootstrapRules.extend({ userName: z.string().min(1).max(64).optional(), password: typedPassword.optional() }),
    result: z.object({ id: z.string(), userName: z.string(), password: z.string() }),
  },
  'bootstrap.change': { args: bootstrapRules.extend(id.shape), result: nothing },
  /** `withDevices`: also revokes every device that it registered. */
  'bootstrap.revoke': { args: id.extend({ withDevices: z.boolean() }), result: nothing },
  /** Lets a revoked client id come back by a bootstrap credential. */
  'barred.lift': { args: z.object({ clientId: z.string().min(1).max(256) }), result: nothing },

  'tokens.addIssuer': {
    args: z.object({
      name,
      algorithm: tokenAlgorithmSchema,
      key: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('secret'), secret: z.string().min(32, 'a shared secret needs at least 32 characters').max(4_096) }),
        z.object({ kind: z.literal('pem'), pem: z.string().min(1).max(16_384) }),
        z.object({ kind: z.literal('jwks'), url }),
      ]),
      issuer: z.string().min(1).max(512).nullable(),
      audience: z.string().min(1).max(512).nullable(),
      clockSkewSeconds: z.number().int().min(0).max(600),
      userName: z.enum(['JWT', 'any']),
      passwordGrant: z
        .object({
          endpoint: url,
          clientId: z.string().min(1).max(512),
          clientSecret: z.string().max(4_096).nullable(),
          scope: z.string().max(512).nullable(),
          audience: z.string().max(512).nullable(),
        })
        .nullable(),
    }),
    result: z.object({ id: z.string() }),
  },
  'tokens.removeIssuer': { args: id, result: nothing },
  /** A token signed by the hub itself, shown once. */
  'tokens.issue': {
    args: z.object({ name, publish: filters, subscribe: filters, minutes: z.number().int().min(1).max(5_256_000) }),
    result: z.object({ token: z.string(), expiresAt: time }),
  },

  /** Files of the person's own; refused with the reason in words if they cannot be used. */
  'certificates.import': {
    args: z.object({ certificateFile: filePath, chainFile: filePath.nullable(), keyFile: filePath }),
    result: z.object({ id: z.string() }),
  },
  'certificates.removeImport': { args: id, result: nothing },

  /** Listens elsewhere, for others, or not at all. Clients of a listener that did not move stay connected. */
  'listeners.change': {
    args: z.object({
      name: mqttListenerNameSchema,
      enabled: z.boolean(),
      port: z.number().int().min(1).max(65_535),
      bind: bindSchema.nullable(),
      rule: listenerRuleSchema,
    }),
    result: nothing,
  },
} as const;
