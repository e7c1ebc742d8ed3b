import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type Certificates, makeCertificates } from './certificates.js';
import { type LoopbackServer, startHttp, startHttps } from './servers.js';

/** A name that leads nowhere but through `proxy`. */
export const NAME = 'api.shop.example';

/** What `/refused` answers, which a rule explains. */
export const REFUSAL =
  '{"ok":false,"error":{"code":"TIMESTAMP_EXPIRED","message":"request timestamp expired","status":401,"requestId":"req_errdoctor1"}}';

/** Servers to call, and a proxy that finds them under a name, for clients that never take a proxy to this machine. */
export interface CaptureServers {
  readonly http: LoopbackServer;
  readonly https: LoopbackServer;
  /** `https://localhost:PORT/refused` */
  readonly refused: string;
  readonly ok: string;
  /** The same under the name. */
  readonly named: string;
  readonly proxy: string;
  readonly certificates: Certificates;
  /** Methods and bodies that arrived. */
  readonly arrived: string[];
  close(): Promise<void>;
}

export async function startCaptureServers(): Promise<CaptureServers> {
  const certificates = makeCertificates([NAME]);
  const arrived: string[] = [];
  const answer: Parameters<typeof startHttp>[0] = ({ method, url }, response, body) => {
    arrived.push(`${method} ${body}`);
    const isRefused = url?.startsWith('/refused');
    const type = { 'Content-Type': 'application/json', Date: 'Sun, 22 Nov 2026 12:00:00 GMT' };
    response.writeHead(isRefused ? 401 : 200, type).end(isRefused ? REFUSAL : '{"ok":true}');
  };
  const { key, cert } = certificates.server;
  const [http, https] = await Promise.all([startHttp(answer), startHttps({ key, cert }, answer)]);
  const proxy = createServer().on('connect', ({ url = '' }, client: Socket) => {
    const [, port] = url.split(':');
    const upstream = connect(Number(port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    http,
    https,
    refused: `https://localhost:${https.port}/refused`,
    ok: `https://localhost:${https.port}/ok`,
    named: `https://${NAME}:${https.port}/refused`,
    proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    certificates,
    arrived,
    async close() {
      certificates.remove();
      proxy.close();
      await Promise.all([http.close(), https.close()]);
    },
  };
}
