import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../src/causes/pack.js';
import { exchangeOf } from '../../src/causes/run-examples.js';
import type { EnvelopeReading, Said } from '../../src/facts/envelope.js';
import { Facts } from '../../src/facts/facts.js';
import { Input } from '../../src/input/input.js';
import { locate } from '../../src/input/locate.js';
import { exchangeWith } from '../support/exchange.js';
import { call } from '../support/facts.js';

const packWith = (envelope: Envelope) => ({
  id: 'acmepay',
  name: 'Acmepay',
  recognise: {},
  environments: {},
  references: {},
  envelope,
});
const read = (answer: unknown, envelope?: Envelope, responseHeaders = {}): EnvelopeReading =>
  new Facts(exchangeWith({ answer, responseHeaders }), envelope && packWith(envelope), {}).envelope;

describe('a code', () => {
  const codeOf = (answer: unknown, envelope?: Envelope) => read(answer, envelope).code?.text;

  it.each<[what: string, answer: unknown, code: string | undefined]>([
    ['a number', { code: 10004 }, '10004'],
    ['a number below all statuses', { code: 99 }, '99'],
    ['a number above all statuses', { code: 600 }, '600'],
    ['the first status', { code: 100 }, undefined],
    ['the last status', { code: 599 }, undefined],
    ['half a number', { code: 1.5 }, undefined],
    ['a status as text', { code: '404' }, undefined],
    ['four digits', { code: '4040' }, '4040'],
    ['one plain word under a code', { error_code: 'Unauthorized' }, 'Unauthorized'],
    ['one plain word elsewhere', { error: { type: 'Unauthorized' } }, undefined],
    ['three capitals elsewhere', { name: 'BAD' }, undefined],
    ['four capitals elsewhere', { name: 'GONE' }, 'GONE'],
    ['two words joined elsewhere', { name: 'BadKey' }, 'BadKey'],
    ['one small word elsewhere', { name: 'unauthorized' }, undefined],
    ['a status behind a letter', { code: 'E404' }, 'E404'],
    ['words', { code: 'not a code' }, undefined],
    ['dots, dashes, slashes and colons', { code: 'a.b-c/d:e_f' }, 'a.b-c/d:e_f'],
    ['a sign before it', { code: '-x_y' }, undefined],
    ['an address', { code: 'https://example.com/x_y' }, undefined],
    ['a namespace before it', { code: 'com.example.v2#Slow_Down' }, 'Slow_Down'],
    ['a hundred characters', { code: 'x_'.repeat(50) }, 'x_'.repeat(50)],
    ['more than a hundred', { code: `${'x_'.repeat(50)}y` }, undefined],
    ['a short code behind a long namespace', { code: `${'a.'.repeat(90)}b#X_Y` }, 'X_Y'],
    ['a code behind a longer namespace', { code: `${'a.'.repeat(99)}b#X_Y` }, undefined],
  ])('%s', (_, answer, code) => expect(codeOf(answer)).toBe(code));

  it("is read from the pack's place first, and from common ones where it documents a code", () => {
    const answer = { reason: { id: 'OWN_1' }, code: 'COMMON_1' };
    expect(codeOf(answer, { code: ['reason.id'], message: ['text'] })).toBe('OWN_1');
    expect(codeOf(answer, { code: ['other'], message: ['text'] })).toBe('COMMON_1');
    expect(codeOf(answer, { code: ['other'] })).toBe('COMMON_1');
  });

  it('may be a plain word only where the name ends in "code"', () => {
    expect(codeOf({ codes: 'Unauthorized' }, { code: ['codes'] })).toBeUndefined();
    expect(codeOf({ theCode: 'Unauthorized' }, { code: ['theCode'] })).toBe('Unauthorized');
  });

  it('is none where the pack documents a message alone', () => {
    expect(codeOf({ code: 'COMMON_1' }, { message: ['text'] })).toBeUndefined();
    expect(codeOf({ code: 'COMMON_1' }, { status: ['state'] })).toBe('COMMON_1');
  });
});

