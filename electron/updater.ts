import type { AppUpdater } from 'electron-updater';
import electronUpdater from 'electron-updater';
import type { Updater } from './desktop/updates.ts';

export interface UpdaterOptions {
  /** The file that says where newer versions are; left out, the one that was packaged. For a copy that is not packaged. */
  configFile?: string;
  /** Puts what was fetched in place did not work: this app is still the old one. */
  failed(error: Error): void;
}

/** Newer versions as electron-builder publishes them. Built apart from the rest, and loaded when it is first looked for one. */
export function openUpdater({ configFile, failed }: UpdaterOptions): Updater {
  const updater: AppUpdater = electronUpdater.autoUpdater;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  updater.logger = null;
  // It would send the same random number each time, by which the server could tell this copy from all others.
  updater.requestHeaders = { 'x-user-staging-id': '' };
  // Each failure also rejects; without a listener it would be thrown a second time.
  updater.on('error', () => {});
  if (configFile !== undefined) {
    updater.updateConfigPath = configFile;
    updater.forceDevUpdateConfig = true;
  }
  return {
    look: async () => {
      const result = await updater.checkForUpdates();
      return result?.isUpdateAvailable ? result.updateInfo.version : null;
    },
    fetch: async (progress) => {
      const follow = ({ percent }: { percent: number }) => progress(percent / 100);
      updater.on('download-progress', follow);
      try {
        await updater.downloadUpdate();
      } finally {
        updater.off('download-progress', follow);
      }
    },
    install: () => {
      updater.once('error', failed);
      updater.quitAndInstall(true, true);
    },
  };
}
