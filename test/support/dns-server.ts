import type { AddressInfo } from 'node:net';
import DNS from 'dns2';

/**
 * `NAME TYPE` → what a question for it gets. A name that stands nowhere does not exist (NXDOMAIN), one of another type
 * has no such record; CNAME records are followed as resolvers do.
 */
export type Zone = Readonly<Record<string, readonly string[] | 'SERVFAIL' | 'REFUSED' | 'no answer'>>;

export interface DnsServer {
  /** As `--resolver` takes it. */
  readonly address: string;
  close(): Promise<void>;
}

const { Packet } = DNS;
const RCODE = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 };

/** A real name server on loopback, over UDP and TCP. */
export async function startDns(zone: Zone): Promise<DnsServer> {
  const handle: DNS.DnsHandler = (request, send) => {
    const answer = reply(zone, request);
    if (answer) void send(answer);
  };
  // Another program may have the TCP port of the number that UDP was given.
  for (let attempt = 1; ; attempt++) {
    const udp = DNS.createServer({ udp: true, handle });
    const { port } = (await udp.listen({ udp: { port: 0, address: '127.0.0.1' } })).udp as AddressInfo;
    const tcp = DNS.createServer({ tcp: true, handle });
    const taken = await new Promise<unknown>((resolve) => {
      tcp.once('error', resolve);
      void tcp.listen({ tcp: { port, address: '127.0.0.1' } }).then(() => resolve(undefined));
    });
    const close = async () => {
      await Promise.all([udp.close(), ...(taken ? [] : [tcp.close()])]);
    };
    if (!taken) return { address: `127.0.0.1:${port}`, close };
    await close();
    if (attempt === 20) throw taken;
  }
}

function reply(zone: Zone, request: DNS.Packet): DNS.Packet | undefined {
  const response = Packet.createResponseFromRequest(request);
  const [question] = request.questions;
  if (!question) return response;
  const type = Object.entries(Packet.TYPE).find(([, number]) => number === question.type)?.[0] ?? '';
  let name = question.name.toLowerCase();
  for (let hops = 0; hops < 10; hops++) {
    const found = zone[`${name} ${type}`];
    if (found === 'no answer') return undefined;
    if (typeof found === 'string') {
      response.header.rcode = RCODE[found];
      return response;
    }
    for (const value of found ?? []) response.answers.push(record(name, type, value));
    if (found) return response;
    const alias = zone[`${name} CNAME`];
    if (!Array.isArray(alias)) break;
    response.answers.push(record(name, 'CNAME', alias[0]));
    name = alias[0];
  }
  const exists = Object.keys(zone).some((key) => key.startsWith(`${name} `));
  if (!exists) response.header.rcode = RCODE.NXDOMAIN;
  return response;
}

function record(name: string, type: string, value: string): DNS.Packet.Resource {
  const data = type === 'A' || type === 'AAAA' ? { address: value } : { domain: value };
  const base = { name, type: Packet.TYPE[type as 'A'], class: Packet.CLASS.IN };
  return Packet.createResourceFromQuestion(base as DNS.Packet.Question, { ttl: 60, ...data });
}
