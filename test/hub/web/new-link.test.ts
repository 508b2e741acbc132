import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WEB_PATHS } from '../../../electron/contract/web.ts';
import { runWebLinkCommand } from '../../../electron/web-link-command.ts';
import { startHub } from '../running-hub.ts';
import { startWeb } from './browser.ts';

it('a new link is made beside a hub that runs, and ends the password before', async () => {
  const web = await startWeb();
  const before = await web.setUp();
  const { code, output, errors } = runWebLinkCommand(web.dataDir);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const [, token] = /#setup=([\w-]{43})\n$/.exec(output) ?? [];
  expect(output).toContain(`http://${web.host}/login.html#setup=`);
  const body = { token, password: 'another password' };
  expect((await web.ask(WEB_PATHS.setup, { method: 'POST', body })).status).toBe(200);
  expect((await web.ask(WEB_PATHS.session, { headers: web.as(before) })).json).toEqual({ state: 'out' });
});

it('without a hub, or one that no browser ever reached, it says so and changes nothing', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'porchlight-'));
  expect(runWebLinkCommand(empty)).toMatchObject({
    code: 1,
    output: '',
    errors: expect.stringContaining('There is no data of Porchlight'),
  });
  const { dataDir, ready } = await startHub();
  expect(ready.web).toBeNull();
  expect(runWebLinkCommand(dataDir)).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('--headless') });
});
