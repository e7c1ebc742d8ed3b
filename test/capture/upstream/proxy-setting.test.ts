import { describe, expect, it } from 'vitest';
import { isExempt } from '../../../src/capture/upstream/no-proxy.js';
import { ProxySetting, UnusableProxy } from '../../../src/capture/upstream/proxy-setting.js';

describe('NO_PROXY', () => {
  it.each([
    ['*', 'api.example.com', true],
    ['', 'api.example.com', false],
    ['example.com', 'api.example.com', true],
    ['.example.com', 'api.example.com', true],
    ['*.example.com', 'api.example.com', true],
    ['Example.COM.', 'api.example.com', true],
    ['example.com', 'example.com.', true],
    ['example.com', 'notexample.com', false],
    ['api.example.com', 'example.com', false],
    ['other.example, example.com', 'example.com', true],
    ['other.example example.com', 'example.com', true],
    ['example.com:443', 'api.example.com', true],
    ['example.com:8443', 'api.example.com', false],
    ['localhost', 'localhost', true],
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1:443', '127.0.0.1', true],
    ['127.0.0.1:80', '127.0.0.1', false],
    ['10.0.0.0/8', '10.20.30.40', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.0/99', '10.0.0.1', false],
    ['0.0.1', '127.0.0.1', false],
    ['::1', '::1', true],
    ['[::1]', '::1', true],
    ['[::1]:443', '::1', true],
    ['[::1]:80', '::1', false],
    ['fd00::/8', 'fd12::3', true],
    ['fd00::/8', '10.0.0.1', false],
    ['/8', '10.0.0.1', false],
    [', ,', 'example.com', false],
  ])('"%s" and %s: %s', (list, host, expected) => {
    expect(isExempt(list, host, 443)).toBe(expected);
  });
});

describe('the proxies of an environment', () => {
  const target = { host: 'API.example.com', port: 443 };

  it('are those of the scheme, in either case', () => {
    const setting = new ProxySetting({
      HTTPS_PROXY: 'http://one.example:3128',
      all_proxy: 'two.example:8080/',
    });
    expect(setting.for('https', target)).toEqual({
      host: 'one.example',
      port: 3128,
      secure: false,
      name: 'http://one.example:3128',
    });
    expect(setting.for('http', target)).toMatchObject({ host: 'two.example', port: 8080 });
    const secure = new ProxySetting({ https_proxy: 'https://[::1]' });
    expect(secure.for('https', target)).toMatchObject({ host: '::1', port: 443, secure: true });
    expect(secure.for('http', target)).toBeUndefined();
  });

  it('hold credentials that are shown nowhere', () => {
    const setting = new ProxySetting({ https_proxy: 'http://me%40corp:canary%3A100%@one.example:3128' });
    const proxy = setting.for('https', target);
    expect(proxy?.authorization).toBe(`Basic ${Buffer.from('me@corp:canary%3A100%').toString('base64')}`);
    expect(proxy?.name).toBe('http://one.example:3128');
  });

  it('are left out where NO_PROXY says so', () => {
    const setting = new ProxySetting({ https_proxy: 'http://one.example:3128', NO_PROXY: 'example.com' });
    expect(setting.for('https', target)).toBeUndefined();
    expect(setting.for('https', { ...target, host: 'example.org' })).toBeDefined();
  });

  it('cannot be of another kind, and the complaint keeps the value to itself', () => {
    const complaint = (value: string) => {
      try {
        return new ProxySetting({ ALL_PROXY: value });
      } catch (error) {
        return error;
      }
    };
    for (const value of [
      'socks5://me:canary@one.example:1080',
      'http://me:canary@',
      'http://me:canary@a b',
    ]) {
      expect(complaint(value)).toBeInstanceOf(UnusableProxy);
      expect(String(complaint(value))).toContain('ALL_PROXY');
      expect(String(complaint(value))).not.toContain('canary');
    }
  });
});
