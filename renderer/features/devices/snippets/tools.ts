import { arduino } from './arduino.ts';
import { esphome } from './esphome.ts';
import type { SnippetFacts } from './facts.ts';
import { homeAssistant } from './home-assistant.ts';
import { mosquittoPub } from './mosquitto-pub.ts';
import { nodeRed } from './node-red.ts';
import { paho } from './paho.ts';
import { shelly } from './shelly.ts';
import { tasmota } from './tasmota.ts';

/** Programs that a credential is ready to be pasted into, in the order of the chooser. */
export const tools = ['mosquittoPub', 'tasmota', 'esphome', 'shelly', 'homeAssistant', 'nodeRed', 'arduino', 'paho'] as const;
export type Tool = (typeof tools)[number];

/** What is pasted into each. */
export const snippets: Record<Tool, (to: SnippetFacts) => string> = {
  mosquittoPub,
  tasmota,
  esphome,
  shelly,
  homeAssistant,
  nodeRed,
  arduino,
  paho,
};

/** Those that want the hub's authority as a file beside it. */
export const wantsAuthorityFile: ReadonlySet<Tool> = new Set<Tool>(['mosquittoPub', 'homeAssistant']);
