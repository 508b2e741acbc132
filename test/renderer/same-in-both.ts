import type { Leaf } from '../support/leaves.ts';

/** What German says as English does, by the reason for it. */
const SAME: Readonly<Record<string, RegExp>> = {
  names: /^(Porchlight|Mosquitto|Tasmota|WLED|OpenEVSE|OpenDTU|EmonESP|ESPHome|Shelly|Home Assistant|Node-RED|English|Deutsch)$/,
  'names with what they are made with': /^(Arduino \(PubSubClient\)|Python \(paho-mqtt\)|Sparkplug B|Protocol Buffers|MessagePack)$/,
  'words of MQTT': /^(MQTT|WebSocket|QoS|Retain|[Rr]etained|Topic|Topics|Client|Clients)$/,
  'words of computing':
    /^(Text|JSON|Hex|Base64|CBOR|Online|Offline|Port|Host|Name|Firmware|Version|Details|Rate|Updates|OK|Code|Pause|Problem|Passphrase|Hub|Info|Live|Token|Filter|Bytes|Administrator|Schema \(\.proto\))$/,
  units: /^(KiB|MiB|KiB\/s|bytes|MB|< 1 min|5 min|20 min|1 h|6 h)$/,
  examples: /^(home\/[\w/]+)$/,
};

/** Functions that only put marks or such words between the values. */
const SAME_FUNCTIONS =
  /^(listeners\.port|activity\.times|devices\.moreTopics|messages\.qos|messages\.publish\.times|messages\.recordings\.preset|messages\.retained\.total|queues\.amount|time\.secondsLeft|topics\.qos|queues\.device\.preset|backup\.make\.fileName|help\.fixes\.of)$/;

/** This text may be the same in both languages. */
export const sameInBoth = ({ path, value }: Leaf): boolean => {
  if (typeof value === 'function') return SAME_FUNCTIONS.test(path);
  if (value === '' || /(^|\.)also$/.test(path)) return value === '';
  return Object.values(SAME).some((words) => words.test(String(value)));
};
