import { z } from 'zod';
import { brokerLimitsSchema } from './limits.ts';
import { bindSchema, listenerRuleSchema, mqttListenerNameSchema } from './model.ts';

const filePath = z.string().min(1).max(4_096);

/** The files of a Mosquitto, by absolute path. `passwordFile` and `aclFile` stand in for those that `file` names. */
export const mosquittoFilesSchema = z.object({ file: filePath, passwordFile: filePath.nullable(), aclFile: filePath.nullable() });
export type MosquittoFiles = z.infer<typeof mosquittoFilesSchema>;

/** One thing that a person should know before they apply a plan. */
export const remarkSchema = z.object({
  /**
   * `wrong`: Mosquitto cannot read it either. `left`: Porchlight does not take it over. `differs`: taken over, and it works
   * somewhat differently.
   */
  kind: z.enum(['wrong', 'left', 'differs']),
  file: z.string(),
  /** From 1 on; `null`: about the file as a whole. */
  line: z.number().int().nullable(),
  /** What stands there, without anything secret. */
  text: z.string(),
  /** Why, and what to do, in words. */
  reason: z.string(),
});
export type Remark = z.infer<typeof remarkSchema>;

export const plannedListenerSchema = z.object({
  name: mqttListenerNameSchema,
  port: z.number().int(),
  bind: bindSchema,
  rule: listenerRuleSchema,
});
export type PlannedListener = z.infer<typeof plannedListenerSchema>;

export const plannedDeviceSchema = z.object({
  userName: z.string(),
  publish: z.array(z.string()),
  subscribe: z.array(z.string()),
});
export type PlannedDevice = z.infer<typeof plannedDeviceSchema>;

export const plannedCertificateSchema = z.object({
  certificateFile: z.string(),
  chainFile: z.string().nullable(),
  keyFile: z.string(),
  /** DNS names that it will be served for. */
  names: z.array(z.string()),
});
export type PlannedCertificate = z.infer<typeof plannedCertificateSchema>;

/** One limit that would be another. `waitingMessages` and `waitingBytes` are those of the queues. */
export const plannedLimitSchema = z.object({
  name: z.enum([
    'waitingMessages',
    'waitingBytes',
    ...brokerLimitsSchema.pick({ inFlight: true, packetBytes: true, connections: true, sessionDays: true, keepAliveMinutes: true }).keyof()
      .options,
  ]),
  from: z.number().int(),
  to: z.number().int(),
});
export type PlannedLimit = z.infer<typeof plannedLimitSchema>;

/** What an import would do. Holds no secret: passwords and their hashes stay in the hub. */
export const mosquittoPlanSchema = z.object({
  /** Stands for the files and the plan as they are now; another plan has another one. */
  digest: z.string(),
  /** Every file that was read. */
  files: z.array(z.string()),
  listeners: z.array(plannedListenerSchema),
  devices: z.array(plannedDeviceSchema),
  /**
   * Where permissions come from. `acl`: the ACL file. `everything`: there is none, so that everybody may do everything, as with
   * Mosquitto. `plugin`: a plugin decided, which nobody can read, so that nobody may do anything yet.
   */
  permissions: z.enum(['acl', 'everything', 'plugin']),
  certificates: z.array(plannedCertificateSchema),
  limits: z.array(plannedLimitSchema),
  /** What is wrong in the files comes first; bounded. */
  remarks: z.array(remarkSchema),
  /** Remarks left out. */
  moreRemarks: z.number().int(),
  /** Why no device can be imported from these files, in words; `null` if they can. */
  devicesProblem: z.string().nullable(),
});
export type MosquittoPlan = z.infer<typeof mosquittoPlanSchema>;

export const importedPartSchema = z.enum(['devices', 'certificates', 'limits', 'listeners']);
export type ImportedPart = z.infer<typeof importedPartSchema>;

export const mosquittoCalls = {
  /** Reads the files and says what an import would do; changes nothing. Refused in words if the files cannot be read. */
  'mosquitto.read': { args: mosquittoFilesSchema, result: mosquittoPlanSchema },
  /** Does what the plan of this digest said; refused if the files or the hub changed since. Each part is done whole or not at all. */
  'mosquitto.apply': {
    args: mosquittoFilesSchema.extend({
      digest: z.string().min(1).max(128),
      /** User names that stay out. */
      leaveOut: z.array(z.string().max(256)).max(10_000),
      /** Parts that are wanted. */
      parts: z.array(importedPartSchema).max(4),
    }),
    result: z.object({
      /** How many of each part were taken over. */
      done: z.array(z.object({ part: importedPartSchema, count: z.number().int() })),
      failed: z.array(z.object({ part: importedPartSchema, reason: z.string() })),
    }),
  },
} as const;
export type MosquittoResult = z.infer<(typeof mosquittoCalls)['mosquitto.apply']['result']>;
