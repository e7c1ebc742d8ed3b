import { type Request, sign } from 'aws4';
import { describe, expect, it } from 'vitest';
import { bodyOf, headerOf } from '../../support/signed-requests.js';
import { recorded, type SignedCase } from '../../support/signing-vectors.js';

// Published values are marked in `madeBy`; aws4 arrives at the same ones, and made the others.
const cases = recorded('aws').flatMap(({ scheme, cases }) => cases.map((one) => ({ ...one, scheme })));

describe('AWS Signature Version 4', () => {
  it.each(cases.filter(({ scheme }) => scheme === 'aws/headers'))(
    'aws4 writes the Authorization header that is recorded: $name',
    (one) => {
      const authorization = headerOf(one.request, 'authorization');
      const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1] ?? '';
      const [, credential = ''] = /Credential=([^,]+)/.exec(authorization) ?? [];
      const signed = resign(one, credential, names, false);
      expect(String(signed.headers?.Authorization).split(/, ?/)).toEqual(authorization.split(/, ?/));
    },
  );

  it.each(cases.filter(({ scheme }) => scheme === 'aws/presigned'))(
    'aws4 presigns the URL that is recorded: $name',
    (one) => {
      const { origin, searchParams } = new URL(one.request.url);
      const signed = resign(
        one,
        searchParams.get('X-Amz-Credential') ?? '',
        searchParams.get('X-Amz-SignedHeaders') ?? '',
        true,
      );
      expect(`${origin}${signed.path}`).toBe(one.request.url);
    },
  );
});

/** The same request signed anew with the recorded date, scope and list of headers. */
function resign(one: SignedCase, credential: string, names: string, signQuery: boolean): Request {
  const { request } = one;
  const [accessKeyId = '', , region, service] = credential.split('/');
  const signed = new Set(names.split(';'));
  const { origin, host } = new URL(request.url);
  const unsigned = ['content-length', 'content-type'].filter((name) => !signed.has(name));
  const path = request.url
    .slice(origin.length)
    .replace(/&X-Amz-(?:Signature|Credential|SignedHeaders|Algorithm|Security-Token)=[^&]*/g, '');
  const sessionToken = new URL(request.url).searchParams.get('X-Amz-Security-Token') ?? undefined;
  const unsent = {
    method: request.method,
    host,
    path,
    body: bodyOf(request).toString() || undefined,
    service,
    region,
    signQuery,
    headers: Object.fromEntries(request.headers.filter(([name]) => signed.has(name.toLowerCase()))),
    extraHeadersToIgnore: Object.fromEntries(unsigned.map((name) => [name, true])),
    extraHeadersToInclude: Object.fromEntries([...signed].map((name) => [name, true])),
  };
  const secretAccessKey = Buffer.from(one.secretBase64, 'base64').toString();
  return sign(unsent, { accessKeyId, secretAccessKey, sessionToken });
}
