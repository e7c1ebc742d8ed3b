import { describe, expect, it } from 'vitest';
import type { Body } from '../../../src/exchange/body.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import { Facts } from '../../../src/facts/facts.js';
import { exchangeWith } from '../../support/exchange.js';
import { told } from '../../support/facts.js';

type Parts = Parameters<typeof exchangeWith>[0];
const inExchange = (name: string, exchange: Exchange, pack?: object) =>
  told(new Facts(exchange, pack as never, {}), `authorization.${name}`);
const of = (name: string, headers: Record<string, string> = {}, parts: Parts = {}) =>
  inExchange(name, exchangeWith({ method: 'GET', headers, ...parts }));
const KEY = { 'X-Api-Key': 'key-of-errdoctor' };
const bearer = (value: string) => ({ Authorization: `Bearer ${value}` });
const JWT = 'eyJlcnJkb2N0b3I.eyJlcnJkb2N0b3I.errdoctor';

describe('who carries the credential', () => {
  it('is Authorization, or else the first header with one', () => {
    expect(of('header', { ...KEY, ...bearer('errdoctor') })).toEqual([
      'Authorization',
      'Authorization carries the credential',
    ]);
    expect(of('header', KEY)[0]).toBe('X-Api-Key');
    expect(of('header')).toEqual([undefined, 'no header carries a credential']);
    expect(of('header', {}, { seen: 'some' })).toEqual(['not-collected', 'the request headers']);
    expect(of('header', { Cookie: 'a=errdoctor', 'X-Signature': 'errdoctor' })[0]).toBeUndefined();
  });

  it('is not told where a pack describes the credentials', () => {
    const pack = { credentials: {} };
    const exchange = exchangeWith({ headers: bearer('errdoctor') });
    expect(inExchange('header', exchange, pack)[0]).toBeUndefined();
    expect(inExchange('scheme', exchange, pack)[0]).toBeUndefined();
    expect(inExchange('missing', exchangeWith(), pack)[0]).toBeUndefined();
  });

  it.each<[header: Record<string, string>, scheme: string | undefined]>([
    [bearer('errdoctor'), 'Bearer'],
    [{ Authorization: 'Bearer' }, 'Bearer'],
    [{ Authorization: 'Bearer: errdoctor' }, 'Bearer'],
    [{ Authorization: 'Own errdoctor' }, 'Own'],
    [{ Authorization: 'errdoctor' }, undefined],
    [{ Authorization: '7even errdoctor' }, undefined],
    [{ 'X-Api-Key': 'Bearer errdoctor' }, undefined],
  ])('%j has the scheme %s', (headers, scheme) => {
    const says = scheme ? `the scheme sent is ${scheme}` : 'no scheme word stands before the credential';
    expect(of('scheme', headers)).toEqual([scheme, says]);
  });

  it('is seen with a value, also where a pack describes it', () => {
    const pack = { credentials: { key: { name: 'key', header: 'X-Acme' } } };
    const visible = (headers: Record<string, string>) =>
      inExchange('visible', exchangeWith({ headers }), pack);
    expect(visible({ 'x-acme': 'errdoctor' })).toEqual(['x-acme', 'x-acme was sent with a value']);
    expect(visible({ 'x-acme': '' })).toEqual([undefined, 'no header carries a credential']);
    expect(visible(KEY)[0]).toBe('X-Api-Key');
    expect(of('visible', {}, { seen: 'some' })).toEqual(['not-collected', 'the request headers']);
    const { request: _, ...answer } = exchangeWith();
    expect(inExchange('visible', answer)[0]).toBe('not-collected');
  });
});

