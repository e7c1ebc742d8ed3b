import { afterAll, describe, expect, it } from 'vitest';
import { makeCertificates } from '../support/certificates.js';
import { inProcess } from '../support/in-process.js';
import { type Handler, type LoopbackServer, startHttp, startHttps, startTcp } from '../support/servers.js';

const certificates = makeCertificates();
const servers: LoopbackServer[] = [];
afterAll(async () => {
  certificates.remove();
  await Promise.all(servers.map((server) => server.close()));
});

async function endpoint(handler: Handler): Promise<string> {
  const server = await startHttps(certificates.server, handler);
  servers.push(server);
  return `https://localhost:${server.port}/hooks?tenant=example`;
}

const status =
  (code: number, headers: Record<string, string> = {}, text = ''): Handler =>
  (_request, response) =>
    response.writeHead(code, headers).end(text);

interface Line {
  readonly what: string;
  readonly is: string;
  readonly verdict?: string;
}

async function probe(url: string, ...words: string[]) {
  const trusted = ['--cacert', certificates.ca.certFile, ...words, '--json'];
  const { code, stdout } = await inProcess(['probe', 'webhook', url, ...trusted]);
  const [diagnosis] = JSON.parse(stdout).diagnoses;
  const causes = diagnosis.causes as { id: string; certainty: string }[];
  return {
    code,
    said: (diagnosis.probes[0].seen as Line[])
      .map(({ what, is, verdict }) => `${verdict ?? '-'} ${what}: ${is}`)
      .join('\n'),
    // Loopback is where a test can listen, and no address that a sender calls.
    faults: causes.map(({ id }) => id).filter((id) => id !== 'http/delivery-address-private'),
    causes,
    outcome: diagnosis.outcome as string,
  };
}

describe.concurrent('errdoctor probe webhook', () => {
  it('sends one POST that calls itself a test, without signature and credentials', async () => {
    const received: unknown[] = [];
    const url = await endpoint((request, response, body) => {
      received.push(request.method, request.url, request.headers, JSON.parse(body.toString()));
      response.writeHead(200).end('{"ok":false}');
    });
    const { said, faults, code } = await probe(url.replace('https://', 'https://user:errdoctor-example@'));
    expect(said).toMatch(/good TLS: TLSv1\.\d, certificate accepted/);
    expect(said).toMatch(/good answer: 200 OK after \d/);
    expect(faults).toEqual([]);
    expect(code).toBe(1);
    const [method, target, headers, event] = received;
    expect(received).toHaveLength(4);
    expect([method, target]).toEqual(['POST', '/hooks?tenant=example']);
    expect(Object.keys(headers as object).sort()).toEqual(
      ['accept', 'connection', 'content-length', 'content-type', 'host', 'user-agent'].sort(),
    );
    expect(event).toMatchObject({ type: 'errdoctor.probe', test: true });
  });

  it('says that a sender does not call the address', async () => {
    const { said, causes } = await probe(await endpoint(status(204)));
    expect(said).toMatch(/bad address: (?:127\.0\.0\.1|::1) is loopback: senders do not call it/);
    expect(causes).toEqual([
      expect.objectContaining({ id: 'http/delivery-address-private', certainty: 'proven' }),
    ]);
  });

  it('does not ask what became of its own event', async () => {
    const { faults, outcome } = await probe(await endpoint(status(500)));
    expect(faults).toEqual(['http/delivery-handler-failed']);
    expect(outcome).toBe('failed');
  });

  it.each([400, 401, 403, 422])('takes %s for a good sign: the event is unsigned', async (code) => {
    const { said, faults } = await probe(
      await endpoint(status(code, { 'content-type': 'application/json' })),
    );
    expect(said).toContain('as it should be');
    expect(faults).toEqual([]);
  });

  it('does not judge a refusal with a web page', async () => {
    const { said, faults } = await probe(
      await endpoint(status(403, { 'content-type': 'text/html' }, '<p>Login')),
    );
    expect(said).toContain('- answer: 403 Forbidden, with a web page');
    expect(faults).toEqual([]);
  });

  it.each([
    [301, 'redirected', 'a redirect to https://www.shop.example/hooks'],
    [404, 'wrong-path', 'nothing takes a POST'],
    [405, 'wrong-path', 'nothing takes a POST'],
    [500, 'handler-failed', 'the endpoint failed'],
    [503, 'handler-failed', 'the endpoint failed'],
  ])('proves the fault behind %s', async (code, name, words) => {
    const url = await endpoint(status(code, { location: 'https://www.shop.example/hooks' }));
    const { said, causes, faults } = await probe(url);
    expect(said).toContain(words);
    expect(faults).toEqual([`http/delivery-${name}`]);
    expect(causes.every(({ certainty }) => certainty === 'proven')).toBe(true);
  });

  it('says that the endpoint is too slow, or not there', async () => {
    const slow = await probe(await endpoint(() => undefined), '--timeout', '1');
    expect(slow.faults).toEqual(['http/delivery-too-slow']);
    const closed = await startTcp(() => undefined);
    await closed.close();
    const absent = await probe(`https://127.0.0.1:${closed.port}/`);
    expect(absent.faults).toEqual(['http/delivery-unreachable']);
    const nameless = await probe(`https://${'a'.repeat(64)}.example/`);
    expect(nameless.faults).toEqual(['http/delivery-name-unknown']);
  });

  it('is as strict about certificates as senders are', async () => {
    const url = await endpoint(status(200));
    const { stdout } = await inProcess(['probe', 'webhook', url, '--json']);
    const { causes, probes } = JSON.parse(stdout).diagnoses[0];
    expect(causes.map(({ id }: { id: string }) => id)).toContain('http/delivery-tls');
    expect(JSON.stringify(probes)).toMatch(/certificate/);
  });

  it('says that http is not what senders want, and what stands behind it', async () => {
    const server = await startHttp(status(404));
    servers.push(server);
    const { faults } = await probe(`http://127.0.0.1:${server.port}/`);
    expect(faults.sort()).toEqual(['http/delivery-plain-http', 'http/delivery-wrong-path']);
  });

  it("leads to the causes of a provider's own, each a fault", async () => {
    const { causes } = await probe(await endpoint(status(405)), '-p', 'pandabase');
    expect(causes.map(({ id }) => id).sort()).toEqual([
      'pandabase/endpoint-blocked',
      'pandabase/endpoint-error',
    ]);
  });

  it('goes past a proxy, and says so', async () => {
    const url = await endpoint(status(200));
    const { stdout } = await inProcess(['probe', 'webhook', url], { HTTPS_PROXY: 'http://127.0.0.1:1' });
    expect(stdout).toContain('left aside');
  });
});
