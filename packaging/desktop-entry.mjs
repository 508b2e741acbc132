// How Porchlight shows among the programs of a Linux desktop, the same in the deb and in the AppImage.
import { APP_ID } from './app-id.mjs';

/** The entry's file. Its windows are known to belong to it by this name, which `desktopName` in package.json tells Electron. */
export const DESKTOP_NAME = `${APP_ID}.desktop`;

/** Keys of the Desktop Entry Specification 1.5, without `Exec`, which is another path in each package. */
export const DESKTOP_ENTRY = {
  Type: 'Application',
  Name: 'Porchlight',
  GenericName: 'MQTT broker',
  'GenericName[de]': 'MQTT-Broker',
  Comment: 'Let devices of your home in, and watch what they say',
  'Comment[de]': 'Geräte im Haus einlassen und sehen, was sie melden',
  Icon: 'porchlight',
  Terminal: 'false',
  Categories: 'Network;',
  Keywords: 'MQTT;broker;IoT;smart home;devices;',
  'Keywords[de]': 'MQTT;Broker;IoT;Smarthome;Geräte;',
  StartupNotify: 'true',
  StartupWMClass: APP_ID,
};

/** The file, with the program at `exec`. */
export const desktopFile = (exec) =>
  `[Desktop Entry]\n${Object.entries({ ...DESKTOP_ENTRY, Exec: exec })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')}`;
