import { inspect } from 'node:util';
import { type Body, decodedBytes } from './body.js';
import { credentialRanges, isSecretText, schemeLength } from './credential-ranges.js';
import type { Exchange } from './exchange.js';
import type { Headers } from './headers.js';
import { findNamed, mayNameSecret } from './named-secrets.js';
import { isSecretHeader, isSecretMember } from './secret-names.js';
import { cardMask, findShapes, maskOf } from './secret-shapes.js';

/** A secret value that masks itself wherever it is printed by accident; {@link reveal} is the only way to it. */
export class Secret {
  readonly #value: string;
  /** What is printed in its place: `psk_live_…(41)`. */
  readonly shown: string;

  /** @param shown what to print instead; by default a documented prefix and the length */
  constructor(value: string, shown: string = maskOf(value)) {
    this.#value = value;
    this.shown = shown;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return this.shown;
  }

  toJSON(): string {
    return this.shown;
  }

  [inspect.custom](): string {
    return this.shown;
  }
}

export interface SecretSettings {
  /** Further headers that carry credentials, in any case, as a pack names them. */
  readonly headers?: readonly string[];
  /** Prefixes of keys that a pack documents: they stay visible. */
  readonly prefixes?: readonly string[];
}

/** Shorter values are masked only where they stand, beside their name: everywhere else they would hit innocent text. */
const SHORTEST = 4;

/**
 * Collects the secret values of an exchange and its hops: credential headers, cookies, URL user-info and query,
 * members of bodies by name at any depth, and anything that shows by its shape (known prefixes, JWT, PEM, cards).
 * Stand-ins (`YOUR_API_KEY`) and values that a recorder masked are left out. Never throws.
 */
export function secretsOf(exchange: Exchange, extra: SecretSettings = {}): Secret[] {
  return secretsOfAll([exchange], extra);
}

/** Those of several exchanges, each once. The calls of a session repeat most of each other, which is read once. */
export function secretsOfAll(exchanges: readonly Exchange[], extra: SecretSettings = {}): Secret[] {
  const collected = new Collector(extra.prefixes ?? []);
  const headers = new Set(extra.headers?.map((name) => name.toLowerCase()));
  const waiting = exchanges.toReversed();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    waiting.push(...next.hops);
    collected.text(next.request?.url);
    collected.text(next.request?.target);
    collected.text(next.transport?.says);
    for (const message of [next.request, next.response]) {
      if (!message) continue;
      collectHeaders(message.headers, headers, collected);
      collectBody(message.body, message.headers.get('content-encoding')?.value, collected);
    }
  }
  return collected.secrets();
}

/** The same for a text that no reader took apart. */
export function secretsIn(text: string, extra: SecretSettings = {}): Secret[] {
  const collected = new Collector(extra.prefixes ?? []);
  collected.text(text);
  return collected.secrets();
}

const REMEMBERED = { characters: 1024, texts: 4096 };

class Collector {
  readonly #found = new Map<string, Secret>();
  readonly #read = new Set<string>();

  constructor(readonly prefixes: readonly string[]) {}

