import type { Random } from '../accuracy/random.js';
import type { Call } from './call.js';
import { type Bytes, hash, hex, hmac, joined, leaf, type Recipe } from './recipe.js';
import { recipe } from './signer.js';
import { letters, moment, path } from './values.js';

export interface Scope {
  readonly time: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** `date/region/service/aws4_request`. */
  readonly text: string;
  readonly host: string;
  readonly base: string;
}

/** When, where and what for a request is signed. */
export function scope(random: Random): Scope {
  const time = new Date(moment(random))
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '');
  const date = time.slice(0, 8);
  const region = random.pick(['us-east-1', 'eu-central-1', 'ap-southeast-2']);
  const service = random.pick(['s3', 'execute-api', 'sqs']);
  const host =
    service === 'execute-api'
      ? `${random.text(10, 'abcdefghijklmnopqrstuvwxyz0123456789')}.execute-api.${region}.amazonaws.com`
      : service === 's3'
        ? `errdoctor-example.s3.${region}.amazonaws.com`
        : `sqs.${region}.amazonaws.com`;
  const base = { s3: '/files', 'execute-api': '/prod', sqs: '/123456789012' }[service] as string;
  return { time, date, region, service, text: `${date}/${region}/${service}/aws4_request`, host, base };
}

/** A path and a query as clients of AWS write them: everything but unreserved characters percent-encoded. */
export function address(random: Random, { base, host }: Scope): Pick<Call, 'host' | 'path' | 'query'> {
  const pairs = random.shuffled(['max=10', 'prefix=caf%C3%A9%2F1', 'Name=a%20b', 'list-type=2', 'empty=']);
  return {
    host,
    path: path(random, base, ['orders', 'pets', 'queue']),
    ...(random.chance(0.5) && { query: pairs.slice(0, random.between(1, 4)).join('&') }),
  };
}

export function accessKey(random: Random): { id: string; secret: string } {
  return { id: `AKIAERRDOCTOR${random.digits(7)}`, secret: `errdoctor/${letters(random, 30)}` };
}

/** S3 signs the path as sent; the other services encode it once more. */
export function canonicalPath(path: Bytes, service: string): Bytes {
  return service === 's3' ? path : path.replaceAll('%', '%25');
}

export function canonicalQuery(query: Bytes): Bytes {
  return query
    .split('&')
    .filter(Boolean)
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .sort((one, other) => {
      const [name = '', value = ''] = one.split('=');
      const [otherName = '', otherValue = ''] = other.split('=');
      return name === otherName ? (value < otherValue ? -1 : 1) : name < otherName ? -1 : 1;
    })
    .join('&');
}

/** AWS Signature Version 4 over these headers; `payload` is the text of the last line where it is not a hash. */
export function sigv4(
  secret: string,
  call: Call,
  scope: Scope,
  headers: readonly (readonly [name: string, value: string])[],
  payload?: string,
): Recipe {
  const signed = [...headers].sort(([one], [other]) => (one < other ? -1 : 1));
  return recipe({
    parts: {
      method: call.method,
      path: canonicalPath(call.path, scope.service),
      query: canonicalQuery(call.query ?? ''),
      body: call.body ?? '',
      time: scope.time,
      keyDate: scope.date,
      keyRegion: scope.region,
      keyService: scope.service,
      ...Object.fromEntries(signed.map(([name, value]) => [`header:${name}`, value])),
    },
    message: (parts) =>
      joined('string to sign', '\n', [
        leaf('algorithm', 'AWS4-HMAC-SHA256'),
        leaf('time', parts.time ?? ''),
        leaf('scope', scope.text),
        joined(
          'canonical request',
          '\n',
          [
            leaf('method', parts.method ?? ''),
            leaf('path', parts.path ?? ''),
            leaf('query', parts.query ?? ''),
            leaf('headers', signed.map(([name]) => `${name}:${parts[`header:${name}`]}\n`).join('')),
            leaf('signed headers', signed.map(([name]) => name).join(';')),
            payload === undefined
              ? joined('body hash', '', [leaf('body', parts.body ?? '')], { digest: 'sha256', form: 'hex' })
              : leaf('payload', payload),
          ],
          { digest: 'sha256', form: 'hex' },
        ),
      ]),
    secret,
    key: (secret, { keyDate = '', keyRegion = '', keyService = '' }) =>
      [keyDate, keyRegion, keyService, 'aws4_request'].reduce(
        (key, text) => hmac('sha256', key, text),
        `AWS4${secret}`,
      ),
    digest: 'sha256',
    encode: 'hex',
  });
}

export function bodyHash(body: Bytes): string {
  return hex(hash('sha256', body));
}
