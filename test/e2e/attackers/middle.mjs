// A machine between a device and the hub: ends TLS on both sides with a key of its own and passes on what is said.
// node middle.mjs KEY CERTIFICATE HUB:PORT — listens on port 8443 and prints "ready".
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:tls';

const [keyFile, certificateFile, hub = ''] = process.argv.slice(2);
const [host, port] = hub.split(':');
const server = createServer({ key: readFileSync(keyFile), cert: readFileSync(certificateFile) }, (device) => {
  const onward = connect({ host, port: Number(port), rejectUnauthorized: false });
  for (const [from, to] of [
    [device, onward],
    [onward, device],
  ]) {
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
    from.pipe(to);
  }
});
server.listen(8_443, () => console.log('ready'));
setTimeout(() => process.exit(0), 120_000).unref();
