import { describe, expect, it } from 'vitest';
import type { PackIndex } from '../../src/causes/compiled.js';
import { parseTemplate } from '../../src/causes/message-template.js';
import { knownCode, recognise } from '../../src/causes/recognise.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { Facts } from '../../src/facts/facts.js';
import { exchangeWith } from '../support/exchange.js';

const BARE: PackIndex = {
  packs: ['acme', 'other'],
  hosts: {},
  requestHeaders: {},
  responseHeaders: {},
  requestHeadersTogether: {},
  codes: {},
  messages: {},
  envelopes: {},
};
/** Hosts of somebody else and of nobody. */
const FOREIGN = 'https://api.shop.de/v1';
const NOBODYS = 'http://localhost:8080/v1';

const factsOf = (exchange: Exchange) => new Facts(exchange, undefined, {});

function found(index: Partial<PackIndex>, exchange: Exchange, stated: Parameters<typeof recognise>[2] = {}) {
  const recognition = recognise(factsOf(exchange), { ...BARE, ...index }, stated);
  return recognition && [recognition.pack, ...recognition.by];
}

describe('a host', () => {
  const hosts: PackIndex['hosts'] = {
    'api.acme.de': ['acme', 'live'],
    '*.acme.de': ['other', 'live'],
    '*.pay.other.de': ['acme', 'test'],
    '*.other.de': ['other', 'test'],
  };

  it.each([
    ['api.acme.de', 'acme'],
    ['eu.acme.de', 'other'],
    ['a.b.acme.de', 'other'],
    ['eu.pay.other.de', 'acme'],
    ['pay.other.de', 'other'],
  ])('%s is of %s', (host, pack) => {
    expect(found({ hosts }, exchangeWith({ url: `https://${host}/v1` }))).toEqual([pack, 'host']);
  });

  it('of nobody, and one below no known name, names no pack', () => {
    expect(found({ hosts }, exchangeWith({ url: 'https://acme.de/v1' }))).toBeUndefined();
    expect(found({ hosts }, exchangeWith({ url: 'https://notacme.de/v1' }))).toBeUndefined();
  });
});

describe('headers', () => {
  const index = {
    requestHeaders: { 'x-acme-key': 'acme' },
    responseHeaders: { 'x-acme-trace': 'acme' },
    requestHeadersTogether: { other: ['x-key', 'x-stamp'] },
  };

  it('name the pack in both directions, in any case', () => {
    const exchange = exchangeWith({
      url: FOREIGN,
      headers: { 'X-Acme-Key': 'k-1' },
      responseHeaders: { 'X-ACME-Trace': 't-1' },
    });
    expect(found(index, exchange)).toEqual(['acme', 'header x-acme-key', 'header x-acme-trace']);
  });

  it('are not enough alone on the host of somebody else, but on a host of nobody', () => {
    const headers = { 'X-Acme-Key': 'k-1' };
    expect(found(index, exchangeWith({ url: FOREIGN, headers }))).toBeUndefined();
    expect(found(index, exchangeWith({ url: NOBODYS, headers }))).toEqual(['acme', 'header x-acme-key']);
  });

  it('that say something only together are told together, and need company', () => {
    const headers = { 'X-Key': 'k-1', 'X-Stamp': '1' };
    const codes = { REFUSED: ['~other'], refused: ['~other'] };
    expect(found(index, exchangeWith({ url: NOBODYS, headers }))).toBeUndefined();
    expect(found({ ...index, codes }, exchangeWith({ url: NOBODYS, headers }), { code: 'REFUSED' })).toEqual([
      'other',
      'headers x-key, x-stamp',
      'code',
    ]);
    const half = { 'X-Key': 'k-1' };
    expect(
      found({ ...index, codes }, exchangeWith({ url: NOBODYS, headers: half }), { code: 'REFUSED' }),
    ).toBeUndefined();
  });

  it('leave it a guess where every sign belongs to many', () => {
    const facts = factsOf(exchangeWith({ url: NOBODYS, headers: { 'X-Key': 'k-1', 'X-Stamp': '1' } }));
    const codes = { refused: ['~other'], other_refused: ['other'] };
    const guessed = (code: string) => recognise(facts, { ...BARE, ...index, codes }, { code })?.guessed;
    expect(guessed('REFUSED')).toBe(true);
    expect(guessed('OTHER_REFUSED')).toBe(false);
  });
});

