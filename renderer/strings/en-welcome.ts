import type { WelcomeStep } from '../../electron/contract/desktop.ts';

/** What a person is asked at their first start. */
export const enWelcome = {
  title: 'Welcome to Porchlight',
  text: 'It is the broker of your home, and the door at which devices ask to come in.',
  later: 'Skip what you like. Every choice is in Settings too.',
  stepList: 'Steps of the welcome',
  stepOf: (step: number, of: number) => `Step ${step} of ${of}`,
  steps: {
    name: 'A name',
    place: 'Where it listens',
    notifications: 'Notifications',
    login: 'Starting by itself',
    device: 'Your first device',
  } satisfies Record<WelcomeStep, string>,
  next: 'Next',
  skip: 'Skip this step',
  leave: 'Skip the welcome',
  finish: 'Finish',
  deviceLater: 'Add devices later',

  name: {
    title: 'What is this hub called?',
    text: 'People and devices see this computer by that name, for example when a device asks to come in.',
    label: 'Hub name',
  },
  place: {
    title: 'Who may reach it?',
    text: 'This is about who can get to the door. Nobody comes in without a credential that you gave them.',
    label: 'Where it listens',
    options: { lan: 'Devices on my network', '127.0.0.1': 'Only this computer' },
    hints: {
      lan: 'Sensors, plugs and phones in your home can ask to come in, and connect once you allow it. Your system’s firewall may ask you whether that is right.',
      '127.0.0.1': 'Programs on this computer can connect. No device in your home can, and none can ask.',
    },
  },
  notifications: {
    title: 'May Porchlight tell you who knocks?',
    text: 'It closes into the tray and goes on working there. Then it can call you when a device asks to come in.',
    label: 'When a device asks',
    options: { yes: 'Tell me', no: 'Do not tell me' },
    hints: {
      yes: 'By a notification, and a small window in which you allow or deny.',
      no: 'Requests wait in the Inbox until you open it. Those of most devices end after some minutes.',
    },
  },
  login: {
    title: 'Should it start by itself?',
    text: 'Your devices have a broker only while Porchlight runs.',
    label: 'When I log in to this computer',
    options: { yes: 'Start it, hidden', no: 'Do not start it' },
    hints: {
      yes: 'It appears in the tray, and your devices connect without you doing anything.',
      no: 'Your devices wait until you open Porchlight yourself.',
    },
  },
  device: {
    title: 'Bring in your first device',
    text: 'Open the door, then switch on the device. It finds this hub by itself and asks here; you compare a code and allow it.',
    onlyHere:
      'The hub listens on this computer only, so no device in your home can reach it. Go back to “Where it listens” to change that.',
    otherTitle: 'Does it not knock by itself?',
    others: {
      byHand: 'Add one by hand',
      byHandText: 'Anything that speaks MQTT: you get a user name and a password to type into it.',
      found: 'Look at my network',
      foundText: 'Shelly, WLED, Tasmota, OpenEVSE and OpenDTU are found and set up from here.',
      emonesp: 'Pair EmonESP devices',
      emonespText: 'They have a switch of their own, in the Inbox.',
    },
    isIn: (name: string) => `${name} is in. You can add more at any time.`,
  },
};
