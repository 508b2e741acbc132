import { type Conversation, FoundDevice, type FoundDeviceOptions, notFound, type Reply } from './found-device.ts';

export interface EspHomeOptions extends FoundDeviceOptions {
  name?: string;
}

/** A simulated ESPHome node: it tells who it is by DNS-SD alone, and has no web page. */
export class EspHome extends FoundDevice {
  private name: string;

  constructor(options: EspHomeOptions) {
    super(options);
    this.name = options.name ?? 'bedroom-sensor';
  }

  announcements() {
    const txt = {
      mac: this.options.mac.toLowerCase(),
      version: '2025.2.0',
      platform: 'ESP32',
      board: 'esp32dev',
      friendly_name: 'Bedroom sensor',
    };
    return [{ type: '_esphomelib._tcp', instance: this.name, txt }];
  }

  protected conversation(): Conversation {
    return { clientId: this.name, subscribe: [], publish: [] };
  }

  protected answer(): Reply {
    return notFound;
  }
}
