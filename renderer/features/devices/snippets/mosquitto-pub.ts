import { publishCommand } from '../publish-command.ts';
import type { SnippetFacts } from './facts.ts';

/** The name that the hub's authority is saved under. */
export const AUTHORITY_FILE = 'porchlight-ca.pem';

/** A line for a terminal that publishes one reading with Mosquitto's client. */
export const mosquittoPub = (to: SnippetFacts): string => publishCommand({ ...to, authorityFile: to.authorityPem && AUTHORITY_FILE });
