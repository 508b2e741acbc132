import type { Tool } from '../features/devices/snippets/tools.ts';

/** How a credential is put into other programs, and why one does not come in with it. */
export const enSnippets = {
  useItIn: 'Use it in',
  tools: {
    mosquittoPub: 'A terminal (mosquitto_pub)',
    tasmota: 'Tasmota',
    esphome: 'ESPHome',
    shelly: 'Shelly',
    homeAssistant: 'Home Assistant',
    nodeRed: 'Node-RED',
    arduino: 'Arduino (PubSubClient)',
    paho: 'Python (paho-mqtt)',
  } satisfies Record<Tool, string>,
  snippetFor: (tool: string) => `For ${tool}`,
  copyFor: (tool: string) => `Copy for ${tool}`,
  saveAuthority: 'Save porchlight-ca.pem…',
  hints: {
    mosquittoPub: {
      tls: "Publishes one reading. Run it in the folder that porchlight-ca.pem, the hub's certificate authority, is saved in.",
      plain: 'Publishes one reading.',
    },
    tasmota: {
      tls: 'For the console in its web page. Only ESP32 builds know TLS; for an ESP8266 choose the connection that is not encrypted.',
      plain: 'For the console in its web page. It restarts by itself.',
    },
    esphome: {
      tls: 'In place of its mqtt: block. TLS needs an ESP32 with the esp-idf framework; for others choose the connection that is not encrypted. If nothing uses its api: block, remove that, or it restarts every 15 minutes.',
      plain: 'In place of its mqtt: block. If nothing uses its api: block, remove that, or it restarts every 15 minutes.',
    },
    shelly: {
      tls: 'For a terminal, and a Shelly of the second generation or later. If it has a password, add --anyauth -u admin to each curl.',
      plain:
        'For a terminal, and a Shelly of the second generation or later. If it has a password, add --anyauth -u admin to each curl. The same values can be typed into its web page, under Settings, MQTT.',
    },
    homeAssistant: {
      tls: 'Its MQTT is set up in its own pages; these are the values that it asks for. To see other devices it must be allowed to read everything.',
      plain:
        'Its MQTT is set up in its own pages; these are the values that it asks for. To see other devices it must be allowed to read everything.',
    },
    nodeRed: {
      tls: "In its menu: Import. Brings the broker with its password and the hub's certificate authority.",
      plain: 'In its menu: Import. Brings the broker with its password.',
    },
    arduino: {
      tls: 'A sketch for ESP32 (core 3 or later) and ESP8266. Fill in your Wi-Fi.',
      plain: 'A sketch for ESP32 and ESP8266. Fill in your Wi-Fi.',
    },
    paho: { tls: 'A program that publishes one reading.', plain: 'A program that publishes one reading.' },
  } satisfies Record<Tool, { tls: string; plain: string }>,
  encryption: {
    label: 'Connection',
    options: { tls: 'Encrypted (TLS)', plain: 'Not encrypted' },
    hints: {
      tls: "The device must be given this hub's certificate authority, once.",
      plain: 'For devices that know no TLS. Password and readings cross your network in the clear.',
    },
    off: 'Not encrypted: MQTT over TLS is not open. You can open it on the Security page.',
  },
  qr: {
    show: 'Show as a QR code',
    label: (name: string) => `QR code with the credential for ${name}`,
    text: 'Holds the address with the user name and the password. Whoever scans it can connect as this device.',
  },
  maybe: (address: string | null) =>
    address === null
      ? 'A connection was refused meanwhile. If that was this device:'
      : `A connection from ${address} was refused. If that is this device:`,
  advice: {
    password:
      'Enter the password again, without a space or an end of line. If Porchlight wrote it into the device, revoke it and connect it anew.',
    userName: 'Compare the user name in the device with the one here.',
    notTls: 'It reached the port for TLS without TLS. Switch TLS on in the device, or choose the connection that is not encrypted.',
    notPlain: 'It spoke TLS to the port that is not encrypted. Give it the port for TLS, or switch TLS off in the device.',
    clock: 'Set the clock of the device, for example by its time server.',
    trust: "Give the device this hub's certificate authority. If it has no place for one, choose the connection that is not encrypted.",
    tls: 'Its TLS and that of this hub do not fit. A newer firmware may help; else choose the connection that is not encrypted.',
    clientId: 'Give the device another client id.',
    permission: 'Change where it may connect from, and when, in its details on the Devices page.',
    topic: 'Set the topics in the device to what it may use, or change what it may do in its details on the Devices page.',
    other: 'Compare what is set in the device with the values here.',
  },
};
