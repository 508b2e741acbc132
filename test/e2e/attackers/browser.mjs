// A page in a real browser that takes any certificate, served from elsewhere, which tries to ask a hub on this machine to come in.
// Run by Electron: browser.mjs --pair=PORT — prints what the page could do, and ends.
import { createServer } from 'node:http';
import { app, BrowserWindow } from 'electron';

const value = (name) => app.commandLine.getSwitchValue(name);
app.commandLine.appendSwitch('ignore-certificate-errors');

const script = (url) => `(async () => {
  const body = JSON.stringify({ deviceId: 'page', name: 'A page', commitment: 'A'.repeat(43) });
  const outcome = (asked) => asked.then((answer) => answer.type, () => 'blocked');
  return {
    simple: await outcome(fetch('${url}', { method: 'POST', mode: 'no-cors', body })),
    json: await outcome(fetch('${url}', { method: 'POST', headers: { 'content-type': 'application/json' }, body })),
    read: await outcome(fetch('${url}/x', { headers: { authorization: 'Bearer ' + 'A'.repeat(43) } })),
    beacon: navigator.sendBeacon('${url}', body) ? 'sent' : 'blocked',
  };
})()`;

app.whenReady().then(async () => {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<title>page</title>'));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const window = new BrowserWindow({ show: false });
  await window.loadURL(`http://127.0.0.1:${server.address().port}/`);
  const told = await window.webContents.executeJavaScript(script(`https://127.0.0.1:${value('pair')}/pair/v1/requests`));
  console.log(JSON.stringify(told));
  app.exit(0);
});