  add(value: string, shown?: string): void {
    const text = value.trim();
    if (text.length < SHORTEST || this.#found.has(text) || !isSecretText(text)) return;
    this.#found.set(text, new Secret(text, shown ?? maskOf(text, this.prefixes)));
  }

  /** Whether this has to be read; what is short and was asked lately has been. */
  isNew(text: string): boolean {
    if (text.length > REMEMBERED.characters) return true;
    if (this.#read.has(text)) return false;
    if (this.#read.size >= REMEMBERED.texts) this.#read.clear();
    this.#read.add(text);
    return true;
  }

  /** Everything in a text that shows by a name before it or by its shape, as written and decoded. */
  text(text: string | undefined, mayName?: boolean): void {
    if (!text || !this.isNew(text)) return;
    for (const { start, end } of mayName === false ? [] : findNamed(text)) {
      const value = text.slice(start, end);
      for (const form of [value, unescaped(value), percentDecoded(value)]) this.add(form);
    }
    this.shapes(text);
    const decoded = percentDecoded(text);
    if (decoded !== text) this.shapes(decoded);
  }

  shapes(text: string): void {
    for (const { start, end, shown } of findShapes(text)) {
      const value = text.slice(start, end);
      this.add(value, shown.startsWith('…(') || !shown.startsWith('…') ? undefined : shown);
      // An editor or a dump may show the lines of a PEM key one by one.
      for (const line of value.split(/[\r\n]+|\\[rn]/)) if (line.length >= 16) this.add(line);
    }
  }

  secrets(): Secret[] {
    return [...this.#found.values()];
  }
}

function collectHeaders(headers: Headers, further: ReadonlySet<string>, collected: Collector): void {
  for (const { name, value, redacted } of headers.list) {
    if (redacted || !collected.isNew(`${name}: ${value}`)) continue;
    // Some clients copy all of a URL's authority, its password too.
    collected.text(/^host$/i.test(name) ? `//${value}` : value);
    if (!isSecretHeader(name) && !further.has(name.toLowerCase())) continue;
    const isCookie = /^(?:set-)?cookie$/i.test(name);
    for (const { start, end } of credentialRanges(name, value)) {
      const secret = value.slice(start, end);
      // `theme=dark` is a cookie too, and "dark" is no secret anywhere else.
      if (isCookie && secret.length < 8 && /^(?:[A-Za-z_-]*|\d*)$/.test(secret)) continue;
      collected.add(secret);
    }
    collectBasic(value, collected);
  }
}

/** Basic credentials (RFC 7617): the password also by itself, and the user name when it is the key. */
function collectBasic(value: string, collected: Collector): void {
  const scheme = schemeLength(value);
  if (!/^\s*["']?basic\s/i.test(value.slice(0, scheme))) return;
  const decoded = Buffer.from(value.slice(scheme), 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) return;
  const user = decoded.slice(0, colon);
  const password = decoded.slice(colon + 1);
  collected.add(decoded);
  collected.add(password);
  if (password === '' || (user.length >= 16 && /\d/.test(user))) collected.add(user);
}

function collectBody(body: Body, contentEncoding: string | undefined, collected: Collector): void {
  if (body.is === 'parsed') {
    collectMembers(body.value, collected);
    return;
  }
  const bytes = decodedBytes(body, contentEncoding);
  if (!bytes || bytes.length === 0) return;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const mayName = mayNameSecret(text);
  const json = mayName ? parsed(text) : undefined;
  if (typeof json === 'object') collectMembers(json, collected);
  collected.text(text, mayName);
}

/** Members by name, at any depth and without recursion: a body may be nested 100,000 deep. */
function collectMembers(root: unknown, collected: Collector): void {
  const waiting: { name: string; value: unknown; secret: boolean }[] = [
    { name: '', value: root, secret: false },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { name, value, secret } = next;
    if (typeof value === 'string' || typeof value === 'number') {
      collectMember(name, String(value), secret, collected);
    } else if (Array.isArray(value)) {
      const named = secret || isSecretMember(name.replace(/s$/i, ''));
      for (const item of value) waiting.push({ name, value: item, secret: named });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        const inherits = isSecretMember(name) && /^(?:value|raw|key|data|text)$/i.test(key);
        waiting.push({ name: key, value: item, secret: inherits || isSecretMember(key) });
      }
    }
  }
}

function collectMember(name: string, value: string, secret: boolean, collected: Collector): void {
  if (!secret) {
    collected.text(value);
    return;
  }
  const isCard = /^[\d -]{12,23}$/.test(value) && /card|pan|number/i.test(name);
  for (const { start, end } of isCard ? [] : credentialRanges(name, value))
    collected.add(value.slice(start, end));
  if (isCard) collected.add(value, cardMask(value.replace(/\D/g, '')));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  const value = parsed(`"${text}"`);
  return typeof value === 'string' ? value : text;
}

function percentDecoded(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
