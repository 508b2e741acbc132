/** Files of the hub whose sentences are English on purpose, and why. */
export const ENGLISH_ON_PURPOSE: Readonly<Record<string, string>> = {
  'broker/listeners/web-socket-layer.ts': 'answers to programs that speak to an MQTT listener in another way',
  'discovery/announce/announcement.ts': 'why an announcement is none: for makers of devices',
  'help/diagnostics.ts': 'diagnostics are handed on to others, who read English',
  'pairing/v1/asking.ts': 'answers of the pairing protocol to devices, as its document has them',
  'pairing/v1/bodies.ts': 'answers of the pairing protocol to devices, as its document has them',
  'pairing/v1/door.ts': 'answers of the pairing protocol to devices, as its document has them',
  'pairing/v1/problems.ts': 'answers of the pairing protocol to devices, as its document has them',
  'queues-report.ts': 'a command of the terminal, which speaks English as all of them do',
  'web/metrics.ts': 'descriptions in the format of Prometheus',
};
