import { describe, expect, it } from 'vitest';
import { isAllowedPermission, isAllowedRequest, isOurs, isTrustedSender } from '../../electron/desktop/trust.ts';

const ours = 'app://porchlight/index.html#popup';

describe('isOurs', () => {
  it.each([ours, 'app://porchlight/', 'app://porchlight'])('knows %s', (address) => expect(isOurs(address)).toBe(true));
  it.each([
    'app://porchlight.evil/',
    'app://evil/porchlight',
    'app://porchlight:80/',
    'https://porchlight/',
    'data:text/html,x',
    'about:blank',
    '',
  ])('knows %j is not', (address) => expect(isOurs(address)).toBe(false));
});

describe('isTrustedSender', () => {
  it('trusts the page of a window of ours', () => expect(isTrustedSender(true, { url: ours, parent: null })).toBe(true));
  it('refuses a window that is not', () => expect(isTrustedSender(false, { url: ours, parent: null })).toBe(false));
  it('refuses a frame inside the page', () => expect(isTrustedSender(true, { url: ours, parent: {} })).toBe(false));
  it('refuses another page in our window', () => expect(isTrustedSender(true, { url: 'https://a.example/', parent: null })).toBe(false));
  it('refuses a frame that is gone', () => expect(isTrustedSender(true, null)).toBe(false));
});

describe('isAllowedPermission', () => {
  it('lets our pages copy, and nothing else', () => {
    expect(isAllowedPermission('clipboard-sanitized-write', 'app://porchlight/')).toBe(true);
    expect(isAllowedPermission('clipboard-sanitized-write', 'https://a.example/')).toBe(false);
    for (const permission of ['clipboard-read', 'notifications', 'media', 'geolocation', 'usb', 'openExternal']) {
      expect(isAllowedPermission(permission, 'app://porchlight/')).toBe(false);
    }
  });
});

describe('isAllowedRequest', () => {
  it('lets pages load what is ours', () => {
    expect(isAllowedRequest('app://porchlight/main.js', 'script', false)).toBe(true);
    expect(isAllowedRequest('data:image/png;base64,', 'image', false)).toBe(true);
  });
  it('cancels everything else', () => {
    for (const address of ['https://a.example/', 'http://127.0.0.1/', 'ws://127.0.0.1/', 'file:///etc/passwd', 'devtools://devtools/x']) {
      expect(isAllowedRequest(address, 'script', false)).toBe(false);
    }
    expect(isAllowedRequest('data:text/html,x', 'mainFrame', false)).toBe(false);
  });
  it('lets the developer tools load themselves while developing', () => {
    expect(isAllowedRequest('devtools://devtools/x', 'script', true)).toBe(true);
  });
});
