import { app, type Session, session, type WebContents, type WebPreferences } from 'electron';
import { isAllowedPermission, isAllowedRequest, isOurs } from './trust.ts';

/**
 * The window policy, in one place. The numbers are those of Electron's security checklist,
 * https://www.electronjs.org/docs/latest/tutorial/security
 */

/** Must run before Electron is ready. Item 4: every page in the operating system's sandbox. */
export function hardenApp(): void {
  // Root cannot have the sandbox; whoever starts us as root says so with this flag.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
}

/** Items 2, 3, 4, 6, 8, 9: what every window of ours is made with. */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !app.isPackaged,
  };
}

/** Must run once Electron is ready, before the first window. */
export function hardenSession(target: Session = session.defaultSession): void {
  // Item 5: permissions are denied, whether asked for or looked up.
  target.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isAllowedPermission(permission, details.requestingUrl));
  });
  target.setPermissionCheckHandler((_contents, permission, origin) => isAllowedPermission(permission, origin));
  target.setDevicePermissionHandler(() => false);
  // Items 1 and 15: no page loads anything from elsewhere, whatever its content security policy came to say.
  target.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isAllowedRequest(details.url, details.resourceType, !app.isPackaged) });
  });
  target.on('will-download', (event) => event.preventDefault());
  // The spell checker would fetch its dictionaries from the internet.
  target.setSpellCheckerEnabled(false);
}

function hardenContents(contents: WebContents): void {
  // Item 13: a page stays where it is, and may only load itself anew; our own code's loadURL does not come by here.
  contents.on('will-navigate', (event) => {
    if (event.url !== contents.getURL() || !isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  // Item 14: no further windows.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // Item 12: no web views.
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
