import { describe, expect, it } from 'vitest';
import { visibleText } from '../../src/facts/page-statement.js';
import { xmlText, XML_CODE, XML_MESSAGE } from '../../src/facts/xml-reading.js';
import { call, factsOf, textAt, factValue } from '../support/facts.js';

const fact = (capture: string, name: string) => factValue(factsOf(capture), name);
const html = (text: string, status = '403 Forbidden', fields: string[] = []) =>
  call({
    status,
    answerHeaders: ['Content-Type: text/html', ...fields],
    answer: `<html><head><title>${text}</title></head><body>${text}</body></html>`,
  });

describe('response.missingBytes', () => {
  const answer = (fields: string[], parts: Parameters<typeof call>[0] = {}) =>
    fact(
      call({ status: '200 OK', answerHeaders: fields, answer: '{"a":1}', ...parts }),
      'response.missingBytes',
    );

  it('never speaks where length, framing, coding or method leave it open', () => {
    expect(answer(['Content-Length: 7'])).toBeUndefined();
    expect(answer(['Content-Length: 900', 'Transfer-Encoding: chunked'])).toBeUndefined();
    expect(answer(['Content-Length: 900', 'Content-Encoding: gzip'])).toBeUndefined();
    expect(answer(['Content-Length: 900'], { line: 'HEAD / HTTP/1.1', answer: '' })).toBeUndefined();
    expect(answer(['Content-Length: 900'], { status: '304 Not Modified', answer: '' })).toBeUndefined();
    expect(answer(['Content-Length: none'])).toBeUndefined();
    expect(answer([])).toBeUndefined();
  });
});

describe('what a page says', () => {
  it.each([
    ['Just a moment...', 'bot-challenge'],
    ['Sorry, you have been blocked', 'firewall-block'],
    ['error code: 1020', 'firewall-block'],
    ['error code: 1015', 'rate-limited'],
    ['No required SSL certificate was sent', 'client-certificate-missing'],
    ['The SSL certificate error', 'client-certificate-refused'],
    ['The plain HTTP request was sent to HTTPS port', 'plain-http-to-tls-port'],
    ['Request Header Or Cookie Too Large', 'header-too-large'],
    ['No such app', 'host-unknown'],
    ['The requested URL could not be retrieved', 'proxy-refusal'],
    ['Access denied to order 17', undefined],
    ['Page not found', undefined],
  ])('%s is %s', (text, statement) => expect(fact(html(text), 'page.statement')).toBe(statement));

  it('is told by a header too', () =>
    expect(fact(html('x', '403 Forbidden', ['cf-mitigated: challenge']), 'page.statement')).toBe(
      'bot-challenge',
    ));

  it('is nothing in JSON, and nothing under a success', () => {
    const answer = '{"message":"Sorry, you have been blocked"}';
    const json = call({ status: '403 Forbidden', answerHeaders: ['Content-Type: application/json'], answer });
    expect(fact(json, 'page.statement')).toBeUndefined();
    expect(fact(html('Just a moment...', '200 OK'), 'page.statement')).toBeUndefined();
  });

  it('holds no tags, scripts or styles', () =>
    expect(visibleText('<style>a{}</style><p>one&nbsp;&amp; two<script>x<y</script><!-- no --></p>')).toBe(
      'one & two',
    ));
});

describe('failures told in XML', () => {
  const xml =
    '<?xml version="1.0"?>\n<Error><Code>NoSuchKey</Code><Message>The key &lt;a&gt; does not exist</Message></Error>';
  const capture = call({
    status: '404 Not Found',
    answerHeaders: ['Content-Type: application/xml'],
    answer: xml,
  });

  it('give code and message with their places', () => {
    const facts = factsOf(capture);
    expect(facts.envelope.code?.text).toBe('NoSuchKey');
    expect(facts.envelope.message?.text).toBe('The key <a> does not exist');
    expect(factValue(facts, 'page.xmlCode')).toBe('NoSuchKey');
    expect(textAt(capture, facts, 'page.xmlCode')).toBe('NoSuchKey');
  });

  it.each([
    [
      '<a:Fault><faultcode>soap:Server</faultcode><faultstring> down </faultstring></a:Fault>',
      'soap:Server',
      'down',
    ],
    ['<Error><Code></Code><Code>B</Code></Error>', 'B', undefined],
    ['<CodeList>x</CodeList>', undefined, undefined],
    ['no XML', undefined, undefined],
  ])('%s', (text, code, message) => {
    expect(xmlText(text, XML_CODE)?.text).toBe(code);
    expect(xmlText(text, XML_MESSAGE)?.text).toBe(message);
  });
});

describe('problem details', () => {
  const problem = (type: string) =>
    factsOf(
      call({
        status: '403 Forbidden',
        answerHeaders: ['Content-Type: application/problem+json'],
        answer: JSON.stringify({ type, title: 'No credit', detail: 'Balance is 30', status: 403 }),
      }),
    );

  it('have type, title and detail', () => {
    expect(factValue(problem('https://shop.example/no-credit'), 'problem.type')).toBe(
      'https://shop.example/no-credit',
    );
    expect(factValue(problem('about:blank'), 'problem.type')).toBeUndefined();
    expect(factValue(problem('about:blank'), 'problem.detail')).toBe('Balance is 30');
  });

  it('are absent from plain JSON', () => {
    const plain = call({ answerHeaders: ['Content-Type: application/json'], answer: '{"title":"x"}' });
    expect(fact(plain, 'problem.present')).toBe(false);
    expect(fact(plain, 'problem.title')).toBeUndefined();
  });
});

describe('the status in the body', () => {
  const rewritten = (status: string, answer: object) =>
    fact(
      call({ status, answerHeaders: ['Content-Type: application/json'], answer: JSON.stringify(answer) }),
      'error.statusRewritten',
    );

  it.each([
    ['502 Bad Gateway', { status: 401 }, true],
    ['403 Forbidden', { status: 401 }, true],
    ['401 Unauthorized', { status: '401' }, false],
    ['400 Bad Request', { code: 422 }, false],
    ['200 OK', { code: 500 }, true],
    ['200 OK', { status: 200 }, false],
    ['400 Bad Request', { message: 'no' }, false],
  ])('%s over %j: %s', (status, answer, value) => expect(rewritten(status, answer)).toBe(value));

  it.each([
    [{ ok: false }, 'ok is false'],
    [{ success: false }, 'success is false'],
    [{ status: 'error' }, 'status is "error"'],
    [{ ok: true }, undefined],
    [{ status: 'shipped' }, undefined],
  ])('a flag under 200: %j is %s', (answer, value) => {
    const capture = call({
      status: '200 OK',
      answerHeaders: ['Content-Type: application/json'],
      answer: JSON.stringify(answer),
    });
    expect(fact(capture, 'error.flag')).toBe(value);
  });
});
