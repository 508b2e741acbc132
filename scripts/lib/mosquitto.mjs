// Debian's mosquitto: the benchmark compares with it, and the tests look whether what is imported from it works alike.
import { existsSync } from 'node:fs';
import { isRoot, onLinux, Stop, say, which } from './console.mjs';
import { ensurePrograms } from './system.mjs';

const find = (name) => which(name) ?? [`/usr/sbin/${name}`, `/usr/local/sbin/${name}`].find((file) => existsSync(file)) ?? null;

/** Its programs, or null after a line that says how to get them. */
export async function findMosquitto() {
  const found = programs();
  // Where services run, installing it would also start one that listens: that is for the person to decide.
  if (found || !onLinux || !isRoot || existsSync('/run/systemd/system')) return found ?? without();
  try {
    await ensurePrograms({ mosquitto: 'mosquitto' });
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
  return programs() ?? without();
}

function programs() {
  const [program, passwordProgram] = [find('mosquitto'), find('mosquitto_passwd')];
  return program && passwordProgram && { program, passwordProgram };
}

function without() {
  say('mosquitto is not here (Debian: apt-get install mosquitto): going on without it');
  return null;
}
