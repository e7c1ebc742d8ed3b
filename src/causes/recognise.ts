import type { Facts } from '../facts/facts.js';
import { memberOf } from '../exchange/json-member.js';
import { peek, typeOf } from '../facts/json-reading.js';
import { groupBy } from '../group-by.js';
import type { PackIndex } from './compiled.js';
import { lookUp } from './look-up.js';
import { fitsTemplate, messageWords } from './message-template.js';

export interface Recognition {
  readonly pack: string;
  /** What gave it away, strongest first: `host`, `header x-platform-signature`, `code`, `message`, `envelope`. */
  readonly by: readonly string[];
  /** Every single sign belongs to many APIs. */
  readonly guessed?: boolean;
}

// Points by how much each sign says. A distinctive code or message is enough where the host says nothing; on a
// public host of somebody else's it needs company, because codes such as INSUFFICIENT_BALANCE are everywhere and
// an envelope alone never names a provider.
const POINTS = { host: 10, header: 4, headersTogether: 2, code: 3, message: 3, common: 1, envelope: 2 };
const ENOUGH = 3;
const ENOUGH_ON_FOREIGN_HOST = 5;
/** Where the answer has the whole form of the provider's envelope. */
const ENOUGH_WITH_ENVELOPE = 4;

/** Which pack an exchange belongs to, or undefined. Two packs with the same points are nobody's. */
export function recognise(
  facts: Facts,
  index: PackIndex,
  stated: { code?: string | undefined; message?: string | undefined },
): Recognition | undefined {
  const found = new Map<string, { points: number; by: string[]; own: boolean }>();
  const credit = (pack: string, points: number, by: string) => {
    const entry = found.get(pack) ?? { points: 0, by: [], own: false };
    entry.points += points;
    entry.by.push(by);
    entry.own ||= points >= POINTS.code || by === 'envelope';
    found.set(pack, entry);
  };

  const host = facts.fact('request.host');
  const owner = host.is === 'known' ? hostOwner(String(host.value), index) : undefined;
  if (owner) credit(owner, POINTS.host, 'host');
  const foreign = host.is === 'known' && !owner && !facts.exchange.delivery && isPublic(String(host.value));

  for (const [side, names] of [
    ['request', index.requestHeaders],
    ['response', index.responseHeaders],
  ] as const) {
    for (const header of facts.exchange[side]?.headers.list ?? []) {
      const name = header.name.toLowerCase();
      const pack = lookUp(names, name);
      if (pack) credit(pack, POINTS.header, `header ${name}`);
    }
  }

  const sent = facts.exchange.request?.headers;
  for (const pack in index.requestHeadersTogether) {
    const names = index.requestHeadersTogether[pack] as readonly string[];
    if (sent && names.every((name) => sent.get(name)))
      credit(pack, POINTS.headersTogether, `headers ${names.join(', ')}`);
  }

  const code = stated.code ?? facts.envelope.code?.text ?? knownCode(facts, index);
  for (const entry of lookUp(index.codes, code?.toLowerCase() ?? '') ?? []) {
    if (entry.startsWith('~')) credit(entry.slice(1), POINTS.common, 'code');
    else if (!GENERIC_PACKS.has(entry)) credit(entry, POINTS.code, 'code');
  }

  const message = stated.message ?? facts.envelope.message?.text;
  if (message) {
    const words = messageWords(message);
    const said = new Set<string>();
    for (const word of new Set(words)) {
      for (const [pack, tokens] of lookUp(index.messages, word) ?? [])
        if (!said.has(pack) && fitsTemplate(tokens, words)) said.add(pack);
    }
    for (const entry of said) {
      const pack = entry.replace(/^~/, '');
      if (entry === pack) credit(pack, POINTS.message, 'message');
      else if (!said.has(pack)) credit(pack, POINTS.common, 'message');
    }
  }

  const body = facts.body('response');
  if (body.is === 'json') {
    for (const [member, packs] of envelopesByMember(index)) {
      if (member !== undefined && memberOf(body.value, member) === undefined) continue;
      for (const [pack, shape] of packs)
        if (fitsEnvelope(body.value, shape)) credit(pack, POINTS.envelope, 'envelope');
    }
  }

  const ranked = [...found].sort(([, a], [, b]) => b.points - a.points);
  const [first, second] = ranked;
  if (!first) return undefined;
  const onForeignHost = first[1].by.includes('envelope') ? ENOUGH_WITH_ENVELOPE : ENOUGH_ON_FOREIGN_HOST;
  if (first[1].points < (foreign ? onForeignHost : ENOUGH)) return undefined;
  if (second && second[1].points === first[1].points) return undefined;
  return { pack: first[0], by: first[1].by, guessed: !first[1].own };
}

