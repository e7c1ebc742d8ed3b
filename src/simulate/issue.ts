import { createHash } from 'node:crypto';
import type { Credential, PackSettings } from '../causes/pack.js';
import type { Headers } from '../exchange/headers.js';
import type { GivenSecret } from '../signing/given.js';
import { computationOf } from '../signing/mac.js';
import type { NamedScheme, Scheme } from '../signing/scheme.js';

/** What a stand-in takes for valid: made up and the same every time, or the user's own. */
export interface Issued {
  readonly credentials: readonly IssuedCredential[];
  /** Of the schemes by which callers sign; one without a scheme is for all. */
  readonly secrets: readonly IssuedSecret[];
}

export interface IssuedCredential {
  /** As the pack names it. */
  readonly name: string;
  readonly header: string;
  /** Word before the value. */
  readonly scheme?: string;
  readonly value: string;
  /** Where the user's own comes from; undefined for one that was made up. */
  readonly from?: string;
}

export interface IssuedSecret extends GivenSecret {
  /** As it is said to the user: `platform secret`. */
  readonly name: string;
  /** It is no secret at all. */
  readonly isMadeUp: boolean;
}

/**
 * The credentials and signing secrets of a stand-in.
 *
 * @param own the user's: a `scheme` that names a credential of the pack is for that, the others are signing secrets
 */
export function issue(pack: PackSettings, environment: string, own: readonly GivenSecret[]): Issued {
  const described = Object.entries(pack.credentials ?? {});
  const isCredential = ({ scheme }: GivenSecret) => described.some(([name]) => name === scheme);
  const signing = own.filter((secret) => !isCredential(secret));
  return {
    credentials: described.map(([name, { header, scheme, prefixes }]) => {
      const given = own.find((one) => one.scheme === name);
      return {
        name,
        header,
        ...(scheme && { scheme }),
        value:
          given?.value ??
          credentialValue(`${pack.id} ${environment} ${name}`, { prefixes, scheme }, environment),
        ...(given && { from: given.source }),
      };
    }),
    secrets: clientSchemes(pack).flatMap(([name, scheme]) =>
      secretsOf(`${pack.id} ${environment}`, [name, scheme], signing),
    ),
  };
}

/** The schemes by which callers sign with a secret that both sides know. */
function clientSchemes({ signatures = {} }: PackSettings): [string, Scheme][] {
  return Object.entries(signatures).filter(
    ([, { by, mac }]) => by === 'client' && computationOf(mac) !== undefined,
  );
}

function secretsOf(seed: string, [name, scheme]: NamedScheme, own: readonly GivenSecret[]): IssuedSecret[] {
  const said = scheme.secret?.name ?? `secret of the ${scheme.name}`;
  const given = own.filter((one) => one.scheme === undefined || one.scheme === name);
  if (given.length > 0) return given.map((one) => ({ ...one, scheme: name, name: said, isMadeUp: false }));
  return [
    {
      scheme: name,
      name: said,
      value: secretValue(`${seed} ${said}`, scheme),
      source: 'the simulator',
      isMadeUp: true,
    },
  ];
}

/** The same every time, and unlike any other from its first character on, so that masking one hides no other. */
function madeUp(seed: string): string {
  return `${createHash('sha256').update(seed).digest('hex').slice(0, 8)}_errdoctor_example`;
}

/** With the prefix of this environment, or one that does not tell any. */
function credentialValue(
  seed: string,
  { prefixes, scheme }: Pick<Credential, 'prefixes'> & { scheme: string | undefined },
  environment: string,
): string {
  const all = Object.entries(prefixes ?? {});
  const [prefix = ''] =
    all.find(([, one]) => one === environment) ?? all.find(([, one]) => one === null) ?? [];
  if (scheme?.toLowerCase() === 'basic') return Buffer.from(`${madeUp(seed)}:example`).toString('base64');
  return prefix + madeUp(seed);
}

/** As long as is asked for, and no shorter than 32 characters. */
function secretValue(seed: string, { secret }: Scheme): string {
  const length = Math.max(32, secret?.minLength ?? 0);
  const text = `${madeUp(seed)}_`.padEnd(length, 'errdoctor_example_').replace(/_$/, '');
  const form = secret?.form ?? 'text';
  return (secret?.prefixes?.[0] ?? '') + (form === 'text' ? text : Buffer.from(text).toString(form));
}

/** Whether a request carries this credential; undefined where it carries none of the kind. */
export function knows({ header, scheme, value }: IssuedCredential, headers: Headers): boolean | undefined {
  const sent = headers.get(header)?.value;
  if (!sent) return undefined;
  if (!scheme) return sent === value;
  const [word = '', ...rest] = sent.split(/\s+/);
  return word.toLowerCase() === scheme.toLowerCase() && rest.join(' ') === value;
}