describe('a code', () => {
  const codes = { acme_refused: ['acme'], refused: ['~acme', 'http', 'other'], common: ['~acme'] };
  const said = (code: string, url = NOBODYS) =>
    found({ codes }, exchangeWith({ url, answer: { error: { code } } }));

  it('names a pack where the host says nothing', () => {
    expect(said('ACME_REFUSED')).toEqual(['acme', 'code']);
    expect(said('ACME_REFUSED', FOREIGN)).toBeUndefined();
  });

  it('that others use as well counts less, and the pack of all APIs is nobody', () => {
    expect(said('REFUSED')).toEqual(['other', 'code']);
    expect(said('COMMON')).toBeUndefined();
    expect(found({ codes: { refused: ['http'] } }, exchangeWith({ url: NOBODYS }), { code: 'REFUSED' })).toBe(
      undefined,
    );
  });

  it('that is stated stands for the one in the answer', () => {
    const exchange = exchangeWith({ url: NOBODYS, answer: { error: { code: 'REFUSED' } } });
    expect(found({ codes }, exchange, { code: 'Acme_Refused' })).toEqual(['acme', 'code']);
  });

  it('counts where it stands in a record without an envelope', () => {
    const exchange = exchangeWith({ url: NOBODYS, answer: { log: [{ why: 'ACME_REFUSED' }] } });
    expect(found({ codes }, exchange)).toEqual(['acme', 'code']);
  });
});

describe('a code in a record', () => {
  const index = {
    ...BARE,
    codes: {
      acme_refused: ['~other', 'acme'],
      common: ['~acme'],
      ['x'.repeat(64)]: ['acme'],
      ['x'.repeat(65)]: ['acme'],
    },
  };
  const inside = (answer: unknown) => knownCode(factsOf(exchangeWith({ answer })), index);

  it('is the first distinctive one, as it is written', () => {
    expect(inside({ a: 'COMMON', b: [1, null, 'ACME_refused'] })).toBe('ACME_refused');
    expect(inside('"acme_refused"')).toBe('acme_refused');
  });

  it('is none of what others use, of a long text, of a key, or of a text that is no JSON', () => {
    expect(inside({ a: 'common' })).toBeUndefined();
    expect(inside({ a: 'x'.repeat(65) })).toBeUndefined();
    expect(inside({ a: 'x'.repeat(64) })).toBe('x'.repeat(64));
    expect(inside({ acme_refused: 1 })).toBeUndefined();
    expect(inside('acme_refused')).toBeUndefined();
  });

  it('is looked for among the first 300 values', () => {
    const past = (count: number) => [...Array.from({ length: count }, () => 0), 'acme_refused'];
    expect(inside(past(298))).toBe('acme_refused');
    expect(inside(past(299))).toBeUndefined();
    expect(inside({ deep: past(297) })).toBe('acme_refused');
    expect(inside({ deep: past(298) })).toBeUndefined();
  });
});

describe('a message', () => {
  const entry = (pack: string, template: string) => [pack, parseTemplate(template)] as const;
  const messages = {
    vault: [entry('acme', 'vault is locked'), entry('~other', 'vault *')],
    locked: [entry('acme', 'is locked'), entry('~acme', 'locked')],
    sorry: [entry('~acme', 'sorry')],
  };
  const said = (message: string, stated = {}) =>
    found({ messages }, exchangeWith({ url: NOBODYS, answer: { error: { message } } }), stated);

  it('names a pack whose template it fits, once however many fit', () => {
    expect(said('The vault is locked!')).toEqual(['acme', 'message']);
    expect(said('The vault is open')).toBeUndefined();
    expect(said('Something else')).toBeUndefined();
  });

  it('that others send as well is not enough', () => {
    expect(said('Sorry')).toBeUndefined();
    expect(said('Sorry', { code: 'x' })).toBeUndefined();
  });

  it('that is stated stands for the one in the answer', () => {
    expect(said('Sorry', { message: 'vault is locked' })).toEqual(['acme', 'message']);
  });

  it('that others send as well adds one point to other signs', () => {
    const exchange = exchangeWith({ url: NOBODYS, answer: { error: { message: 'Sorry' } } });
    expect(found({ messages, envelopes: { acme: { 'error.message': 'string' } } }, exchange)).toEqual([
      'acme',
      'message',
      'envelope',
    ]);
  });
});

