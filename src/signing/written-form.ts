import type { Carrier } from './scheme.js';

/** What was found where the signature travels. */
export interface Carried {
  /** The signature texts, without prefix; several during a rotation. */
  readonly signatures: readonly string[];
  /** The whole value as sent. */
  readonly value: string;
  /** Other items of the value, by name. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Mistakes in the form alone: `hdr-name`, `enc-prefix`. */
  readonly mistakes: readonly { readonly id: string; readonly detail: string }[];
}

interface Item {
  readonly name: string;
  /** The literal that stands before it. */
  readonly before: string;
}

/** Takes a value apart by its documented form; an item that lacks its prefix, or has another one, is still found. */
export function readValue(at: Carrier, value: string): Carried {
  const items = itemsOf(at);
  const pieces = at.separator ? value.split(at.separator).map((piece) => piece.trim()) : [value.trim()];
  const signatures: string[] = [];
  /** With the documented prefix twice. */
  const doubled: string[] = [];
  const tokens: Record<string, string> = {};
  let written = '';
  for (const piece of pieces) {
    const item = items.find(({ before }) => before && startsWith(piece, before));
    if (!item) continue;
    const rest = piece.slice(item.before.length).trim();
    if (item.name !== 'signature') tokens[item.name] ??= rest;
    else if (startsWith(rest, item.before)) doubled.push(rest.slice(item.before.length).trim());
    else {
      signatures.push(rest);
      written ||= piece.slice(0, item.before.length);
    }
  }
  const documented = items.find(({ name }) => name === 'signature')?.before ?? '';
  if (signatures.length > 0) {
    // Found, but a receiver compares it byte by byte; only a scheme word of `Authorization` has no case (RFC 9110).
    const isOther = written !== documented && at.header?.toLowerCase() !== 'authorization';
    const other = { id: 'enc-prefix', detail: `"${written}" in place of "${documented}"` };
    return { signatures, value, tokens, mistakes: isOther ? [other] : [] };
  }
  if (doubled.length > 0) {
    const twice = { id: 'enc-prefix', detail: `"${documented}" twice` };
    return { signatures: doubled, value, tokens, mistakes: [twice] };
  }
  const found = pieces.flatMap((piece) => bare(piece) ?? []);
  const [first] = found;
  if (first === undefined) return { signatures: [value.trim()], value, tokens, mistakes: [] };
  const detail =
    first.prefix === ''
      ? documented
        ? `"${documented}" left out`
        : first.quoted && 'quotes around it'
      : documented
        ? `"${first.prefix}" in place of "${documented}"`
        : `"${first.prefix}" before it`;
  return {
    signatures: found.map(({ text }) => text),
    value,
    tokens,
    mistakes: detail ? [{ id: 'enc-prefix', detail }] : [],
  };
}

/** The signature in its documented form. */
export function writeValue(at: Carrier, signature: string, tokens: Readonly<Record<string, string>>): string {
  return (at.value ?? '{signature}').replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'signature' ? signature : (tokens[name] ?? ''),
  );
}

/** The names in braces that a written form holds; only `signature` where it has none. */
export function tokensOf(at: Carrier): readonly string[] {
  return itemsOf(at).map(({ name }) => name);
}

function itemsOf({ value = '{signature}', separator }: Carrier): Item[] {
  const pieces = separator ? value.split(separator) : [value];
  return pieces.flatMap((piece) => {
    const match = /^\s*(.*?)\{(\w+)\}/s.exec(piece);
    return match ? [{ before: match[1] as string, name: match[2] as string }] : [];
  });
}

/** Prefixes that people know from other schemes: `sha256=`, `v0=`, `v1,`, `HMAC-SHA256 `, `t=…,v1=`. */
function bare(piece: string): { prefix: string; text: string; quoted: boolean } | undefined {
  const text = piece.replace(/^["']|["']$/g, '');
  const match =
    /^((?:[A-Za-z][\w-]{0,19}(?:=|:| )\s*(?=[\w+/%-]{16})|v\d+[,=])*)([\w+/%-]{16,}[=\s]{0,2}.*)$/.exec(text);
  const [, prefix = '', signature = ''] = match ?? [];
  return match ? { prefix, text: signature, quoted: text !== piece } : undefined;
}

function startsWith(text: string, start: string): boolean {
  return text.slice(0, start.length).toLowerCase() === start.toLowerCase();
}
