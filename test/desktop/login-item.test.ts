import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { autostartFolder, autostartText, startedProgram } from '../../electron/desktop/autostart-file.ts';
import { type LoginItem, type LoginItemNeeds, openLoginItem } from '../../electron/desktop/login-item.ts';

let home: string;
let file: string;
let program: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'porchlight-login-'));
  file = join(home, '.config/autostart/porchlight.desktop');
  program = join(home, 'porchlight');
  writeFileSync(program, '');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const noSystem = { getLoginItemSettings: vi.fn(), setLoginItemSettings: vi.fn() };

function item(needs: Partial<LoginItemNeeds> = {}, isPackaged = true): LoginItem {
  const app = { ...noSystem, isPackaged } as LoginItemNeeds['app'];
  return openLoginItem({ app, platform: 'linux', env: {}, home, program, dataDir: null, ...needs });
}

const exec = () => /^Exec=(.*)$/m.exec(readFileSync(file, 'utf8'))?.[1];

function write(text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

describe('on Linux', () => {
  it('is a file in the autostart folder, there while it is on', () => {
    const login = item();
    expect(login.isOn()).toBe(false);
    login.set(true);
    expect(login.isOn()).toBe(true);
    expect(readFileSync(file, 'utf8')).toMatch(/^\[Desktop Entry\]\nType=Application\nName=Porchlight\n/);
    expect(exec()).toBe(`${program} --hidden`);
    expect(readdirSync(dirname(file))).toEqual(['porchlight.desktop']);
    login.set(false);
    expect(login.isOn()).toBe(false);
    expect(existsSync(file)).toBe(false);
    login.set(false);
  });

  it('goes where the base directory specification says, and makes the folder for this person alone', () => {
    const folder = join(home, 'elsewhere');
    item({ env: { XDG_CONFIG_HOME: folder } }).set(true);
    expect(existsSync(join(folder, 'autostart/porchlight.desktop'))).toBe(true);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(autostartFolder({ XDG_CONFIG_HOME: 'relative' }, '/home/me')).toBe('/home/me/.config/autostart');
    expect(autostartFolder({}, '/home/me')).toBe('/home/me/.config/autostart');
  });

  it('starts the AppImage itself, not what it mounts', () => {
    item({ env: { APPIMAGE: '/apps/Porchlight.AppImage' } }).set(true);
    expect(exec()).toBe('/apps/Porchlight.AppImage --hidden');
  });

  it('starts the hub on the data folder that it was started on, each in a file of its own', () => {
    item({ dataDir: '/data/second hub' }).set(true);
    const [name = ''] = readdirSync(dirname(file));
    expect(name).toMatch(/^porchlight-[0-9a-f]{8}\.desktop$/);
    expect(readFileSync(join(dirname(file), name), 'utf8')).toContain('--hidden "--data-dir=/data/second hub"');
    expect(item().isOn()).toBe(false);
  });

  it.each([
    ['a space', '/opt/my apps/porchlight', '"/opt/my apps/porchlight" --hidden'],
    ['a percent sign', '/opt/100%/porchlight', '/opt/100%%/porchlight --hidden'],
    ['a dollar sign and backticks', '/opt/$HOME/`id`', '"/opt/\\\\$HOME/\\\\`id\\\\`" --hidden'],
    ['quotes and a backslash', '/opt/a"b\\c', '"/opt/a\\\\"b\\\\\\\\c" --hidden'],
    ['a line break', '/opt/a\nHidden=true', '"/opt/a\\nHidden=true" --hidden'],
    ['what a shell would act on', "/opt/a;b&c|d'e", `"/opt/a;b&c|d'e" --hidden`],
    ['letters of other scripts', '/opt/Grüße', '"/opt/Grüße" --hidden'],
  ])('quotes a path with %s as the Desktop Entry Specification says', (_what, path, line) => {
    const text = path.includes('=') ? null : autostartText([path, '--hidden']);
    if (text === null) {
      expect(() => autostartText([path, '--hidden'])).toThrow('Move it');
      return;
    }
    expect(/^Exec=(.*)$/m.exec(text)?.[1]).toBe(line);
    write(text);
    expect(startedProgram(file)).toBe(path);
  });

  it('says what to do about a path that cannot be written there', () => {
    expect(() => item({ program: '/opt/a=b/porchlight' }).set(true)).toThrow(/"=".*Move it/);
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['taken away', () => rmSync(file)],
    ['hidden, as KDE does', () => write(`${readFileSync(file, 'utf8')}Hidden=true\n`)],
    ['disabled, as GNOME does', () => write(readFileSync(file, 'utf8').replace('enabled=true', 'enabled=false'))],
    ['hidden with spaces around', () => write(`${readFileSync(file, 'utf8')}Hidden = true \r\n`)],
  ])('is off when a person has it %s, also for the next start', (_how, change) => {
    const login = item();
    login.set(true);
    change();
    expect(login.isOn()).toBe(false);
    expect(item().isOn()).toBe(false);
    item().set(true);
    expect(item().isOn()).toBe(true);
  });

  it('does not take what another group of the file says for its own', () => {
    item().set(true);
    write(`${readFileSync(file, 'utf8')}[Desktop Action x]\nHidden=true\n`);
    expect(item().isOn()).toBe(true);
  });

  it('follows the program when it was moved', () => {
    item({ program: join(home, 'gone') }).set(true);
    expect(exec()).toBe(`${join(home, 'gone')} --hidden`);
    item();
    expect(exec()).toBe(`${program} --hidden`);
  });

  it('leaves alone what a person wrote there', () => {
    const own = `[Desktop Entry]\nExec=${program} --hidden --bind=lan\n`;
    write(own);
    expect(item().isOn()).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(own);
  });

  it('does not bring back what a person has hidden, although the program was moved', () => {
    const own = '[Desktop Entry]\nExec=/gone/porchlight\nHidden=true\n';
    write(own);
    expect(item().isOn()).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(own);
  });

  it('says so when nothing can be written', () => {
    writeFileSync(join(home, '.config'), 'a file');
    expect(() => item().set(true)).toThrow('The system did not take it');
    expect(item().isOn()).toBe(false);
  });
});

describe('on Windows', () => {
  const system = { getLoginItemSettings: vi.fn(), setLoginItemSettings: vi.fn(), isPackaged: true };
  const windows = (dataDir: string | null = null) =>
    item({ platform: 'win32', program: 'C:\\P\\Porchlight.exe', dataDir, app: system as unknown as LoginItemNeeds['app'] });

  it('is a value in the registry that starts it hidden', () => {
    windows().set(true);
    const value = { name: 'porchlight', path: 'C:\\P\\Porchlight.exe', args: ['--hidden'] };
    expect(system.setLoginItemSettings).toHaveBeenLastCalledWith({ ...value, openAtLogin: true, enabled: true });
    windows().set(false);
    expect(system.setLoginItemSettings).toHaveBeenLastCalledWith({ ...value, openAtLogin: false, enabled: false });
    windows('D:\\My Hub').set(true);
    expect(system.setLoginItemSettings).toHaveBeenLastCalledWith(
      expect.objectContaining({ args: ['--hidden', '"--data-dir=D:\\My Hub"'], name: expect.stringMatching(/^porchlight-[0-9a-f]{8}$/) }),
    );
  });

  it('is off when the Task Manager has switched it off', () => {
    const answer = (enabled: boolean) => ({ openAtLogin: true, launchItems: [{ name: 'porchlight', enabled }] });
    system.getLoginItemSettings.mockReturnValue(answer(true));
    expect(windows().isOn()).toBe(true);
    expect(system.getLoginItemSettings).toHaveBeenLastCalledWith({ path: 'C:\\P\\Porchlight.exe', args: ['--hidden'] });
    system.getLoginItemSettings.mockReturnValue(answer(false));
    expect(windows().isOn()).toBe(false);
  });
});

describe('on macOS', () => {
  const system = { getLoginItemSettings: vi.fn(), setLoginItemSettings: vi.fn(), isPackaged: true };
  const mac = (dataDir: string | null = null) => item({ platform: 'darwin', dataDir, app: system as unknown as LoginItemNeeds['app'] });

  it('knows that it was started at login, which has no arguments', () => {
    system.getLoginItemSettings.mockReturnValue({ openAtLogin: true, wasOpenedAtLogin: true, status: 'enabled' });
    expect(mac().startedThis()).toBe(true);
    mac().set(true);
    expect(system.setLoginItemSettings).toHaveBeenLastCalledWith({ openAtLogin: true });
    expect(mac('/other').isOffered).toBe(false);
  });

  it('leads to the approval that macOS asks for', () => {
    system.getLoginItemSettings.mockReturnValue({ openAtLogin: false, status: 'requires-approval' });
    expect(() => mac().set(true)).toThrow('System Settings › General › Login Items');
  });
});

it('is not offered in a source checkout, and refused in words', () => {
  const login = item({}, false);
  expect(login.isOffered).toBe(false);
  expect(login.isOn()).toBe(false);
  expect(() => login.set(true)).toThrow('only an installed one can');
  login.set(false);
  expect(existsSync(file)).toBe(false);
});
