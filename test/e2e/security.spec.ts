import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { goTo, test } from './support/home.ts';

// Electron's security checklist, held against the real app: https://www.electronjs.org/docs/latest/tutorial/security

interface Bridged {
  porchlight: { call(name: string, args: unknown): Promise<unknown> };
}

test('the page has no Node and no Electron, and can open nothing', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const found = await window.evaluate(() => ({
    node: [typeof (globalThis as Record<string, unknown>).require, typeof (globalThis as Record<string, unknown>).process],
    bridge: Object.keys((globalThis as unknown as { porchlight: object }).porchlight).sort(),
    opened: globalThis.open('https://example.org/') === null,
  }));
  expect(found).toEqual({ node: ['undefined', 'undefined'], bridge: ['call', 'onUpdate'], opened: true });
  const preferences = await app.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((one) => (one.webContents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences()),
  );
  for (const set of preferences) {
    expect(set).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    });
  }
});

test('the content security policy holds: no inline script, no eval, no request elsewhere', async ({ home }) => {
  const { window } = await home.launch();
  const violations = await window.evaluate(async () => {
    const seen: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.owned = true';
    document.body.append(script);
    await fetch('https://example.org/').catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 0));
    // From a timer, because the test's own way into the page is exempt.
    const evaluated = await new Promise((resolve) => setTimeout(() => resolve(tryEval()), 0));
    function tryEval() {
      try {
        // biome-ignore lint/security/noGlobalEval: whether it is refused is the question
        return globalThis.eval('1 + 1');
      } catch (error) {
        return (error as Error).name;
      }
    }
    return { seen, owned: 'owned' in globalThis, evaluated };
  });
  expect(violations.owned).toBe(false);
  expect(violations.evaluated).toBe('EvalError');
  expect(violations.seen).toEqual(expect.arrayContaining(['script-src-elem', 'connect-src']));
});

test('files outside the app are not served, and every call is checked', async ({ home }) => {
  const { window } = await home.launch();
  const answers = await window.evaluate(async () => {
    const bridge = (globalThis as unknown as Bridged).porchlight;
    return {
      escape: await Promise.all(
        ['/../main.cjs', '/..%2f..%2fpackage.json', '/%2e%2e/main.cjs'].map(async (path) => (await fetch(path)).status),
      ),
      calls: await Promise.all([
        bridge.call('devices.rename', { id: 'x', name: 7 }),
        bridge.call('no.such.call', {}),
        bridge.call('__proto__', {}),
        bridge.call('devices.revoke', { id: 'unknown' }),
      ]),
    };
  });
  expect(answers.escape).toEqual([404, 404, 404]);
  expect(answers.calls).toMatchObject(
    [{ ok: false, message: /name/ }, { ok: false }, { ok: false }, { ok: false, message: /not there any more/ }].map(asMatchers),
  );
});

test('every permission is denied but writing to the clipboard', async ({ home }) => {
  const { window } = await home.launch();
  const answers = await window.evaluate(async () => {
    const look = async (name: string) => {
      try {
        return (await navigator.permissions.query({ name: name as PermissionName })).state;
      } catch (error) {
        return (error as Error).name;
      }
    };
    const camera = navigator.mediaDevices?.getUserMedia({ video: true }) ?? Promise.reject(new DOMException('', 'NotAllowedError'));
    const place = () => new Promise((resolve) => navigator.geolocation.getCurrentPosition(resolve, ({ code }) => resolve(code)));
    return {
      asked: {
        notifications: await Notification.requestPermission(),
        camera: await camera.catch((error: Error) => error.name),
        place: await place(),
      },
      lookedUp: await Promise.all(['geolocation', 'camera', 'microphone', 'notifications', 'midi', 'clipboard-read'].map(look)),
      clipboard: await look('clipboard-write'),
    };
  });
  expect(answers.asked).toEqual({ notifications: 'denied', camera: expect.stringMatching(/NotAllowed|NotFound/), place: 1 });
  expect(new Set(answers.lookedUp)).toEqual(new Set(['denied']));
  expect(answers.clipboard).toBe('granted');
});