describe('a missing credential', () => {
  it('is told with what shows it', () => {
    expect(of('missing')).toEqual(['nowhere', 'no header of the request carries a credential']);
    expect(of('missing', bearer(''))).toEqual(['empty', 'the header Authorization has no value']);
    expect(of('missing', KEY)).toEqual([undefined, 'X-Api-Key was sent']);
    expect(of('missing', {}, { status: 404 })).toEqual([
      undefined,
      'nothing shows that the call lacks a credential',
    ]);
    expect(of('missing', { 'X-Api-Key': '', 'X-Token': 'errdoctor' })[0]).toBeUndefined();
    expect(of('missing', { 'X-Api-Key': '***' })[0]).toBeUndefined();
    expect(of('missing', { 'X-Shop-Hmac': '' })[0]).toBe('empty');
  });

  it.each([
    [400, 'nowhere'],
    [401, 'nowhere'],
    [403, 'nowhere'],
    [402, undefined],
    [500, undefined],
  ])('under %s is %s', (status, value) => expect(of('missing', {}, { status })[0]).toBe(value));

  it.each([
    'https://user@api.shop.example/v1',
    'https://api.shop.example/v1?api_key=x',
    'https://api.shop.example/v1?a=b&x-sig=x',
    'https://api.shop.example/v1?code=x',
    'https://api.shop.example/oauth/x',
    'https://api.shop.example/sessions',
  ])('is not told of %s', (url) => expect(of('missing', {}, { url })[0]).toBeUndefined());

  it.each([
    'https://api.shop.example/v1?page=1',
    'https://api.shop.example/tokenize',
    'https://api.shop.example/a@b',
  ])('is told of %s', (url) => expect(of('missing', {}, { url })[0]).toBe('nowhere'));

  it('is not told where a client certificate was sent, or a recorder drops headers', () => {
    const exchange = exchangeWith({ method: 'GET' });
    const tls = { clientCertificateSent: true };
    expect(inExchange('missing', { ...exchange, connection: { tls } })[0]).toBeUndefined();
    expect(of('missing', {}, { seen: 'some' })).toEqual(['not-collected', 'the request headers']);
    const { request: _, ...answer } = exchange;
    expect(inExchange('missing', answer)).toEqual(['not-collected', 'the request headers']);
    expect(
      inExchange('missing', { ...exchange, transport: { kind: 'reset', says: 'cut' } })[0],
    ).toBeUndefined();
    expect(of('missing', {}, { method: 'CONNECT' })[0]).toBeUndefined();
  });

  const withBody = (body: Body, headers: Record<string, string> = {}) => {
    const exchange = exchangeWith({ headers });
    return inExchange('missing', { ...exchange, request: { ...exchange.request, body } as never });
  };

  it.each([
    'password',
    'passwd',
    'client_secret',
    'apikey',
    'api_key',
    'Token',
    'grant_type',
    'assertion',
    'client_id',
  ])('is not told where the body names %s', (name) => {
    expect(withBody({ is: 'bytes', wire: Buffer.from(`{"${name}":1}`), exact: true })[0]).toBeUndefined();
    expect(withBody({ is: 'cut', bytes: Buffer.from(`{"${name}":1}`) })[0]).toBeUndefined();
  });

  it('is looked for in the beginning of a body only', () => {
    const far = (count: number) =>
      withBody({ is: 'bytes', wire: Buffer.from(`${' '.repeat(count)}token`), exact: true })[0];
    expect(far(4091)).toBeUndefined();
    expect(far(4092)).toBe('nowhere');
  });

  it('may stand in a body that was not captured', () => {
    const unseen: Body = { is: 'not-captured' };
    const open = 'no header of the request carries a credential, and its body was not captured';
    expect(withBody(unseen, { 'Content-Length': '5' })).toEqual(['not-in-headers', open]);
    expect(withBody(unseen, { 'Transfer-Encoding': 'chunked' })[0]).toBe('not-in-headers');
    expect(withBody(unseen, { 'Content-Length': '0' })[0]).toBe('nowhere');
    expect(withBody(unseen)[0]).toBe('nowhere');
    expect(withBody({ is: 'none' }, { 'Content-Length': '5' })[0]).toBe('nowhere');
  });
});

