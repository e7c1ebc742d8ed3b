import { describe, expect, it } from 'vitest';
import { exchangeOf } from '../../src/causes/run-examples.js';
import { diagnose } from '../../src/diagnose.js';
import { factCatalogue } from '../../src/facts/facts.js';
import { loaded } from '../support/packs.js';
import { call, factsOf, wholeName } from '../support/facts.js';

/**
 * Texts on which a careless regular expression never comes to an end: the same piece over and over, and at the end
 * something that makes it fail. The test has no clock; an expression that runs away meets the limit of the runner.
 */
const ENDS = [' x', '\u0000', '"', '<'];
/** Readers look at the beginning of a long text only, so that its end has to come early as well. */
const LENGTHS = [400, 10_000];
const PIECES = [
  'a=1&',
  'a',
  ' ',
  '%20',
  '{{',
  '<a ',
  '<script>',
  '<!--',
  '&lt;',
  'key',
  'a.',
  '::',
  '\\"',
  ', a=b',
  '/v1',
  '{"a":[',
  'null,',
  '\ud83d\ude00',
  'timed out ',
  'access denied ',
];
const textsOf = (piece: string) =>
  LENGTHS.flatMap((length) => ENDS.map((end) => piece.repeat(Math.ceil(length / piece.length)) + end));
// The others need a pack that describes what is sent.
const names = [...factCatalogue().keys()]
  .filter((name) => !/^(?:credential|signature|timestamp)\./.test(name))
  .map(wholeName);

const everywhere = (text: string): string[] => {
  const line = text.replace(/[\r\n\0 ]/g, '');
  const header = text.replace(/[\r\n\0]/g, '');
  const body = text.replace(/^[<>*]/, 'x');
  return [
    call({
      line: `POST /${line}?${line} HTTP/1.1`,
      headers: [`Authorization: ${header}`, `X-Api-Key: ${header}`, `Idempotency-Key: ${header}`],
      body,
      status: '400 Bad Request',
      answerHeaders: [`WWW-Authenticate: ${header}`, `Retry-After: ${header}`, `RateLimit: ${header}`],
      answer: body,
    }),
    call({ status: '403 Forbidden', answerHeaders: ['Content-Type: text/html'], answer: `<html>${text}` }),
    call({
      status: '403 Forbidden',
      answerHeaders: ['Content-Type: application/xml'],
      answer: `<Error>${text}`,
    }),
    call({
      status: '400 Bad Request',
      answerHeaders: ['Content-Type: application/json'],
      answer: JSON.stringify({ message: text, errors: [{ field: text, message: text }] }),
    }),
    `> GET / HTTP/1.1\n> Host: api.shop.example\n>\n* ${header}\ncurl: (56) ${header}`,
    `curl: (6) Could not resolve host: ${header}`,
  ];
};

describe('hostile text comes to an end', () => {
  it.each(PIECES)('%j over and over', (piece) => {
    for (const text of textsOf(piece)) {
      for (const capture of everywhere(text)) {
        const facts = factsOf(capture);
        const failed = names.filter((name) => facts.fact(name).is === 'failed');
        expect(failed).toEqual([]);
        diagnose(exchangeOf({ name: 'hostile', http: capture }), loaded);
      }
    }
  });
});
