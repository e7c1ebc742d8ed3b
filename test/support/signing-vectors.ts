import { readdirSync, readFileSync } from 'node:fs';

/** Cases of one scheme, signed by an implementation that is not ours. */
export interface Vectors {
  /** `twilio/webhook`: a pack and the name of one of its schemes. */
  readonly scheme: string;
  readonly cases: readonly SignedCase[];
}

export interface SignedCase {
  readonly name: string;
  /** With the signature in its place. */
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly bodyBase64: string;
  };
  readonly secretBase64: string;
  readonly valid: boolean;
  /** Of one that is not valid: the ids of the mistakes that it was made with; none where they cannot be found. */
  readonly mistakes?: readonly string[];
  /** Who made the signature: `twilio 6.2 getExpectedTwilioSignature`. */
  readonly madeBy: string;
}

const folder = new URL('../signing/vectors/', import.meta.url);

/** All of test/signing/vectors. */
export function allRecorded(): readonly Vectors[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.flatMap((file) => recorded(file.slice(0, -'.json'.length)));
}

/** What is recorded of a pack, by scheme. */
export function recorded(pack: string): readonly Vectors[] {
  const read = JSON.parse(readFileSync(new URL(`${pack}.json`, folder), 'utf8')) as Vectors | Vectors[];
  return [read].flat();
}

/** The cases of a scheme, named for `it.each`, with texts instead of Base64. Throws when there are none. */
export function signedCases(scheme: string): [name: string, signed: ReadSignedCase][] {
  const [pack] = scheme.split('/') as [string];
  const vectors = recorded(pack).find((one) => one.scheme === scheme);
  if (!vectors) throw new Error(`no vectors for ${scheme}`);
  return vectors.cases.map((one) => [one.name, new ReadSignedCase(one)]);
}

export class ReadSignedCase {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly secret: string;

  constructor(private readonly from: SignedCase) {
    this.method = from.request.method;
    this.url = from.request.url;
    this.body = text(from.request.bodyBase64);
    this.secret = text(from.secretBase64);
  }

  /** The value of a header; empty where it is absent. */
  header(name: string): string {
    return this.from.request.headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? '';
  }
}

function text(base64: string): string {
  return Buffer.from(base64, 'base64').toString();
}
