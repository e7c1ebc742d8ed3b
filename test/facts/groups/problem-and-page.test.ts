import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/exchange/exchange.js';
import { Facts } from '../../../src/facts/facts.js';
import { exchangeWith } from '../../support/exchange.js';
import { call, evidence, told } from '../../support/facts.js';

describe('problem details', () => {
  const problem = (answer: object, type = 'application/problem+json') =>
    call({
      status: '403 Forbidden',
      answerHeaders: [`Content-Type: ${type}`],
      answer: JSON.stringify(answer),
    });
  const FULL = { type: 'https://e.example/p', title: 'No credit', detail: 'It is 30', instance: '/p/1' };

  it.each<[name: string, whole: unknown[], empty: string]>([
    [
      'type',
      [FULL.type, `the type of the problem is ${FULL.type}`, FULL.type],
      'the problem has no type of its own',
    ],
    ['title', ['No credit', 'the problem is "No credit"', 'No credit'], 'the problem has no title'],
    ['detail', ['It is 30', 'the detail is "It is 30"', 'It is 30'], 'the problem has no detail'],
    ['instance', ['/p/1', 'the instance is "/p/1"', '/p/1'], 'the problem names no instance'],
  ])('have a %s', (name, whole, empty) => {
    const fact = `problem.${name}`;
    expect(evidence(problem(FULL), fact)).toEqual(whole);
    expect(evidence(problem({ [name]: '' }), fact).slice(0, 2)).toEqual([undefined, empty]);
    expect(evidence(problem({ [name]: 7 }), fact).slice(0, 2)).toEqual([undefined, empty]);
    expect(evidence(problem(FULL, 'application/json'), fact)).toEqual([undefined, empty]);
  });

  it('say nothing by about:blank', () =>
    expect(evidence(problem({ type: 'about:blank' }), 'problem.type')).toEqual([
      undefined,
      'the problem has no type of its own',
      'about:blank',
    ]));

  it('are known by their type', () => {
    const says = 'the answer is problem details (application/problem+json)';
    expect(evidence(problem({}), 'problem.present')).toEqual([true, says, 'application/problem+json']);
    expect(evidence(problem({}, 'text/plain'), 'problem.present')[0]).toBe(false);
  });
});

