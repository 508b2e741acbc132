import { z } from 'zod';
import { accessSchema } from './access.ts';
import { alertSchema } from './alerts.ts';
import { messagesSchema } from './messages.ts';
import { activityEntrySchema, deviceSchema, hubStatusSchema, quietedSchema, requestSchema } from './model.ts';
import { networkSchema } from './network.ts';
import { topicsViewSchema } from './topics.ts';

/** What a client is told after its snapshot. */
export const updateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hub'), hub: hubStatusSchema }),
  z.object({ kind: z.literal('requests'), changed: z.array(requestSchema), removed: z.array(z.string()) }),
  z.object({ kind: z.literal('quieted'), quieted: z.array(quietedSchema) }),
  z.object({ kind: z.literal('devices'), changed: z.array(deviceSchema), removed: z.array(z.string()) }),
  z.object({ kind: z.literal('access'), access: accessSchema }),
  z.object({ kind: z.literal('network'), network: networkSchema }),
  z.object({ kind: z.literal('messages'), messages: messagesSchema }),
  z.object({ kind: z.literal('alerts'), alerts: z.array(alertSchema) }),
  /** Alerts that begin to hold: to be told of now, in the hub's words. */
  z.object({ kind: z.literal('alarm'), alarms: z.array(z.object({ id: z.string(), topic: z.string(), text: z.string() })) }),
  /** New or counted-up lines. */
  z.object({ kind: z.literal('activity'), entries: z.array(activityEntrySchema) }),
  z.object({ kind: z.literal('topics'), view: topicsViewSchema }),
]);
export type Update = z.infer<typeof updateSchema>;
export type UpdateOf<K extends Update['kind']> = Extract<Update, { kind: K }>;