describe('a message', () => {
  const messageOf = (answer: unknown, envelope?: Envelope) => read(answer, envelope).message?.text;

  it.each<[what: string, answer: unknown, message: string | undefined]>([
    ['blank', { message: ' ', detail: 'the key is bad' }, 'the key is bad'],
    ['a list of texts', { message: ['a', 'b'] }, 'a; b'],
    ['an empty list', { message: [] }, undefined],
    ['a list of all sorts', { message: ['a', 1] }, undefined],
    ['a number', { message: 7 }, undefined],
    ['the code again', { error: { code: 'X_Y', message: 'X_Y' } }, undefined],
    ['plain text of 500 characters', 'a'.repeat(500), 'a'.repeat(500)],
    ['plain text of more', 'a'.repeat(501), undefined],
    ['plain text between line breaks', '\n slow down \n', 'slow down'],
    ['a page', '<html><body>no</body></html>', undefined],
    ['nothing', '', undefined],
  ])('%s', (_, answer, message) => expect(messageOf(answer)).toBe(message));

  it('that is only the name of a status yields to one that says more', () => {
    const own: Envelope = { message: ['own'] };
    expect(messageOf({ own: 'Bad Request', message: 'the key is bad' }, own)).toBe('the key is bad');
    expect(messageOf({ own: 'the key is bad', message: 'other' }, own)).toBe('the key is bad');
    expect(messageOf({ own: 'Bad Request', message: 'Forbidden' }, own)).toBe('Bad Request');
    expect(messageOf({ own: 'Bad Request' }, own)).toBe('Bad Request');
    expect(messageOf({ message: 'Forbidden' }, own)).toBe('Forbidden');
    expect(messageOf({ own: 'Forbidden area', message: 'other' }, own)).toBe('Forbidden area');
    expect(messageOf({ own: 'It is forbidden', message: 'other' }, own)).toBe('It is forbidden');
  });
});

describe('an id', () => {
  const idOf = (answer: unknown, headers = {}, envelope?: Envelope) =>
    read(answer, envelope, headers).requestId?.text;

  it('is a text that is not too long', () => {
    expect(idOf({ requestId: 'r'.repeat(200) })).toBe('r'.repeat(200));
    expect(idOf({ requestId: 'r'.repeat(201) })).toBeUndefined();
    expect(idOf({ requestId: '', trace_id: 't-1' })).toBe('t-1');
    expect(idOf({ requestId: 7 })).toBeUndefined();
  });

  it("is the pack's own before common ones, and none that a recorder masked", () => {
    const headers = { 'X-Own': 'own-1', 'X-Request-Id': 'r-7' };
    expect(idOf({}, headers, { requestId: ['header:x-own'] })).toBe('own-1');
    expect(idOf({}, { 'X-Own': '***', 'X-Request-Id': 'r-7' }, { requestId: ['header:x-own'] })).toBe('r-7');
    expect(idOf({}, {}, { requestId: ['header:x-own'] })).toBeUndefined();
  });
});

describe('a status', () => {
  const statusOf = (answer: unknown, envelope?: Envelope) => {
    const { status } = read(answer, envelope);
    return status && [status.number, status.named, status.said.text];
  };

  it.each<[answer: unknown, expected: unknown]>([
    [{ status: 401 }, [401, true, '401']],
    [{ statusCode: '401' }, [401, true, '401']],
    [{ code: 429 }, [429, false, '429']],
    [{ status: 401, code: 429 }, [401, true, '401']],
    [{ status: 100 }, [100, true, '100']],
    [{ status: 599 }, [599, true, '599']],
    [{ status: 99 }, undefined],
    [{ status: 600 }, undefined],
    [{ status: 401.5 }, undefined],
    [{ status: '4011' }, undefined],
    [{ status: 'a401' }, undefined],
    [{ status: [401] }, undefined],
  ])('%j', (answer, expected) => expect(statusOf(answer)).toEqual(expected));

  it("is the pack's own before common ones", () => {
    expect(statusOf({ state: 403, status: 401 }, { status: ['state'] })).toEqual([403, true, '403']);
  });
});

