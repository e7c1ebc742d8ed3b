import { describe, expect, it } from 'vitest';
import { call, factsOf, textAt, factValue } from '../support/facts.js';

const fact = (name: string, headers: readonly string[], parts: Parameters<typeof call>[0] = {}) =>
  factValue(factsOf(call({ headers, ...parts })), name);

describe('authorization.missing', () => {
  it.each([
    ['no header at all', [], 'nowhere'],
    ['an empty value', ['Authorization: Bearer'], 'empty'],
    ['a key in a header', ['X-Api-Key: errdoctor-key'], undefined],
    ['a cookie', ['Cookie: session=errdoctor'], undefined],
    ['a signature', ['X-Shop-Hmac-Sha256: errdoctor'], undefined],
    ['a masked header', ['Authorization: [REDACTED]'], undefined],
  ])('%s', (_, headers, value) => expect(fact('authorization.missing', headers)).toBe(value));

  it.each([
    ['in the query', { line: 'GET /v1/orders?api_key=errdoctor HTTP/1.1' }],
    ['in the user part of a login route', { line: 'POST /oauth/token HTTP/1.1' }],
    ['in the body', { line: 'POST /rpc HTTP/1.1', body: '{"password":"errdoctor"}' }],
  ])('is silent with a credential %s', (_, parts) =>
    expect(fact('authorization.missing', [], parts)).toBeUndefined(),
  );

  it('says that the body was not seen where curl -v hides it', () => {
    const headers = ['Content-Type: application/json', 'Content-Length: 50'];
    expect(fact('authorization.missing', headers, { line: 'POST /v1/orders HTTP/1.1' })).toBe(
      'not-in-headers',
    );
  });

  it('is not collected where the recorder drops headers', () => {
    const log = '{"method":"GET","url":"https://api.shop.example/v1/orders","status":401,"msg":"no"}';
    expect(factValue(factsOf(log), 'authorization.missing')).toBe('not-collected');
  });

  it.each(['404 Not Found', '500 Internal Server Error', '200 OK'])('is silent under %s', (status) =>
    expect(fact('authorization.missing', [], { status })).toBeUndefined(),
  );
});

describe('authorization.visible', () => {
  it.each([
    ['X-Api-Key: errdoctor-key', 'X-Api-Key'],
    ['X-Api-Key: ***', 'X-Api-Key'],
    ['Authorization: Bearer', undefined],
    ['Accept: */*', undefined],
  ])('of %s is %s', (header, value) => expect(fact('authorization.visible', [header])).toBe(value));
});

describe('authorization.malformed', () => {
  it.each([
    ['Authorization: Bearer YOUR_API_KEY', 'placeholder'],
    ['X-Api-Key: "errdoctor-key"', 'quoted'],
    ['Authorization: Bearer errdoctor-token\\n', 'line-break'],
    ['Authorization: Bearer Bearer errdoctor-token', 'doubled-scheme'],
    ['Authorization: Bearer: errdoctor-token', 'colon-scheme'],
    ['Authorization: eyJlcnJkb2N0b3I.eyJlcnJkb2N0b3I.errdoctor', 'bare-token'],
    ['X-Api-Key: Bearer errdoctor-token', 'extra-scheme'],
    ['Authorization: Basic errdoctor:example', 'broken-basic'],
    ['Authorization: Bearer eyJlcnJkb2N0b3I.eyJlcnJkb2N0b3I', 'cut-token'],
    ['Authorization: Bearer errdoctor token', 'inner-space'],
    ['Authorization: Bearer errdoctor-token', undefined],
    ['Authorization: Basic ZXJyZG9jdG9yOmV4YW1wbGU=', undefined],
    ['Authorization: AWS4-HMAC-SHA256 Credential=errdoctor/a, SignedHeaders=host, Signature=a', undefined],
    ['Authorization: Digest username="errdoctor", realm="x"', undefined],
    ['Authorization: ***', 'not-collected'],
  ])('%s', (header, value) => expect(fact('authorization.malformed', [header])).toBe(value));

  it('stands at the header', () => {
    const capture = call({ headers: ['X-Api-Key: "errdoctor-key"'] });
    expect(textAt(capture, factsOf(capture), 'authorization.malformed')).toContain('errdoctor-key');
  });
});

describe('authorization.schemeRefused', () => {
  const offered = (sent: string, challenge: string) =>
    fact('authorization.schemeRefused', [sent], { answerHeaders: [`WWW-Authenticate: ${challenge}`] });

  it.each([
    ['Authorization: Basic ZXJyZG9jdG9yOmE=', 'Bearer realm="x"', true],
    ['X-Api-Key: errdoctor-key', 'Bearer', true],
    ['Authorization: bearer errdoctor', 'Basic realm="a, b", Bearer', false],
    ['Authorization: [REDACTED]', 'Bearer', false],
  ])('%s against %s is %s', (sent, challenge, value) => expect(offered(sent, challenge)).toBe(value));
});

describe('the mode of a credential', () => {
  it.each([
    ['Authorization: Bearer sk_test_errdoctor', 'test'],
    ['X-Api-Key: live_errdoctor', 'live'],
    ['Authorization: Basic c2tfdGVzdF9lcnJkb2N0b3I6', 'test'],
    ['X-Api-Key: contest_errdoctor', undefined],
    ['X-Api-Key: errdoctor', undefined],
  ])('%s says %s', (header, mode) => expect(fact('authorization.mode', [header])).toBe(mode));

  it.each([
    ['api.sandbox.shop.example', true],
    ['api.live.shop.example', false],
    ['api.contest.example', false],
    ['api.shop.example', false],
  ])('a live key at %s: other mode %s', (host, other) =>
    expect(fact('authorization.otherMode', ['X-Api-Key: live_errdoctor'], { host })).toBe(other),
  );

  it('is mixed when two identifiers disagree', () => {
    const pair = (id: string) =>
      fact('authorization.mixedModes', [`X-Client-Id: ${id}`, 'X-Api-Key: live_errdoctor']);
    expect(pair('test_errdoctor')).toBe(true);
    expect(pair('live_errdoctor')).toBe(false);
    expect(pair('errdoctor')).toBe(false);
  });

  it.each([
    ['Authorization: Bearer pk_live_errdoctor', true],
    ['Authorization: Basic cGtfdGVzdF9lcnJkb2N0b3I6', true],
    ['Authorization: Bearer sk_live_errdoctor', false],
    ['Authorization: Bearer epk_errdoctor', false],
  ])('%s is publishable: %s', (header, value) =>
    expect(fact('authorization.publishable', [header])).toBe(value),
  );

  it('is given twice in a signed address beside a header', () => {
    const line = 'GET /file?X-Amz-Signature=errdoctor HTTP/1.1';
    expect(fact('authorization.twice', ['Authorization: Bearer errdoctor'], { line })).toBe(
      'X-Amz-Signature',
    );
    expect(fact('authorization.twice', [], { line })).toBeUndefined();
  });
});

it('a broken connection or an answer to CONNECT refuses no caller', () => {
  const tunnel = [
    '> CONNECT api.shop.example:443 HTTP/1.1',
    '> Host: api.shop.example:443',
    '>',
    '< HTTP/1.1 403 Forbidden',
    '<',
    'curl: (56) CONNECT tunnel failed, response 403',
  ].join('\n');
  expect(factValue(factsOf(tunnel), 'authorization.missing')).toBeUndefined();
});
