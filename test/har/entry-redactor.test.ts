import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../src/exchange/exchange.js';
import { Secret } from '../../src/exchange/secret.js';
import { diagnose } from '../../src/diagnose.js';
import { EntryRedactor } from '../../src/har/entry-redactor.js';
import { harOf } from '../../src/har/write-har.js';
import { formats } from '../../src/input/formats.generated.js';
import har from '../../src/input/formats/har.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { secretSettings } from '../../src/mask-for.js';
import { exchangeOf, legWith } from '../support/legs.js';
import { loaded, sources } from '../support/packs.js';
import { harFaults } from './har-schema.js';

const CANARY = 'errdoctorCanary4f1b9c27a05d';
const settings = secretSettings([...loaded.packs.values()].map((pack) => pack.settings));

function read(entry: string): Exchange {
  const whole = { ...harOf([], 0), log: { ...harOf([], 0).log, entries: [JSON.parse(entry)] } };
  expect(harFaults(whole)).toEqual([]);
  return har.read(new Input('saved.har', Buffer.from(JSON.stringify(whole)))).exchanges[0] as Exchange;
}

/** Masks one call and looks for the canary in every form, also in what HAR holds as Base64. */
function masked(parts: Parameters<typeof legWith>[0], redactor = new EntryRedactor(settings)): Exchange {
  const entry = redactor.entryOf(exchangeOf(legWith(parts)), 0);
  const exchange = read(entry);
  const bodies = [exchange.request, exchange.response].map((message) =>
    message?.body.is === 'bytes' ? Buffer.from(message.body.wire).toString('latin1') : '',
  );
  for (const text of [entry, ...bodies]) expect(text).not.toMatch(/Canary4f1b9c27|Q2FuYXJ5|NhbmFye|DYW5hcn/);
  return exchange;
}

function bytesOf(message: Exchange['request'] | Exchange['response']): Buffer | undefined {
  return message?.body.is === 'bytes' ? Buffer.from(message.body.wire) : undefined;
}

const BINARY = randomBytes(20_000);
const JSON_TYPE = { 'Content-Type': 'application/json' };
const secretBody = JSON.stringify({ name: 'Grüße', password: CANARY, list: [1, 2] });