describe('success and failure', () => {
  it.each<[answer: unknown, succeeded: boolean | undefined, failure?: string]>([
    [{ ok: true }, true],
    [{ ok: false }, false, 'ok is false'],
    [{ ok: 0 }, undefined],
    [{ success: true }, true],
    [{ success: false }, false, 'success is false'],
    [{ success: 'false' }, undefined],
    [{ status: 'Success' }, true],
    [{ status: 'succeeded' }, true],
    [{ status: 'OK' }, true],
    [{ status: 'not ok' }, undefined],
    [{ status: 'okay' }, undefined],
    [{ status: 'error' }, false, 'status is "error"'],
    [{ status: 'FAIL' }, false, 'status is "FAIL"'],
    [{ status: 'failed' }, undefined],
    [{ status: 'no error' }, undefined],
    [{ status: ['error'] }, undefined],
    [{ status: ['ok'] }, undefined],
    [[{ ok: false }], undefined],
    ['null', undefined],
  ])('%j says %s', (answer, succeeded, failure) => {
    expect(read(answer).succeeded).toBe(succeeded);
    expect(read(answer).failure?.text).toBe(failure);
  });

  it.each<[failing: unknown, value: unknown, failed: boolean]>([
    [{ not: '0' }, '1', true],
    [{ not: '0' }, null, false],
    ['E*', 7, false],
    ['E', 'EAPI', false],
    [null, null, true],
  ])('a pack that knows it by %j takes %j for a failure: %s', (failing, value, failed) => {
    expect(read({ result: { state: value } }, { failed: { 'result.state': failing } }).failure?.text).toBe(
      failed ? `result.state is ${JSON.stringify(value)}` : undefined,
    );
  });
});

describe('a list of faults', () => {
  const items = (answer: unknown, errors?: Envelope['errors']) =>
    read(answer, errors && { errors }).items.map(({ field, code, message }) => [
      field,
      code?.text,
      message?.text,
    ]);

  it.each(['errors', 'violations', 'invalidFields'])('stands under %s', (name) => {
    expect(items({ [name]: [{ code: 'X_Y' }] })).toEqual([[undefined, 'X_Y', undefined]]);
  });

  it.each(['errors', 'details'])('stands under error.%s', (name) => {
    expect(items({ error: { [name]: [{ message: 'no' }] } })).toEqual([[undefined, undefined, 'no']]);
  });

  it.each(['field', 'path', 'param', 'property', 'pointer', 'location'])('has its field as %s', (name) => {
    expect(items({ errors: [{ [name]: 'a' }] })).toEqual([['a', undefined, undefined]]);
  });

  it.each(['message', 'detail', 'title', 'msg', 'description', 'reason'])('has its message as %s', (name) => {
    expect(items({ errors: [{ [name]: 'no' }] })).toEqual([[undefined, undefined, 'no']]);
  });

  it('has its code as type, too, and common names under a pack that says nothing of lists', () => {
    expect(items({ errors: [{ type: 'X_Y' }] })).toEqual([[undefined, 'X_Y', undefined]]);
    expect(read({ errors: [{ code: 'X_Y' }] }, { message: ['text'] }).items).toHaveLength(1);
  });

  it("stands where the pack says, with the pack's names before common ones", () => {
    const errors = { list: 'faults.all', field: 'where', code: 'which', message: 'why' };
    const fault = { where: 'a', which: 'X_Y', why: 'no', field: 'b', code: 'OTHER_1', message: 'other' };
    expect(items({ faults: { all: [fault] }, errors: [{ code: 'OTHER_1' }] }, errors)).toEqual([
      ['a', 'X_Y', 'no'],
    ]);
    expect(items({ faults: { all: [{ field: 'b', code: 'X_Y', message: 'no' }] } }, errors)).toEqual([
      ['b', 'X_Y', 'no'],
    ]);
  });

  it('holds what tells anything, and at most fifty', () => {
    expect(items({ errors: ['no', null, {}, { other: 1 }, { path: 'a' }] })).toEqual([
      ['a', undefined, undefined],
    ]);
    expect(items({ errors: Array.from({ length: 51 }, () => ({ field: 'a' })) })).toHaveLength(50);
    expect(items({ errors: { field: 'a' } })).toEqual([]);
    expect(items('plain words')).toEqual([]);
  });

  it('keeps half a message of a text that was cut, and no half of a code', () => {
    const last = (text: string) => items(text).at(-1);
    expect(last('{"errors":[{"field":"a","message":"the key')).toEqual(['a', undefined, 'the key']);
    expect(last('{"errors":[{"field":"a","code":"X_')).toEqual(['a', undefined, undefined]);
    expect(last('{"errors":[{"code":"X_Y","message":"the')).toEqual([undefined, 'X_Y', 'the']);
  });
});