describe('a page', () => {
  const page = (answer: string, answerHeaders: string[] = [], status = '403 Forbidden') =>
    call({ status, answerHeaders, answer });
  const of = (name: string, ...parts: Parameters<typeof page>) =>
    evidence(page(...parts), `page.${name}`).slice(0, 2);
  const HTML =
    '<html><head><title lang="en">Down &amp; out</title></head><body><h1>Not now</h1></body></html>';

  it('has a title, or else a heading', () => {
    expect(of('title', HTML)).toEqual(['Down & out', 'the page is titled "Down & out"']);
    expect(of('title', HTML.replace(/<title.*title>/, ''))).toEqual([
      'Not now',
      'the page is titled "Not now"',
    ]);
    expect(of('title', '<html>x')).toEqual([undefined, 'the page has no title']);
    expect(of('title', '{"a":"<title>x</title>"}')[0]).toBeUndefined();
    expect(of('title', HTML, [], '200 OK')[0]).toBeUndefined();
    expect(of('title', HTML, [], '400 Bad Request')[0]).toBe('Down & out');
    expect(evidence(page(HTML), 'page.title')[2]).toBe(HTML);
  });

  it('has a text, of which 300 characters are kept', () => {
    expect(of('text', HTML)).toEqual(['Down & out Not now', 'the page says "Down & out Not now"']);
    expect(of('text', '<html><br>')).toEqual([undefined, 'the answer has no text']);
    expect(of('text', 'a'.repeat(301))[0]).toBe('a'.repeat(300));
    expect(evidence('> GET / HTTP/1.1\n> Host: api.shop.example\n>\n', 'page.text')[0]).toBeUndefined();
  });

  it('states what a gateway did, in its words or in a header', () => {
    const WORDS = '<html><title>Just a moment...</title>';
    expect(evidence(page(WORDS), 'page.statement')).toEqual([
      'bot-challenge',
      'the page says "Just a moment..."',
      WORDS,
    ]);
    expect(of('statement', '<p>Just a moment...</p>')[1]).toBe('the page says "Just a moment..."');
    expect(of('statement', '', ['cf-mitigated: challenge'])).toEqual([
      'bot-challenge',
      'the answer is a bot-challenge',
    ]);
    expect(of('says.bot-challenge', WORDS)).toEqual([true, 'the answer says "Just a moment..."']);
    expect(of('says.rate-limited', WORDS)[0]).toBe(false);
    expect(of('says.bot-challenge', '', ['cf-mitigated: challenge'])).toEqual([
      true,
      'a header of the answer says so',
    ]);
  });

  it.each([
    ['cf-mitigated: Challenge', 'bot-challenge'],
    ['cf-mitigated: other', undefined],
    ['x-amzn-waf-action: captcha', 'bot-challenge'],
    ['x-amzn-waf-action: block', 'firewall-block'],
    ['x-sucuri-block: 1', 'firewall-block'],
    ['x-squid-error: ERR_ACCESS_DENIED 0', 'proxy-refusal'],
    ['x-other: 1', undefined],
  ])('%s states %s', (field, statement) => expect(of('statement', 'no', [field])[0]).toBe(statement));

  it.each(['cf-ray', 'x-amz-cf-id', 'x-iinfo', 'x-sucuri-id'])('has the reference in %s', (name) =>
    expect(evidence(page('no', [`${name}: r-1`]), 'page.reference')).toEqual([
      'r-1',
      "the gateway's reference is r-1",
      'r-1',
    ]),
  );

  it.each([
    ['<p>Ray ID: <b>8f2a1c3d4e5f</b></p>', '8f2a1c3d4e5f'],
    ['Reference # 18.2f.1a', '18.2f.1a'],
    ['Incident ID is 1234-5678', '1234-5678'],
    ['Your support id 12345678 tells more', '12345678'],
    ['The request id is short 1', undefined],
    ['no number', undefined],
  ])('%s has the reference %s', (text, reference) => {
    const says = reference ? `the gateway's reference is ${reference}` : 'the page names no reference';
    expect(of('reference', text)).toEqual([reference, says]);
  });

  it('that was not captured tells by its headers alone', () => {
    const unseen = (responseHeaders: Record<string, string>, name: string) => {
      const exchange = exchangeWith({ status: 403, responseHeaders });
      const response = { ...exchange.response, body: { is: 'not-captured' } } as Exchange['response'];
      return told(new Facts({ ...exchange, response }, undefined, {}), `page.${name}`);
    };
    for (const name of ['title', 'text', 'statement', 'says.bot-challenge', 'reference'])
      expect(unseen({}, name)).toEqual(['not-collected', 'the response body']);
    const challenge = { 'cf-mitigated': 'challenge' };
    expect(unseen(challenge, 'statement')).toEqual(['bot-challenge', 'the answer is a bot-challenge']);
    expect(unseen(challenge, 'says.bot-challenge')).toEqual([true, 'a header of the answer says so']);
  });

  it('may come without a status', () => {
    const { response, ...rest } = exchangeWith({ answer: HTML });
    const unnumbered = { ...rest, response: { ...response, status: undefined } as Exchange['response'] };
    expect(told(new Facts(unnumbered, undefined, {}), 'page.title')[0]).toBe('Down & out');
  });

  it('in XML has code and message', () => {
    const xml = '<Error><Code>NoKey</Code><Message>no &lt;key&gt;</Message></Error>';
    expect(evidence(page(xml), 'page.xmlCode')).toEqual(['NoKey', "the XML's code is NoKey", 'NoKey']);
    expect(evidence(page(xml), 'page.xmlMessage')).toEqual([
      'no <key>',
      'the XML says "no <key>"',
      'no &lt;key&gt;',
    ]);
    expect(evidence(page(xml), 'page.isXml')).toEqual([true, 'the answer is XML', xml]);
    expect(of('xmlCode', '<Error/>')).toEqual([undefined, 'the XML names no code']);
    expect(of('xmlMessage', '<Error/>')).toEqual([undefined, 'the XML has no message']);
    expect(of('xmlCode', xml, [], '200 OK')[0]).toBeUndefined();
    expect(of('xmlCode', '<html><code>x</code></html>')[0]).toBeUndefined();
    expect(of('isXml', HTML)[0]).toBe(false);
    expect(of('isXml', xml, [], '200 OK')[0]).toBe(false);
  });
});
