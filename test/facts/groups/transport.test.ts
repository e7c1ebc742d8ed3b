import { describe, expect, it } from 'vitest';
import type { Exchange, TlsInfo, TransportFailure } from '../../../src/exchange/exchange.js';
import { Facts } from '../../../src/facts/facts.js';
import { transportMeaning } from '../../../src/facts/transport-meaning.js';
import { exchangeWith } from '../../support/exchange.js';
import { evidence, told } from '../../support/facts.js';

const { response: _, ...unanswered } = exchangeWith();
const of = (parts: Partial<Exchange>, name: string) =>
  told(new Facts({ ...unanswered, ...parts }, undefined, {}), name);
const failed = (says: string, more: Partial<TransportFailure> = {}): Partial<Exchange> => ({
  transport: { kind: 'other', says, ...more },
});
const handshake = (tls: TlsInfo): Partial<Exchange> => ({ connection: { tls } });

describe('why there is no whole answer', () => {
  const RESET = 'curl: (56) Recv failure: Connection reset by peer';

  it('is told in the words of the client', () => {
    expect(evidence(RESET, 'transport.kind').slice(0, 2)).toEqual(['reset', 'the connection failed: reset']);
    const [says, sentence, text] = evidence(RESET, 'transport.says');
    expect(sentence).toBe(`the client says: ${says}`);
    expect(RESET).toContain(text as string);
    expect(evidence(RESET, 'transport.curlExit').slice(0, 2)).toEqual([56, 'curl exit 56']);
    expect(of(failed('it broke'), 'transport.curlExit')).toEqual(['not-collected', "curl's exit code"]);
    expect(of({}, 'transport.kind')[0]).toBeUndefined();
    expect(of({}, 'transport.says')[0]).toBeUndefined();
  });

  it('has a meaning, alone or as one of several', () => {
    const expired = failed('certificate has expired');
    expect(of(expired, 'transport.meaning')).toEqual(['certificate-expired', 'certificate has expired']);
    expect(of(expired, 'transport.means.certificate-expired')).toEqual([true, 'certificate has expired']);
    expect(of(expired, 'transport.means.certificate')).toEqual([true, 'certificate has expired']);
    expect(of(expired, 'transport.means.cert')[0]).toBe(false);
    expect(of(expired, 'transport.means.certificate-name')[0]).toBe(false);
    expect(of({}, 'transport.meaning')).toEqual([undefined, 'an answer came']);
    expect(of({}, 'transport.means.certificate')).toEqual([false, 'an answer came']);
  });

  it.each<[parts: Partial<Exchange>, meaning: string | undefined]>([
    [failed('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'certificate-untrusted'],
    [failed('self-signed certificate'), 'certificate-self-signed'],
    [failed('it failed', { curlExit: 51 }), 'certificate-name'],
    [failed('it failed', { curlExit: 7 }), undefined],
    [failed('it failed'), undefined],
    [failed('certificate has expired', { curlExit: 51 }), 'certificate-expired'],
    [failed(`${' '.repeat(1980)}certificate has expired`), undefined],
    [{ ...failed('it failed'), ...handshake({ alert: 'bad certificate' }) }, 'client-certificate-refused'],
    [
      {
        ...failed('it failed'),
        ...handshake({ serverVerified: false, verifyError: 'certificate has expired' }),
      },
      'certificate-expired',
    ],
    [
      {
        ...failed('it failed'),
        ...handshake({ serverVerified: true, verifyError: 'certificate has expired' }),
      },
      undefined,
    ],
    [handshake({ alert: 'bad certificate' }), undefined],
  ])('%j means %s', (parts, meaning) => expect(transportMeaning({ ...unanswered, ...parts })).toBe(meaning));
});

describe('the connection', () => {
  it('has an address and a family', () => {
    const to = (address: string) => ({ connection: { peer: { address } } });
    expect(of(to('203.0.113.7'), 'connection.peer')).toEqual(['203.0.113.7', 'connected to 203.0.113.7']);
    expect(of(to('203.0.113.7'), 'connection.family')).toEqual([4, 'the connection went over IPv4']);
    expect(of(to('[2001:db8::1]'), 'connection.family')).toEqual([6, 'the connection went over IPv6']);
    expect(of(to('2001:db8::1'), 'connection.family')[0]).toBe(6);
  });

  it('went through a proxy or was direct', () => {
    const proxy = { name: 'proxy.shop.example:3128', fromEnvironment: true };
    expect(of({ connection: { proxy } }, 'connection.proxy')).toEqual([
      proxy.name,
      `the connection went through the proxy ${proxy.name}`,
    ]);
    expect(of({ connection: {} }, 'connection.proxy')).toEqual([undefined, 'the connection was direct']);
    expect(of({ connection: { proxy } }, 'connection.proxyFromEnvironment')).toEqual([
      true,
      `the proxy ${proxy.name} came from a variable of the environment`,
    ]);
    expect(of({ connection: { proxy: { name: proxy.name } } }, 'connection.proxyFromEnvironment')[0]).toBe(
      false,
    );
    expect(of({}, 'connection.proxyFromEnvironment')[0]).toBe(false);
  });

  it.each<[name: string, tls: TlsInfo, value: unknown, says: string]>([
    ['tlsVersion', { version: 'TLSv1.3' }, 'TLSv1.3', 'the handshake agreed on TLSv1.3'],
    ['serverVerified', { serverVerified: true }, true, 'the server certificate was accepted'],
    ['serverVerified', { serverVerified: false }, false, 'the client refused the server certificate'],
    ['serverIssuer', { serverIssuer: 'CN=A' }, 'CN=A', 'the server certificate was issued by CN=A'],
    ['serverSubject', { serverSubject: 'CN=B' }, 'CN=B', 'the server certificate is that of CN=B'],
    [
      'clientCertificateRequested',
      { clientCertificateRequested: true },
      true,
      'the server asked for a client certificate',
    ],
    [
      'clientCertificateRequested',
      { clientCertificateRequested: false },
      false,
      'the server asked for no client certificate',
    ],
    ['clientCertificateSent', { clientCertificateSent: true }, true, 'a client certificate was sent'],
    ['clientCertificateSent', { clientCertificateSent: false }, false, 'no client certificate was sent'],
    ['alert', { alert: 'unknown CA' }, 'unknown CA', 'the TLS alert is "unknown CA"'],
    ['alert', {}, undefined, 'there was no TLS alert'],
  ])('tells %s of %j', (name, tls, value, says) =>
    expect(of(handshake(tls), `connection.${name}`)).toEqual([value, says]),
  );

  it.each([
    ['peer', 'the address that was connected to'],
    ['family', 'the address family of the connection'],
    ['proxy', 'whether a proxy was used'],
    ['tlsVersion', 'the TLS handshake'],
    ['alert', 'the TLS handshake'],
  ])('tells no %s where the capture has none', (name, what) => {
    expect(of({}, `connection.${name}`)).toEqual(['not-collected', what]);
    expect(new Facts(unanswered, undefined, {}).fact(`connection.${name}`)).toMatchObject({
      how: 'capture with curl -v, which prints the handshake',
    });
  });

  it('says that a handshake broke off before', () =>
    expect(of(handshake({}), 'connection.tlsVersion')).toEqual([
      'not-collected',
      'what the TLS handshake had not reached, or curl does not show, when it broke off',
    ]));

  it.each<[status: number | undefined, requested: boolean, sent: boolean | undefined, missing: boolean]>([
    [400, true, false, true],
    [401, true, false, true],
    [403, true, false, true],
    [495, true, false, true],
    [496, true, false, true],
    [404, true, false, false],
    [200, true, false, false],
    [401, false, false, false],
    [401, true, true, false],
    [401, true, undefined, false],
    [undefined, true, false, true],
  ])('under %s, asked %s, sent %s: the client certificate is missing: %s', (status, asked, sent, missing) => {
    const tls = {
      clientCertificateRequested: asked,
      ...(sent === undefined ? {} : { clientCertificateSent: sent }),
    };
    const parts =
      status === undefined ? failed('it failed') : { response: exchangeWith({ status }).response };
    expect(of({ ...parts, ...handshake(tls) } as never, 'connection.clientCertificateMissing')).toEqual([
      missing,
      'the server asked for a client certificate and got none',
    ]);
  });
});