test('no link, no form and no script leads the page away, or opens another window', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const refused = app.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string[]>((resolve) => {
        const urls: string[] = [];
        BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', (event) => {
          urls.push(event.url);
          if (urls.length === 3 && event.defaultPrevented) resolve(urls);
        });
      }),
  );
  await window.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.org/link';
    link.textContent = 'a way out';
    link.style.cssText = 'position: fixed; inset: 0 auto auto 0; padding: 20px; z-index: 9';
    document.body.append(link);
  });
  // Not by locators: they would wait for a navigation that never ends.
  for (const key of [null, 'Control', 'Shift']) {
    if (key) await window.keyboard.down(key);
    await window.mouse.click(10, 10);
    if (key) await window.keyboard.up(key);
  }
  await window.mouse.click(10, 10, { button: 'middle' });
  await window.evaluate(() => {
    location.href = 'https://example.org/script';
  });
  // Not even to a file of ours: pages do not move.
  await window.evaluate(() => location.assign('/other.html'));
  expect(await refused).toEqual(['https://example.org/link', 'https://example.org/script', 'app://porchlight/other.html']);
  const form = await window.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
        const sent = document.createElement('form');
        sent.action = 'https://example.org/form';
        document.body.append(sent);
        sent.submit();
      }),
  );
  expect(form).toBe('form-action');
  expect(app.app.windows()).toHaveLength(1);
  expect(window.url()).toMatch(/^app:\/\/porchlight\/index\.html/);
});

test('nothing from elsewhere is loaded, not even by the app itself, and so no redirect is followed', async ({ home }) => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    response.writeHead(302, { Location: 'https://example.org/' }).end();
  });
  home.later(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { app } = await home.launch();
  const outcome = await app.evaluate(async ({ BrowserWindow }, address) => {
    const window = new BrowserWindow({ show: false });
    const error = await window.loadURL(address).catch((reason: Error) => reason.message);
    window.destroy();
    return error;
  }, url);
  expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(asked).toBe(0);
});

test('a page that is not one of our windows may not call, even with our address and our preload', async ({ home }) => {
  const { app } = await home.launch();
  const outcome = await app.evaluate(async ({ app: electron, BrowserWindow }) => {
    const preload = `${electron.getAppPath()}/out/preload.cjs`;
    const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await window.loadURL('app://porchlight/index.html');
    const call = (name: string) => window.webContents.executeJavaScript(`porchlight.call('${name}', {})`);
    const answers = [await call('snapshot'), await call('desktop.preferences')];
    window.destroy();
    return answers;
  });
  const refusal = { ok: false, message: 'This page may not talk to Porchlight.' };
  expect(outcome).toEqual([refusal, refusal]);
});

test('a frame inside our page gets no bridge, and nothing but our calls is listened to', async ({ home }) => {
  const { app, window } = await home.launch();
  const inside = await window.evaluate(async () => {
    const open = (set: (frame: HTMLIFrameElement) => void) =>
      new Promise<string>((resolve) => {
        const frame = document.createElement('iframe');
        set(frame);
        frame.addEventListener('load', () => {
          try {
            resolve(typeof (frame.contentWindow as unknown as Partial<Bridged>).porchlight);
          } catch (error) {
            resolve((error as Error).name);
          }
        });
        document.body.append(frame);
      });
    return {
      blank: await open(() => {}),
      written: await open((frame) => {
        frame.srcdoc = '<p>inside</p>';
      }),
      ours: await open((frame) => {
        frame.src = 'app://porchlight/index.html';
      }),
      foreign: await open((frame) => {
        frame.src = 'https://example.org/';
      }),
    };
  });
  expect(inside).toEqual({ blank: 'undefined', written: 'undefined', ours: 'SecurityError', foreign: 'SecurityError' });
  // `error` is Electron's own.
  expect(await app.evaluate(({ ipcMain }) => ipcMain.eventNames().filter((name) => name !== 'error'))).toEqual([]);
});

test('no web view is attached, even where a window would allow one, and nothing is downloaded', async ({ home }) => {
  const { app } = await home.launch();
  const outcome = await app.evaluate(async ({ BrowserWindow, session, webContents }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
    await window.loadURL('app://porchlight/index.html');
    const attached = new Promise<boolean>((resolve) =>
      window.webContents.once('will-attach-webview', (event) => resolve(event.defaultPrevented)),
    );
    await window.webContents.executeJavaScript(
      "const view = document.createElement('webview'); view.src = 'app://porchlight/index.html'; document.body.append(view); 0",
    );
    const webviewPrevented = await attached;
    const downloaded = new Promise<boolean>((resolve) =>
      session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented)),
    );
    window.webContents.downloadURL('app://porchlight/index.html');
    const downloadPrevented = await downloaded;
    const views = webContents.getAllWebContents().filter((one) => one.getType() === 'webview').length;
    window.destroy();
    return { webviewPrevented, downloadPrevented, views };
  });
  expect(outcome).toEqual({ webviewPrevented: true, downloadPrevented: true, views: 0 });
});

const asMatchers = ({ ok, message }: { ok: boolean; message?: RegExp }) => ({ ok, message: expect.stringMatching(message ?? /./) });

test('a page may load itself anew, as after a fault in drawing', async ({ home }) => {
  const { window } = await home.launch();
  await window.evaluate(() => {
    document.body.dataset.before = 'yes';
    location.reload();
  });
  await expect(window.locator('body[data-before]')).toHaveCount(0);
  await goTo(window, 'Devices');
});
