/** What a client says in the first message of TLS. */
export interface ClientHello {
  /** The host that it calls. */
  readonly serverName?: string | undefined;
  /** The protocols that it offers, best first; undefined without the extension. */
  readonly alpn?: readonly string[] | undefined;
}

const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
const SERVER_NAME = 0;
const ALPN = 16;
/** A record's content (RFC 8446, section 5.1). */
const LONGEST_RECORD = 2 ** 14;
/** Real ones have some 2 KB: keys of several groups. */
const LONGEST_HELLO = 2 ** 16;

/**
 * Reads the ClientHello at the start of a connection (RFC 8446, section 4.1.2), over as many records as it takes.
 *
 * @returns `more` where further bytes are needed, undefined where this is no TLS
 */
export function readClientHello(bytes: Buffer): ClientHello | 'more' | undefined {
  const { content, ended } = handshakeIn(bytes);
  const unfinished = ended ? undefined : 'more';
  if (content.length < 4) return (content[0] ?? CLIENT_HELLO) === CLIENT_HELLO ? unfinished : undefined;
  const length = content.readUIntBE(1, 3);
  if (content[0] !== CLIENT_HELLO || length > LONGEST_HELLO) return undefined;
  return content.length < 4 + length ? unfinished : helloIn(content.subarray(4, 4 + length));
}

/** The content of the handshake records; `ended` by something else, or by an empty record, which is not allowed. */
function handshakeIn(bytes: Buffer): { readonly content: Buffer; readonly ended: boolean } {
  const parts: Buffer[] = [];
  let ended = false;
  for (let at = 0; at < bytes.length && !ended; ) {
    const header = bytes.subarray(at, at + 5);
    const length = header.length < 5 ? 1 : header.readUInt16BE(3);
    ended = header[0] !== HANDSHAKE || (header[1] ?? 3) !== 3 || length === 0 || length > LONGEST_RECORD;
    if (!ended) parts.push(bytes.subarray(at + 5, at + 5 + length));
    at += 5 + length;
  }
  return { content: Buffer.concat(parts), ended };
}

function helloIn(body: Buffer): ClientHello | undefined {
  try {
    // Version and random; session, cipher suites and compression methods.
    const session = vector(body, 34, 1);
    const suites = vector(body, session.end, 2);
    const compression = vector(body, suites.end, 1);
    if (compression.end === body.length) return {};
    const hello: { serverName?: string; alpn?: string[] } = {};
    const { content: extensions } = vector(body, compression.end, 2);
    for (let at = 0; at < extensions.length; ) {
      const { content, end } = vector(extensions, at + 2, 2);
      const type = extensions.readUInt16BE(at);
      if (type === SERVER_NAME) hello.serverName = hostIn(vector(content, 0, 2).content);
      if (type === ALPN) hello.alpn = namesIn(vector(content, 0, 2).content);
      at = end;
    }
    return hello;
  } catch {
    // A length that leads beyond the end.
    return undefined;
  }
}

/** The host name of a server_name extension (RFC 6066, section 3); what is no name of a host is not handed on. */
function hostIn(list: Buffer): string | undefined {
  const name = list[0] === 0 ? vector(list, 1, 2).content.toString('latin1') : '';
  return /^(?!-)[\w.-]{1,253}$/.test(name) && /[a-z_-]/i.test(name) ? name.replace(/\.$/, '') : undefined;
}

/** RFC 7301, section 3.1. */
function namesIn(list: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at < list.length; ) {
    const { content, end } = vector(list, at, 1);
    names.push(content.toString('latin1'));
    at = end;
  }
  return names;
}

/** What a length of one or two bytes announces, and where it ends. Throws where the bytes end before. */
function vector(
  bytes: Buffer,
  at: number,
  lengthBytes: 1 | 2,
): { readonly content: Buffer; readonly end: number } {
  const start = at + lengthBytes;
  const end = start + bytes.readUIntBE(at, lengthBytes);
  if (end > bytes.length) throw new RangeError('too short');
  return { content: bytes.subarray(start, end), end };
}