describe('an entry of a HAR without secrets', () => {
  it.each<[string, Parameters<typeof legWith>[0]]>([
    ['a header', { headers: { Authorization: `Bearer ${CANARY}` } }],
    ['a pair of Basic', { headers: { Authorization: `Basic ${btoa(`shop:${CANARY}`)}` } }],
    ['the query', { call: `GET /v1/things?api_key=${CANARY}&page=2` }],
    ['a cookie', { answerHeaders: { 'Set-Cookie': `session=${CANARY}; Path=/` } }],
    ['a redirect', { status: '302 Found', answerHeaders: { Location: `/cb?access_token=${CANARY}` } }],
    ['a JSON body', { call: 'POST /login', headers: JSON_TYPE, body: secretBody }],
    ['JSON inside JSON', { answer: JSON.stringify({ text: JSON.stringify({ client_secret: CANARY }) }) }],
    ['a form', { call: 'POST /login', body: `user=me&password=${CANARY}` }],
    ['Base64 in JSON', { answer: JSON.stringify({ data: btoa(`{"password":"${CANARY}"}`) }) }],
    ['a failure', { status: '', failure: { kind: 'other', says: `no route to ?api_key=${CANARY}` } }],
    [
      'a packed request',
      { call: 'POST /login', headers: { 'Content-Encoding': 'gzip' }, body: gzipSync(secretBody) },
    ],
    ['a packed answer', { answerHeaders: { 'Content-Encoding': 'gzip' }, answer: gzipSync(secretBody) }],
    ['a cut body', { cut: true, answer: Buffer.from(secretBody).subarray(0, 40) }],
  ])('holds none of %s', (_, parts) => {
    masked(parts);
  });

  it('masks a part of a body that is no text, and keeps every other byte', () => {
    const before = `--b\r\nContent-Disposition: form-data; name="api_key"\r\n\r\n`;
    const between = '\r\n--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n';
    const body = (key: string) =>
      Buffer.concat([Buffer.from(before + key + between), BINARY, Buffer.from('\r\n--b--\r\n')]);
    const sent = bytesOf(masked({ call: 'POST /upload', body: body(CANARY) }).request);
    expect(sent?.equals(body('maskedByErrdoctormaskedByEr'))).toBe(true);
  });

  it('keeps bodies without secrets to the byte', () => {
    for (const body of [BINARY, '\ufeffplain', 'with\0zero', '{"name":"Grüße"}', 'a'.repeat(5000)]) {
      const { request, response } = masked({ call: 'POST /echo', body, answer: body });
      expect(bytesOf(request)?.equals(Buffer.from(body))).toBe(true);
      expect(bytesOf(response)?.equals(Buffer.from(body))).toBe(true);
    }
    const packed = gzipSync('nothing to hide');
    const headers = { 'Content-Encoding': 'gzip' };
    expect(bytesOf(masked({ call: 'POST /echo', body: packed, headers }).request)?.equals(packed)).toBe(true);
  });

  it('leaves out a body that nobody can look into, and says so', () => {
    const answer = gzipSync(secretBody).subarray(0, 30);
    const { response } = masked({ answerHeaders: { 'Content-Encoding': 'gzip' }, answer });
    expect(response).toMatchObject({ status: 200, body: { is: 'not-captured' } });
    expect(JSON.stringify(response?.body)).toContain('damaged or cut');
  });

  it('masks what an earlier call told, wherever it turns up, by the same stand-in', () => {
    const redactor = new EntryRedactor(settings);
    const login = masked({ call: 'POST /login', answer: JSON.stringify({ access_token: CANARY }) }, redactor);
    const standIn = JSON.parse(String(bytesOf(login.response))).access_token;
    const later = masked({ call: `GET /v1/${CANARY}/things`, answer: `you are ${CANARY}!` }, redactor);
    expect(later.request?.url).toContain(`/v1/${standIn}/things`);
    expect(String(bytesOf(later.response))).toBe(`you are ${standIn}!`);
  });

  it('masks what the user named, and still after thousands of other secrets', () => {
    const redactor = new EntryRedactor(settings, [new Secret(CANARY)]);
    for (let number = 0; number < 2500; number++)
      redactor.entryOf(exchangeOf(legWith({ headers: { 'X-Api-Key': `k${number}${'y'.repeat(20)}` } })), 0);
    expect(String(bytesOf(masked({ answer: `note ${CANARY}` }, redactor).response))).toMatch(/^note \w{27}$/);
  });

  it('leads to the same diagnosis', () => {
    const examples = sources.flatMap(({ rules }) =>
      rules.flatMap(({ rule }) => [...rule.examples.fires, ...rule.examples.silent]),
    );
    let count = 0;
    for (const { name, http } of examples) {
      for (const exchange of readInput(new Input('call', Buffer.from(http)), formats).exchanges) {
        const { request, response, hops, delivery } = exchange;
        if (!request?.method || !request.url || hops.length > 0 || delivery || response?.isError) continue;
        const plain = read(JSON.stringify(harOf([exchange], 0).log.entries[0]));
        const again = read(new EntryRedactor(settings).entryOf(exchange, 0));
        expect(verdict(again), name).toEqual(verdict(plain));
        count++;
      }
    }
    expect(count).toBeGreaterThan(500);
  });
});

/** A masked value may tell less of what is wrong with it; what leads must stay. */
function verdict(exchange: Exchange): unknown {
  const { outcome, faults } = diagnose(exchange, loaded);
  return { outcome, leading: faults.map(({ causes }) => causes[0]?.candidate.rule.id) };
}
