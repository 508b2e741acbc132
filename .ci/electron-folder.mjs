// Prints where the Electron is that `npm start` uses.
import { dirname } from 'node:path';

console.log = console.error;
const { findElectron } = await import('../scripts/lib/electron.mjs');
process.stdout.write(dirname((await findElectron()).executable));
