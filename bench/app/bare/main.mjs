// The least that Electron can show: one window with one line. What Porchlight takes beside it is Porchlight's.
import { app, BrowserWindow } from 'electron';

// Not awaited at the top: Electron is ready only when this file has been read.
void app.whenReady().then(open);

function open() {
  const window = new BrowserWindow({ width: 1_100, height: 760, show: false });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(`${import.meta.dirname}/index.html`);
}