describe('the form of an answer', () => {
  const headers = { 'X-Acme-Key': 'k-1' };
  const requestHeaders = { 'x-acme-key': 'acme' };
  const fits = (shape: Record<string, unknown>, answer: unknown) =>
    found({ requestHeaders, envelopes: { acme: shape } }, exchangeWith({ url: FOREIGN, headers, answer })) !==
    undefined;

  it('is never enough alone', () => {
    expect(
      found({ envelopes: { acme: { ok: false } } }, exchangeWith({ url: NOBODYS, answer: { ok: false } })),
    ).toBe(undefined);
  });

  it.each([
    [{ code: 'string' }, { code: 'a' }, true],
    [{ code: 'string' }, { code: 1 }, false],
    [{ code: 'number' }, { code: 1 }, true],
    [{ code: 'number' }, { code: 1.5 }, true],
    [{ code: 'number' }, { code: '1' }, false],
    [{ error: 'object' }, { error: {} }, true],
    [{ error: 'object' }, { error: [] }, false],
    [{ errors: 'array' }, { errors: [] }, true],
    [{ errors: 'array' }, { errors: {} }, false],
    [{ ok: false }, { ok: false }, true],
    [{ ok: false }, { ok: true }, false],
    [{ id: 'acme_*' }, { id: 'acme_1' }, true],
    [{ id: 'acme_*' }, { id: 'other_1' }, false],
    [{ id: 'acme_*' }, { id: 1 }, false],
    [{ id: 'acme' }, { id: 'acme' }, true],
    [{ id: 'acme' }, { id: 'acme_1' }, false],
    [{ ok: false, code: 'string' }, { ok: false }, false],
    [{ 'error.code': 'string' }, { error: { code: 'a' } }, true],
  ])('%j fits %j: %s', (shape, answer, expected) => expect(fits(shape, answer)).toBe(expected));

  it('needs JSON', () => expect(fits({}, 'not json')).toBe(false));
});

describe('points', () => {
  const codes = { acme_refused: ['acme'] };
  const answer = { error: { code: 'ACME_REFUSED' } };
  const envelopes = { acme: { 'error.code': 'string' } };
  const requestHeaders = { 'x-acme-key': 'acme', 'x-other-key': 'other' };

  it('of a code and the whole form are enough on the host of somebody else', () => {
    expect(found({ codes }, exchangeWith({ url: FOREIGN, answer }))).toBeUndefined();
    expect(found({ codes, envelopes }, exchangeWith({ url: FOREIGN, answer }))).toEqual([
      'acme',
      'code',
      'envelope',
    ]);
  });

  it('of a common code and the form are not', () => {
    const common = { acme_refused: ['~acme'] };
    expect(found({ codes: common, envelopes }, exchangeWith({ url: FOREIGN, answer }))).toBeUndefined();
    expect(found({ codes: common, envelopes }, exchangeWith({ url: NOBODYS, answer }))).toEqual([
      'acme',
      'code',
      'envelope',
    ]);
  });

  it('that two packs have in equal number name neither, and more of them win', () => {
    const headers = { 'X-Other-Key': 'k-2', 'X-Acme-Key': 'k-1' };
    expect(found({ requestHeaders }, exchangeWith({ url: NOBODYS, headers }))).toBeUndefined();
    expect(found({ requestHeaders, codes }, exchangeWith({ url: NOBODYS, headers, answer }))?.[0]).toBe(
      'acme',
    );
    expect(
      found(
        { requestHeaders, hosts: { localhost: ['other', 'live'] } },
        exchangeWith({ url: NOBODYS, headers }),
      ),
    ).toEqual(['other', 'host', 'header x-other-key']);
  });

  it.each([
    ['https://api.shop.de', false],
    ['https://api.shop.example.de', false],
    ['https://api.shop.test.de', false],
    ['http://localhost', true],
    ['http://127.0.0.1', true],
    ['http://[::1]:8080', true],
    ['http://gateway', true],
    ['http://api.localhost', true],
    ['http://gateway.internal', true],
    ['http://gateway.prod.svc', true],
    ['http://api.shop.example', true],
    ['http://example.com', true],
    ['http://api.example.net', true],
    ['http://myexample.org', false],
    ['https://127.0.0.1.shop.de', false],
    ['https://api.example.com.shop.de', false],
    ['https://api.local.shop.de', false],
  ])('of a code are enough on %s: %s', (origin, enough) => {
    expect(found({ codes }, exchangeWith({ url: `${origin}/v1`, answer }))).toEqual(
      enough ? ['acme', 'code'] : undefined,
    );
  });

  it('of a code are enough where a delivery went to somebody, or the host is not known', () => {
    const exchange = exchangeWith({ url: FOREIGN, answer });
    expect(found({ codes }, { ...exchange, delivery: true })).toEqual(['acme', 'code']);
    const { request: _, ...answered } = exchange;
    expect(found({ codes }, answered)).toEqual(['acme', 'code']);
  });
});
