import { createCipheriv, createHash } from 'node:crypto';

/** What goes wrong with an exchange. */
const FAULTS = [
  'server resets',
  'server cuts the answer',
  'client resets while it sends',
  'client resets while it reads',
  'client half-closes',
  'server is slow',
] as const;
export type Fault = (typeof FAULTS)[number];

/** One exchange of a load: everything about it follows from its number. */
export interface Planned {
  readonly id: number;
  readonly fault: Fault | undefined;
  /** As the client sends it, and as the server has to get it. */
  readonly asked: Buffer;
  readonly forwarded: Buffer;
  readonly answer: Buffer;
}

export interface Load {
  readonly count: number;
  readonly largestBody: number;
  /** Whom the client names as host, and whom the server has to be told. */
  readonly hosts: readonly [asked: string, forwarded: string];
}

/** The exchange of this number; one in twenty has a fault. */
export function planned(id: number, { largestBody, hosts: [asked, forwarded] }: Load): Planned {
  const dice = bytesOf(`dice ${id}`, 16);
  const fault = id % 20 === 7 ? FAULTS[((id - 7) / 20) % FAULTS.length] : undefined;
  // What is to break in the middle has to have one.
  const size = (at: number) =>
    (fault ? 1000 : 0) + Math.round((dice.readUInt32BE(at) / 2 ** 32) ** 2 * largestBody);
  const isTold = (dice[8] as number) % 2 === 0;
  const body = framed(bytesOf(`asked ${id}`, size(0)), (dice[9] as number) % 2 === 0);
  const request = (host: string) =>
    message(`POST /${id}?q=%20 HTTP/1.1\r\nhOst:  ${host} \r\nX-Number: ${id}\r\n`, body);
  return {
    id,
    fault,
    asked: request(isTold ? forwarded : asked),
    forwarded: request(forwarded),
    answer: message(
      `HTTP/1.1 200 Fine\r\nx-number: ${id}\r\n${fault === 'client half-closes' ? 'Connection: close\r\n' : ''}`,
      framed(bytesOf(`answer ${id}`, size(4)), (dice[10] as number) % 2 === 0),
    ),
  };
}

interface Framed {
  readonly field: string;
  readonly bytes: Buffer;
}

function framed(body: Buffer, isChunked: boolean): Framed {
  if (!isChunked) return { field: `Content-Length: ${body.length}`, bytes: body };
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; at += 10_007) {
    const piece = body.subarray(at, at + 10_007);
    pieces.push(Buffer.from(`${piece.length.toString(16)};e=1\r\n`), piece, Buffer.from('\r\n'));
  }
  return {
    field: 'Transfer-Encoding: chunked',
    bytes: Buffer.concat([...pieces, Buffer.from('0\r\nX-End: 1\r\n\r\n')]),
  };
}

/** `X-Bytes` tells how much follows the head, so that whoever reads needs to know nothing of framing. */
function message(start: string, { field, bytes }: Framed): Buffer {
  return Buffer.concat([Buffer.from(`${start}${field}\r\nX-Bytes: ${bytes.length}\r\n\r\n`), bytes]);
}

/** The same for the same seed, and fast. */
function bytesOf(seed: string, length: number): Buffer {
  const key = createHash('md5').update(seed).digest();
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length));
}

/** What a side saw of a message. */
export interface Seen {
  readonly length: number;
  readonly hash: string;
}

export function seen(bytes: Uint8Array): Seen {
  return { length: bytes.length, hash: createHash('sha256').update(bytes).digest('hex') };
}
