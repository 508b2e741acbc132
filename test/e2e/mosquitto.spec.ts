import { expect, type Page } from '@playwright/test';
import mqtt from 'mqtt';
import { freePort } from '../support/free-port.ts';
import { goTo, test } from './support/home.ts';
import type { RunningApp } from './support/launch-app.ts';
import { hasMosquitto, MosquittoHome } from './support/mosquitto-broker.ts';
import { picture } from './support/picture.ts';

const PASSWORDS = { anna: 'secret1', bert: 'pa:ss $x', carl: 'old', dora: 'öffnen', nobody: 'nothing' };
const TOPICS = [
  'home/lamp',
  'home/secret/key',
  'garden/soil',
  'own/anna/c-anna',
  'own/bert/c-bert',
  'own/bert/c-anna',
  'dev-carl/x',
  'odd',
  'denied/x',
];
const ACL = `topic read public/#

user anna
topic readwrite home/#
topic deny odd/#

user bert
topic read home/#
topic write garden/#
topic garden/soil

user carl
topic denied/#
topic deny denied/x
topic odd

user dora
topic #

pattern readwrite own/%u/%c
pattern write dev-%u/#
`;

/** The files of a Mosquitto that has been in use for years. */
function mosquittoOn(port: number): MosquittoHome {
  const home = new MosquittoHome();
  for (const [index, [name, password]] of Object.entries(PASSWORDS).entries()) {
    const kind = name === 'carl' ? ['-H', 'sha512'] : name === 'dora' ? ['-I', '2000'] : [];
    home.addUser('passwd', name, password, ...(index === 0 ? ['-c'] : []), ...kind);
  }
  home.write('acl', ACL);
  const options = [
    `listener ${port} 127.0.0.1`,
    `password_file ${home.path('passwd')}`,
    `acl_file ${home.path('acl')}`,
    'allow_anonymous false',
    'max_inflight_messages 30',
    'log_dest stderr',
    'sys_interval 0',
    // Started by root it would become a user that may not read these files.
    'user root',
    'max_topic_alias 5',
  ];
  home.write('mosquitto.conf', `# years old\n${options.join('\n')}\n`);
  return home;
}

const connect = (port: number, username: string, password: string | undefined) =>
  mqtt.connectAsync({
    host: '127.0.0.1',
    port,
    username,
    ...(password !== undefined && { password }),
    clientId: `c-${username}`,
    reconnectPeriod: 0,
  });

/** What a broker lets whom do: who gets in by which password, and what each may write and read. */
async function behaviour(port: number) {
  const entered: Record<string, boolean> = {};
  const moves: string[] = [];
  const getsIn = async (name: string, password: string | undefined) => {
    const client = await connect(port, name, password).catch(() => null);
    await client?.endAsync();
    return client !== null;
  };
  const tryAll = async ([name, password]: [string, string]) => {
    for (const tried of [password, `${password}x`, '', undefined, PASSWORDS.anna])
      entered[`${name} by ${tried}`] = await getsIn(name, tried);
  };
  await Promise.all(Object.entries(PASSWORDS).map(tryAll));
  const observer = await connect(port, 'dora', PASSWORDS.dora);
  const heard = new Map<string, () => void>();
  observer.on('message', (topic, payload) => {
    moves.push(`${payload} writes ${topic}`);
    heard.get(topic)?.();
  });
  await observer.subscribeAsync('#', { qos: 1 });
  for (const name of ['anna', 'bert', 'carl', 'nobody'] as const) {
    const client = await connect(port, name, PASSWORDS[name]);
    for (const topic of TOPICS) await client.publishAsync(topic, name, { qos: 1 });
    client.on('message', (topic, payload) => void (`${payload}` === 'dora' && moves.push(`${name} reads ${topic}`)));
    for (const topic of TOPICS) await client.subscribeAsync(topic, { qos: 1 }).catch(() => {});
    const done = new Promise<void>((resolve) => heard.set('end', resolve));
    for (const topic of TOPICS) await observer.publishAsync(topic, 'dora', { qos: 1 });
    await observer.publishAsync('end', name, { qos: 1 });
    await done;
    // Messages of QoS 1 come in order, and an answer after them: all that was for it has arrived.
    await client.publishAsync(TOPICS[0] as string, 'dora', { qos: 1 });
    await client.endAsync();
  }
  await observer.endAsync();
  return { entered, moves: [...new Set(moves)].filter((move) => !/^dora|end$/.test(move)).sort() };
}

async function chooseFile({ app, window }: RunningApp, button: string, file: string) {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, file);
  await window.getByRole('button', { name: button }).click();
}

