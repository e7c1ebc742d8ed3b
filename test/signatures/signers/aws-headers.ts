import type { Call } from '../call.js';
import { inHeader, type Signer } from '../signer.js';
import { accessKey, address, bodyHash, scope, sigv4 } from '../sigv4.js';
import { jsonBody } from '../values.js';

const signer: Signer = {
  pack: 'aws',
  draft(random) {
    const { id, secret } = accessKey(random);
    const where = scope(random);
    const method = random.pick(['GET', 'POST', 'PUT', 'DELETE']);
    const body = method === 'POST' || method === 'PUT' ? jsonBody(random) : undefined;
    const call: Call = { method, ...address(random, where), headers: [], ...(body && { body }) };
    const headers: [string, string][] = [
      ['X-Amz-Date', where.time],
      ...(where.service === 's3' ? [['X-Amz-Content-Sha256', bodyHash(body ?? '')] as [string, string]] : []),
      ...(body ? [['Content-Type', 'application/json'] as [string, string]] : []),
    ];
    call.headers.push(...headers);
    const signed = [
      ['host', call.host] as const,
      ...headers.map(([name, value]) => [name.toLowerCase(), value] as const),
    ];
    const names = signed
      .map(([name]) => name)
      .sort()
      .join(';');
    return {
      call,
      given: secret,
      others: [],
      time: 'basic',
      carry: inHeader(
        'Authorization',
        (text) =>
          `AWS4-HMAC-SHA256 Credential=${id}/${where.text}, SignedHeaders=${names}, Signature=${text}`,
      ),
      recipe: sigv4(secret, call, where, signed, where.service === 's3' ? bodyHash(body ?? '') : undefined),
    };
  },
};
export default signer;
