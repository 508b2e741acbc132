import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ThreadJobs } from '../../../electron/hub/backup/job-thread.ts';
import { de } from '../../../electron/hub/words/de/index.ts';
import { speak } from '../../../electron/hub/words/index.ts';
import { newFolder } from './house.ts';

afterEach(() => speak('en'));

it('of the thread is that of the hub when the work begins', async () => {
  const dataDir = newFolder();
  const file = join(dataDir, 'gone.porchlight-backup');
  const read = () =>
    new ThreadJobs().run({ kind: 'read', file, passphrase: 'any' }, { dataDir, keyringKey: null, version: '0.0.0', now: 0 });
  await expect(read()).rejects.toThrow(`${file} cannot be read: it is not there. Choose another file.`);
  speak('de');
  await expect(read()).rejects.toThrow(de.backup.notRead(file, de.messages.why.notThere));
});
