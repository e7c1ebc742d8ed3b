import type { Envelope, PackSettings } from '../causes/pack.js';

/** What stands in an envelope. */
export interface Contents {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string;
  readonly requestId: string;
  /** Further members: JSON path to value. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Where most APIs have them, for packs that document no envelope. */
const COMMON: Envelope = { code: ['error.code'], message: ['error.message'] };
const TYPES: Readonly<Record<string, unknown>> = { string: 'simulated', number: 0, object: {}, array: [] };

/** Lays out a failure as the provider's envelope has it, from the paths by which it is recognised and read. */
export function layOut(
  { envelope = COMMON, recognise }: PackSettings,
  { status, code, message, requestId, details }: Contents,
): { headers: [string, string][]; body: unknown } {
  const typical = recognise.envelope ?? {};
  const members = new Map<string, unknown>();
  const headers: [string, string][] = [['content-type', 'application/json']];
  for (const [path, wanted] of Object.entries(typical)) members.set(path, literal(wanted));
  const place = (paths: readonly string[] = [], value: string | number | undefined) => {
    // `error` may be a list of texts, of which `error.0` is then typical.
    const known = paths.flatMap((path) => [path, `${path}.0`]).filter((path) => path in typical);
    if (value === undefined) for (const path of known) members.delete(path);
    else if (known.length > 0) for (const path of known) members.set(path, typed(value, typical[path]));
    else putAt(paths, value);
  };
  const putAt = (paths: readonly string[], value: string | number) => {
    const inBody = paths.find((path) => !path.startsWith('header:'));
    if (inBody) members.set(inBody, value);
    else if (paths[0]) headers.push([paths[0].slice('header:'.length), String(value)]);
  };
  for (const [path, wanted] of Object.entries(envelope.failed ?? {}))
    if (!members.has(path) && !envelope.code?.includes(path) && isLiteral(wanted))
      members.set(path, literal(wanted));
  place(envelope.message, message);
  place(envelope.code, code);
  place(envelope.status, status);
  place(envelope.requestId, requestId);
  for (const [path, value] of Object.entries(details)) members.set(path, value);
  let body: unknown;
  for (const [path, value] of members) body = withMember(body, path.split('.'), value);
  return { headers, body: body ?? {} };
}

function isLiteral(wanted: unknown): boolean {
  return typeof wanted !== 'object';
}

function literal(wanted: unknown): unknown {
  if (typeof wanted !== 'string') return wanted;
  return Object.hasOwn(TYPES, wanted) ? TYPES[wanted] : wanted.replace(/\*$/, '');
}

function typed(value: string | number, wanted: unknown): string | number {
  return wanted === 'number' && Number.isFinite(Number(value)) ? Number(value) : String(value);
}

/** A copy with this member; without a prototype, because paths come from packs that strangers may have written. */
function withMember(value: unknown, [name, ...rest]: readonly string[], member: unknown): unknown {
  if (name === undefined) return member;
  if (/^\d{1,2}$/.test(name)) {
    const items = Array.isArray(value) ? [...value] : [];
    items[Number(name)] = withMember(items[Number(name)], rest, member);
    return items;
  }
  const copy: Record<string, unknown> = Object.assign(
    Object.create(null),
    typeof value === 'object' && !Array.isArray(value) ? value : {},
  );
  copy[name] = withMember(copy[name], rest, member);
  return copy;
}
