import { createHash, createHmac } from 'node:crypto';
import aws4 from 'aws4';
import { describe, expect, it } from 'vitest';
import { type Call, Calling } from './calling.js';

const hmac = (
  secret: string | Buffer,
  text: string | Buffer,
  encoding: 'hex' | 'base64' = 'hex',
  digest = 'sha256',
) => createHmac(digest, secret).update(text).digest(encoding);
const now = () => Date.now();

/** A request as the provider's own documentation signs it, with a secret that may be another than the server's. */
const signers: Readonly<Record<string, (calling: Calling, secret: string) => Call>> = {
  okx(calling, secret) {
    const [stamp, path] = [new Date(now()).toISOString(), '/api/v5/account/balance?ccy=BTC'];
    return {
      method: 'GET',
      path,
      headers: {
        ...calling.credentials(),
        'ok-access-timestamp': stamp,
        'ok-access-sign': hmac(secret, `${stamp}GET${path}`, 'base64'),
      },
    };
  },
  bybit(calling, secret) {
    const credentials = calling.credentials();
    const [stamp, body] = [String(now()), '{"category":"spot","symbol":"BTCUSDT"}'];
    const text = `${stamp}${credentials['x-bapi-api-key']}5000${body}`;
    return {
      method: 'POST',
      path: '/v5/order/create',
      body,
      headers: {
        ...credentials,
        'content-type': 'application/json',
        'x-bapi-timestamp': stamp,
        'x-bapi-recv-window': '5000',
        'x-bapi-sign': hmac(secret, text),
      },
    };
  },
  'coinbase-exchange'(calling, secret) {
    const stamp = String(Math.floor(now() / 1000));
    return {
      method: 'GET',
      path: '/accounts',
      headers: {
        ...calling.credentials(),
        'cb-access-timestamp': stamp,
        'cb-access-sign': hmac(Buffer.from(secret, 'base64'), `${stamp}GET/accounts`, 'base64'),
      },
    };
  },
  kraken(calling, secret) {
    const [nonce, path] = [String(now()), '/0/private/Balance'];
    const body = `nonce=${nonce}`;
    const inner = createHash('sha256')
      .update(nonce + body)
      .digest();
    const key = Buffer.from(secret, 'base64');
    return {
      method: 'POST',
      path,
      body,
      headers: {
        ...calling.credentials(),
        'content-type': 'application/x-www-form-urlencoded',
        'api-sign': hmac(key, Buffer.concat([Buffer.from(path), inner]), 'base64', 'sha512'),
      },
    };
  },
  dlocal(calling, secret) {
    const credentials = calling.credentials();
    const [stamp, body] = [new Date(now()).toISOString(), '{"amount":10,"currency":"USD"}'];
    const signature = hmac(secret, `${credentials['x-login']}${stamp}${body}`);
    return {
      method: 'POST',
      path: '/payments',
      body,
      headers: {
        ...credentials,
        'content-type': 'application/json',
        'x-date': stamp,
        authorization: `V2-HMAC-SHA256, Signature: ${signature}`,
      },
    };
  },
  binance(calling, secret) {
    const query = `recvWindow=5000&timestamp=${now()}`;
    return {
      method: 'GET',
      path: `/api/v3/account?${query}&signature=${hmac(secret, query)}`,
      headers: calling.credentials(),
    };
  },
  aws(calling, secretAccessKey) {
    const signed = aws4.sign(
      {
        host: `127.0.0.1:${calling.simulator.port}`,
        path: '/?Action=ListUsers&Version=2010-05-08',
        service: 'iam',
        region: 'us-east-1',
      },
      { accessKeyId: 'AKIAERRDOCTOREXAMPLE', secretAccessKey },
    );
    const { Host: _, ...headers } = signed.headers as Record<string, string>;
    return { method: 'GET', path: signed.path as string, headers };
  },
};

describe('a signature as other code makes it', () => {
  it.each(Object.entries(signers))('%s', async (id, sign) => {
    const judged: (string | undefined)[] = [];
    const calling = await Calling.start(id, { served: ({ cause }) => judged.push(cause) });
    const [secret] = calling.simulator.issued.secrets;
    const other = Buffer.from('another secret of an example, 32+').toString('base64');
    try {
      const output = await calling.curl([sign(calling, secret?.value ?? ''), sign(calling, other)]);
      expect(judged).toEqual([undefined, `${id}/signature-mismatch`]);
      expect(output.toString('latin1')).toContain('HTTP/1.1 200 OK');
    } finally {
      await calling.close();
    }
  });
});