async function lookAt(running: RunningApp, file: string) {
  const { window } = running;
  await goTo(window, 'Settings');
  await window.getByRole('button', { name: 'Import mosquitto.conf…' }).click();
  await chooseFile(running, 'Choose: Configuration', file);
  await window.getByRole('button', { name: 'Look at it' }).click();
}

const region = (window: Page, name: string) => window.getByRole('region', { name });

test.skip(!hasMosquitto, 'mosquitto and mosquitto_passwd are not installed here (Debian: apt-get install mosquitto)');

test('whoever came in to Mosquitto comes in to Porchlight, with the same password, and may do no more than there', async ({ home }) => {
  const port = await freePort();
  const files = mosquittoOn(port);
  const mosquitto = await files.start('mosquitto.conf');
  home.later(mosquitto.stop);
  const before = await behaviour(port);
  expect(Object.entries(before.entered).filter(([, isIn]) => isIn)).toHaveLength(5);
  expect(before.moves).toEqual(expect.arrayContaining(['anna writes home/secret/key', 'bert reads home/lamp', 'carl writes dev-carl/x']));
  expect(before.moves).not.toContain('anna writes odd');
  await mosquitto.stop();

  const running = await home.launch();
  const { window } = running;
  await lookAt(running, files.path('mosquitto.conf'));
  await expect(region(window, '5 devices')).toContainText('May publish tohome/#own/%u/%c');
  await expect(region(window, '1 listener')).toContainText(`MQTT on port ${port}: This computer only, with user name and password`);
  await expect(region(window, '1 limit')).toContainText('Messages in flight to one client: 100 becomes 30');
  const left = region(window, 'Not taken over');
  for (const words of ['max_topic_alias 5', 'topic denied/#', 'topic deny denied/x', 'topic read public/#'])
    await expect(left).toContainText(words);
  await expect(window.getByText(PASSWORDS.anna)).toHaveCount(0);
  await picture(window, 'mosquitto-review');
  await window.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(window.getByText('5 devices were imported.')).toBeVisible();
  await expect(window.getByText('1 listener was set up.')).toBeVisible();
  await picture(window, 'mosquitto-done');
  await window.getByRole('button', { name: 'Show devices' }).click();

  const after = await behaviour(port);
  expect(after.entered).toEqual(before.entered);
  // Porchlight has no deny, so what a deny touches is left out whole.
  expect(after.moves).toEqual(before.moves.filter((move) => !/^carl .* denied\//.test(move)));
  await window.getByRole('button', { name: 'anna', exact: true }).click();
  await expect(window.getByText('Kept from Mosquitto')).toBeVisible();
  await goTo(window, 'Activity');
  await expect(window.getByText('You imported 5 devices from mosquitto.conf.')).toBeVisible();
});

test('a bad file is answered with line and cause, where Mosquitto does not start', async ({ home }) => {
  const port = await freePort();
  const files = mosquittoOn(port);
  files.write(
    'mosquitto.conf',
    `listener ${port} 127.0.0.1\nalow_anonymous false\npassword_file ${files.path('passwd')}\nacl_file ${files.path('bad-acl')}\n`,
  );
  files.write('bad-acl', 'user anna\ntopic reed home/#\n');
  await expect(files.start('mosquitto.conf')).rejects.toThrow(/alow_anonymous/);
  const running = await home.launch();
  const { window } = running;
  await lookAt(running, files.path('mosquitto.conf'));
  const wrong = region(window, 'Wrong in the files');
  await expect(wrong).toContainText('mosquitto.conf, line 2alow_anonymous');
  await expect(wrong).toContainText('Was "allow_anonymous" meant?');
  await picture(window, 'mosquitto-wrong');
  await expect(wrong).toContainText('bad-acl, line 2topic reed home/#"reed" is no access');
  await window.getByRole('checkbox', { name: 'bert' }).uncheck();
  files.write('bad-acl', 'user anna\ntopic read home/#\n');
  await window.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(window.getByRole('alert')).toContainText('changed since you looked');
  await window.getByRole('button', { name: 'Look again' }).click();
  await expect(wrong).not.toContainText('bad-acl');
  await window.getByRole('checkbox', { name: 'Set up the listeners like this' }).uncheck();
  await window.getByRole('checkbox', { name: 'bert' }).uncheck();
  await window.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(window.getByText('4 devices were imported.')).toBeVisible();
  const client = await connect(running.ports().mqtt, 'anna', PASSWORDS.anna);
  await client.endAsync();
  await expect(connect(running.ports().mqtt, 'bert', PASSWORDS.bert)).rejects.toThrow(/Not authorized/);
});
