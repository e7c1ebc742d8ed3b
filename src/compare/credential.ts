import { schemeLength } from '../exchange/credential-ranges.js';
import type { Header } from '../exchange/headers.js';
import { isSecretHeader } from '../exchange/secret-names.js';
import { isStandIn } from '../exchange/stand-in.js';
import type { FactContext } from '../facts/fact.js';
import type { Difference, Findings } from './difference.js';
import { roleOf } from './form.js';
import { shown, shownSecret } from './shown.js';

/** Whether a header tells who calls: by its name, or because the pack says so. */
export function isCredential(name: string, context: FactContext): boolean {
  const role = roleOf(name);
  if (role === 'cookie' || role === 'signature') return false;
  return isSecretHeader(name) || packNames(name, context).length > 0;
}

/** The facts that speak of a credential header. */
export function credentialFacts(name: string, context: FactContext): string[] {
  return [
    `request.header.${name.toLowerCase()}`,
    'authorization',
    'token',
    'environment.disagrees',
    ...packNames(name, context).map((one) => `credential.${one}`),
  ];
}

/** Compares the credential that both calls send in a header: only the first thing in which they differ is told. */
export function compareCredential(bad: Header, good: Header, context: FactContext, found: Findings): void {
  const { name } = good;
  const prefixes = prefixesOf(context);
  const { what, weight, show } = firstDifference(bad, good, prefixes);
  const isPublic = packNames(name, context).some((one) => context.pack?.credentials?.[one]?.public);
  const display =
    show ?? (({ value }: Header) => (isPublic ? shown(value) : shownSecret(name, value, prefixes)));
  if (what === undefined) return;
  found.add({
    what: `${what} ${name}`,
    bad: display(bad),
    good: display(good),
    at: bad.at,
    goodAt: good.at,
    facts: credentialFacts(name, context),
    name,
    weight,
  });
}

interface Found extends Partial<Pick<Difference, 'what'>> {
  readonly weight: number;
  readonly show?: (header: Header) => string;
}

function firstDifference(bad: Header, good: Header, prefixes: readonly string[]): Found {
  const [badWord, goodWord] = [schemeWord(bad), schemeWord(good)];
  if (badWord?.toLowerCase() !== goodWord?.toLowerCase())
    return { what: 'scheme word in', weight: 89, show: (header) => schemeWord(header) ?? 'none' };
  if (edgeSpace(bad) !== edgeSpace(good))
    return { what: 'white space around', weight: 88, show: (header) => edgeWords(edgeSpace(header)) };
  if (bad.value === good.value) return { weight: 0 };
  const [badText, goodText] = [credential(bad), credential(good)];
  if (badText === goodText) return { what: 'case of the scheme word in', weight: 20 };
  if (isStandIn(badText)) return { what: 'stand-in for', weight: 88 };
  if (isQuoted(badText) !== isQuoted(goodText)) return { what: 'quotes around', weight: 88 };
  if (/\s/.test(badText) !== /\s/.test(goodText)) return { what: 'white space inside', weight: 88 };
  const form = ({ name, value }: Header) => shownSecret(name, value, prefixes);
  const lengths = /…\(\d+\)/g;
  const [badForm, goodForm] = [form(bad), form(good)];
  if (badForm.replace(lengths, '…') !== goodForm.replace(lengths, '…'))
    return { what: 'form of', weight: 88 };
  // A JSON Web Token has another length whenever its claims have.
  if (badForm !== goodForm && !badText.startsWith('eyJ')) return { what: 'length of', weight: 87 };
  return { what: 'another value of', weight: 60 };
}

function schemeWord({ name, value }: Header): string | undefined {
  return /authorization$/i.test(name) ? value.slice(0, schemeLength(value)).trim() || undefined : undefined;
}

function credential({ value }: Header): string {
  return value.slice(schemeLength(value));
}

function isQuoted(text: string): boolean {
  return /^["'`]|["'`]$/.test(text);
}

/** White space at the edges, without the CR of the line's end. */
function edgeSpace({ raw, value }: Header): number {
  return raw.replace(/\r$/, '').length - value.length;
}

function edgeWords(count: number): string {
  return count === 0 ? 'none' : `${count} character${count === 1 ? '' : 's'}`;
}

function packNames(name: string, { pack }: FactContext): string[] {
  return Object.entries(pack?.credentials ?? {})
    .filter(([, { header }]) => header.toLowerCase() === name.toLowerCase())
    .map(([one]) => one);
}

function prefixesOf({ pack }: FactContext): string[] {
  return Object.values(pack?.credentials ?? {}).flatMap(({ prefixes, mistakenFor }) =>
    Object.keys({ ...prefixes, ...mistakenFor }),
  );
}