/** The pack of causes that any API can have recognises nobody. */
export const GENERIC_PACKS: ReadonlySet<string> = new Set(['http']);

function hostOwner(host: string, index: PackIndex): string | undefined {
  const exact = lookUp(index.hosts, host);
  if (exact) return exact[0];
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    const suffix = lookUp(index.hosts, `*${host.slice(dot)}`);
    if (suffix) return suffix[0];
  }
  return undefined;
}

/**
 * A code that stands somewhere in a record without an envelope, as in a webhook delivery log: the first text in
 * the answer that is a distinctive code of some pack. Walks at most 300 values.
 */
export function knownCode(facts: Facts, index: PackIndex): string | undefined {
  const body = facts.body('response');
  if (body.is !== 'json') return undefined;
  const queue: unknown[] = [body.value];
  for (let seen = 0; seen < queue.length && seen < 300; seen++) {
    const value = queue[seen];
    if (
      typeof value === 'string' &&
      value.length <= 64 &&
      lookUp(index.codes, value.toLowerCase())?.some((pack) => !pack.startsWith('~'))
    )
      return value;
    if (typeof value === 'object' && value !== null) queue.push(...Object.values(value).slice(0, 300));
  }
  return undefined;
}

type Envelope = PackIndex['envelopes'][string];

type Envelopes = ReadonlyMap<string | undefined, readonly (readonly [pack: string, shape: Envelope])[]>;
const envelopesOf = new WeakMap<PackIndex, Envelopes>();

/** The envelopes by one member that each must have: of nearly all packs an answer lacks it. */
function envelopesByMember(index: PackIndex): Envelopes {
  let envelopes = envelopesOf.get(index);
  if (!envelopes) {
    envelopes = groupBy(Object.entries(index.envelopes), ([, shape]) => memberIn(shape));
    envelopesOf.set(index, envelopes);
  }
  return envelopes;
}

function memberIn(shape: Envelope): string | undefined {
  return Object.keys(shape)[0]?.split('.', 1)[0];
}

function fitsEnvelope(body: unknown, shape: Envelope): boolean {
  // Without a list of the members: this is asked of every answer and for every pack.
  for (const path in shape) if (!fitsShape(peek(body, path), shape[path])) return false;
  return true;
}

function fitsShape(value: unknown, wanted: unknown): boolean {
  if (wanted === 'string' || wanted === 'number' || wanted === 'object' || wanted === 'array') {
    return typeOf(value).replace('integer', 'number') === wanted;
  }
  if (typeof wanted === 'string' && wanted.endsWith('*'))
    return typeof value === 'string' && value.startsWith(wanted.slice(0, -1));
  return value === wanted;
}

/** Hosts that say nothing about whose API it is: loopback, private addresses, bare names, reserved domains. */
function isPublic(host: string): boolean {
  if (/^(?:localhost|\[.*\]|[\d.]+|[^.]+)$/.test(host)) return false;
  return !/\.(?:localhost|local|internal|lan|test|example|invalid|home|corp|svc)$|(?:^|\.)example\.(?:com|net|org)$/.test(
    host,
  );
}
