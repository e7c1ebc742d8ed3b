import { describe, expect, it } from 'vitest';
import java from '../../../src/input/formats/java.js';
import { bodyText, only, readWith, sniffWith } from '../../support/captured.js';
import { recording } from '../../support/clients.js';

const LIBRARIES = ['spring', 'okhttp', 'apache', 'connection', 'net'];

describe('Java', () => {
  it.each([
    ['java-spring', undefined, undefined],
    ['java-okhttp', undefined, 'https://staging.api.axyscards.com/v2/cards?limit=50'],
    ['java-apache', undefined, undefined],
    ['java-connection', undefined, 'https://staging.api.axyscards.com/v2/cards?limit=50'],
    ['java-net', 'GET', 'https://staging.api.axyscards.com/v2/cards?limit=50'],
  ])('reads the status and what else %s tells', (client, method, url) => {
    const captured = readWith(java, recording(client, 'axys'));
    const { request, response } = only(captured);
    expect(response?.status).toBe(403);
    expect(captured.textAt(response?.statusAt)).toBe('403');
    expect(request?.method).toBe(method);
    expect(request?.url).toBe(url);
  });

  it('reads the body that a program put behind the response', () => {
    expect(bodyText(only(readWith(java, recording('java-net', 'axys'))).response?.body)).toBe(
      '{"status":"error","message":"No authorized IPs configured"}',
    );
  });

  it.each([
    ['refused', 'connect'],
    ['refused-twice', 'connect'],
    ['unknown-host', 'dns'],
    ['timeout', 'timeout'],
    ['untrusted', 'tls'],
    ['reset', 'reset'],
  ])('tells why there is no answer: %s', (call, kind) => {
    for (const library of LIBRARIES)
      expect(only(readWith(java, recording(`java-${library}`, call))).transport?.kind, library).toBe(kind);
  });

  it("reads Spring's request and names the cause of an exception without words", () => {
    const spring = only(readWith(java, recording('java-spring', 'timeout')));
    expect(spring.request).toMatchObject({
      method: 'POST',
      url: 'https://api.pandabase.io/v2/platforms/payouts',
    });
    const { transport } = only(readWith(java, recording('java-net', 'unknown-host')));
    expect(transport?.says).toBe(
      'java.net.ConnectException; Caused by: java.nio.channels.UnresolvedAddressException',
    );
  });

  // The forms that DefaultResponseErrorHandler of Spring 5.2, 5.3 and 6 and ErrorDecoder of Feign write.
  const CLASS = 'org.springframework.web.client.HttpClientErrorException$Unauthorized';
  const long = `{"message":"${'x'.repeat(180)}`;
  it.each([
    ['Spring 5.2', `${CLASS}: 401 Unauthorized: [{"code":"EXPIRED"}]`, '{"code":"EXPIRED"}', undefined],
    [
      'Spring 5.3',
      `${CLASS}: 401 Unauthorized: "{<EOL>  "code": "EXPIRED"<EOL>}"`,
      '{\n  "code": "EXPIRED"\n}',
      undefined,
    ],
    [
      'Spring 6',
      `${CLASS}: 401 Unauthorized on POST request for "https://api.example.com/v1": "{"code":"EXPIRED"}"`,
      '{"code":"EXPIRED"}',
      'https://api.example.com/v1',
    ],
    ['Spring, no JSON', `${CLASS}: 401 Unauthorized: "Access denied"`, 'Access denied', undefined],
    [
      'Feign',
      'feign.FeignException$Unauthorized: [401 Unauthorized] during [POST] to [https://api.example.com/v1] [Api#pay(Order)]: [{"code":"EXPIRED"}]',
      '{"code":"EXPIRED"}',
      'https://api.example.com/v1',
    ],
  ])('reads the body that %s quotes', (_, line, body, url) => {
    const { request, response } = only(readWith(java, `${line}\n\tat com.example.Pay.charge(Pay.java:7)\n`));
    expect(response?.status).toBe(401);
    expect(bodyText(response?.body)).toBe(body);
    expect(request?.url).toBe(url);
  });

  it('knows a body that Spring or Feign cut, and its length', () => {
    const { response } = only(readWith(java, `${CLASS}: 401 Unauthorized: [${long}... (913 bytes)]`));
    expect(response?.body).toMatchObject({ is: 'cut', bytes: Buffer.from(long), of: 913 });
    const none = only(readWith(java, `${CLASS}: 401 Unauthorized: [no body]`));
    expect(none.response?.body.is).toBe('none');
  });

  it('leaves exceptions of other programs alone', () => {
    const database =
      'org.postgresql.util.PSQLException: refused\n\tat org.postgresql.x.y(Z.java:1)\nCaused by: java.net.ConnectException: Connection refused\n';
    expect(sniffWith(java, database)).toBe(0);
    expect(sniffWith(java, 'java.lang.NullPointerException\n\tat com.example.A.b(A.java:1)\n')).toBe(0);
    expect(sniffWith(java, recording('requests', 'timeout'))).toBe(0);
  });
});