describe('its other members', () => {
  it('are those of an object', () => {
    expect(read({ a: 1 }).details).toEqual({ a: 1 });
    expect(read([1]).details).toEqual({});
    expect(read('plain words').details).toEqual({});
  });
});

describe('an exchange without an answer', () => {
  it('says nothing', () => {
    const { response: _, ...unanswered } = exchangeWith();
    const { code, message, requestId, items } = new Facts(
      unanswered,
      packWith({ code: ['header:x-code'] }),
      {},
    ).envelope;
    expect([code, message, requestId, items]).toEqual([undefined, undefined, undefined, []]);
  });
});

describe('what is said is pointed at in the capture', () => {
  const pointed = (
    answer: string,
    say: (envelope: EnvelopeReading) => Said | undefined,
    answerHeaders: string[] = [],
  ) => {
    const capture = call({ answer, answerHeaders });
    const said = say(new Facts(exchangeOf({ name: 'capture', http: capture }), undefined, {}).envelope);
    const input = new Input('capture', Buffer.from(capture));
    const span = said?.at && locate(input, said.at);
    return [said?.text, span && input.text(span)];
  };

  it('in JSON', () => {
    const answer =
      '{"ok": false, "error": {"code": "X_Y", "message": "the \\"key\\""}, "errors": [{}, {"code": "A_B"}]}';
    expect(pointed(answer, ({ code }) => code)).toEqual(['X_Y', 'X_Y']);
    expect(pointed(answer, ({ message }) => message)).toEqual(['the "key"', 'the \\"key\\"']);
    expect(pointed(answer, ({ failure }) => failure)).toEqual(['ok is false', 'false']);
    expect(pointed(answer, ({ items }) => items[0]?.code)).toEqual(['A_B', 'A_B']);
  });

  it('but not in plain text, which is all there is', () =>
    expect(pointed('slow down', ({ message }) => message)).toEqual(['slow down', undefined]));

  it('in a header', () => {
    expect(pointed('{}', ({ requestId }) => requestId, ['X-Request-Id: r-7'])).toEqual(['r-7', 'r-7']);
  });

  it('in XML, whose codes may be plain words', () => {
    const answer =
      '<?xml version="1.0"?><Error><Code>Forbidden</Code><Message>über &amp; out</Message></Error>';
    expect(pointed(answer, ({ code }) => code)).toEqual(['Forbidden', 'Forbidden']);
    expect(pointed(answer, ({ message }) => message)).toEqual(['über & out', 'über &amp; out']);
    expect(pointed('<html><code>Forbidden</code></html>', ({ code }) => code)).toEqual([
      undefined,
      undefined,
    ]);
  });
});