describe('a malformed credential', () => {
  it.each<[headers: Record<string, string>, fault: string | undefined, says?: string]>([
    [bearer('<api-key>'), 'placeholder', 'Authorization holds a placeholder that was never filled in'],
    [bearer('"errdoctor"'), 'quoted', 'Authorization was sent with its quotes'],
    [bearer('errdoctor%0D'), 'line-break', 'Authorization ends in a line break that was written out'],
    [bearer('errdoctor\\r'), 'line-break'],
    [{ Authorization: 'Bearer errdoctor\t' }, 'edge-space', 'Authorization has white space at its edge'],
    [bearer('err doctor'), 'inner-space', 'Authorization has white space inside the credential'],
    [bearer('err doctor='), undefined],
    [bearer('bearer errdoctor'), 'doubled-scheme', 'Authorization has its scheme word twice'],
    [bearer('bearers errdoctor='), undefined],
    [
      { Authorization: 'Token: errdoctor' },
      'colon-scheme',
      'Authorization has a colon behind the scheme word',
    ],
    [
      { Authorization: JWT },
      'bare-token',
      'Authorization holds a JSON Web Token without the word Bearer before it',
    ],
    [{ 'X-Api-Key': JWT }, undefined],
    [{ 'X-Api-Key': 'basic errdoctor' }, 'extra-scheme', 'X-Api-Key has a scheme word before the key'],
    [{ 'X-Api-Key': 'own errdoctor' }, undefined],
    [
      { Authorization: 'Basic errdoctor' },
      'broken-basic',
      'Authorization does not hold the base64 of user:password after Basic',
    ],
    [{ Authorization: 'Basic ZXJyZG9jdG9yOg==' }, undefined],
    [{ Authorization: 'basic ZXJyZG9jdG9yOg===' }, 'broken-basic'],
    [bearer(JWT.slice(0, -10)), 'cut-token', 'Authorization holds a JSON Web Token that lacks parts'],
    [bearer(JWT), undefined],
    [bearer(`${JWT}.a`), 'cut-token'],
    [bearer(`${JWT}.a.b`), undefined],
    [bearer('eyJerr.x'), undefined],
    [bearer(''), undefined],
    [{ Authorization: 'Own "errdoctor"' }, undefined],
    [{ Authorization: 'Bearer ***' }, 'not-collected'],
    [{}, undefined],
  ])('%j has the fault %s', (headers, fault, says) => {
    expect(of('malformed', headers)[0]).toBe(fault);
    if (says) expect(of('malformed', headers)[1]).toBe(says);
    expect(of('malformed', headers, { status: 404 })[0]).toBeUndefined();
  });
});

describe('a scheme that the server does not offer', () => {
  const refused = (headers: Record<string, string>, challenge?: string, status = 401) =>
    of('schemeRefused', headers, {
      status,
      responseHeaders: challenge === undefined ? {} : { 'WWW-Authenticate': challenge },
    });

  it('is told as it was sent', () => {
    expect(refused({ Authorization: 'Basic ZTpl' }, 'Bearer')).toEqual([
      true,
      'the credential was sent in Authorization as Basic',
    ]);
    expect(refused(KEY, 'Bearer')).toEqual([
      true,
      'the credential was sent in X-Api-Key without a scheme word',
    ]);
    expect(refused({ Authorization: 'Basic ***' }, 'Bearer')[0]).toBe(true);
  });

  it('is told of a 401 with a challenge only', () => {
    expect(refused({ Authorization: 'Basic ZTpl' }, 'Bearer', 403)[0]).toBe(false);
    expect(refused({ Authorization: 'Basic ZTpl' })[0]).toBe(false);
    expect(refused({ Authorization: 'Basic ZTpl' }, '=')[0]).toBe(false);
    expect(refused({}, 'Bearer')[0]).toBe(false);
    expect(refused({ Authorization: '***' }, 'Bearer')[0]).toBe(false);
    expect(refused({ Authorization: 'BEARER errdoctor' }, 'Basic, bearer')[0]).toBe(false);
  });
});

describe('a name with an underscore', () => {
  it('alone carries the credential', () => {
    expect(of('underscored', { api_key: 'errdoctor' })).toEqual([
      'api_key',
      'the credential travels in api_key, a name with an underscore',
    ]);
    expect(of('underscored', { api_key: 'errdoctor', ...KEY })[0]).toBeUndefined();
    expect(of('underscored', KEY)[0]).toBeUndefined();
    expect(of('underscored')[0]).toBeUndefined();
    expect(of('underscored', { api_key: 'errdoctor' }, { status: 404 })[0]).toBeUndefined();
  });
});
