import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP } from 'node:net';
import { type Address, readAddress } from '../address.js';

/** What an echo service says of the caller, over one address family. */
export type Echo =
  | { readonly family: 4 | 6; readonly address: Address }
  | { readonly family: 4 | 6; readonly why: string };

/** An answer of an echo service is an address with few words around it. */
const MOST_BYTES = 4096;

/**
 * Asks a service, over IPv4 and over IPv6, from which address the call came: the answer's first address counts,
 * whatever stands around it.
 */
export function askEcho(url: URL, milliseconds: number): Promise<Echo[]> {
  const own = isIP(url.hostname.replace(/^\[|\]$/g, ''));
  const families = ([4, 6] as const).filter((family) => own === 0 || own === family);
  return Promise.all(families.map((family) => askOver(family, url, milliseconds)));
}

function askOver(family: 4 | 6, url: URL, milliseconds: number): Promise<Echo> {
  return new Promise((resolve) => {
    const fail = (why: string) => resolve({ family, why });
    const request = url.protocol === 'http:' ? plainRequest : tlsRequest;
    const headers = { 'user-agent': 'errdoctor', accept: 'text/plain, application/json' };
    const call = request(url, { family, agent: false, headers }, (response) => {
      let text = '';
      response.setEncoding('latin1');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MOST_BYTES) call.destroy(new Error('the answer is no address'));
      });
      response.on('end', () => {
        if (response.statusCode !== 200) return fail(`the service answered ${response.statusCode}`);
        const address = addressIn(text);
        if (address) resolve({ family, address });
        else fail('the answer holds no address');
      });
      response.on('error', (error) => fail(error.message));
    });
    const timer = setTimeout(() => call.destroy(new Error('no answer came in time')), milliseconds);
    call.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    call.on('close', () => clearTimeout(timer));
    call.end();
  });
}

function addressIn(text: string): Address | undefined {
  for (const [word] of text.matchAll(/[\da-f:.]{3,45}/gi)) {
    const address = readAddress(word);
    if (address) return address;
  }
  return undefined;
}
