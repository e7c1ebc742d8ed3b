import { type Framing, MessageReader, type ReadHead } from './message-reader.js';

const REQUEST_LINE = /^[!#-'*+.^-z|~\dA-Z-]+ \S.*? HTTP\/1\.[01]\s*$/;
const STATUS = /^HTTP\/1\.[01] ([1-9]\d\d)(?: |\s*$)/;

/** The method of a request's first line. */
export function methodOf({ first }: ReadHead): string {
  return first.slice(0, first.indexOf(' '));
}

/** The status of an answer's first line. */
export function statusOf({ first }: ReadHead): number {
  return Number(STATUS.exec(first)?.[1]);
}

/** Reads what a client sends; behind a head that contradicts itself nothing is understood (RFC 9112, section 6.3). */
export function requestReader(): MessageReader {
  return new MessageReader(REQUEST_LINE, (head) => {
    const coding = head.field('transfer-encoding');
    if (coding !== undefined) return isChunked(coding) ? 'chunked' : 'another';
    const length = head.field('content-length');
    return length === undefined ? { length: 0 } : (lengthOf(length) ?? 'another');
  });
}

/**
 * Reads what a server sends (RFC 9112, section 6.3).
 *
 * @param askedWith the method of the request that the next answer belongs to
 */
export function answerReader(askedWith: () => string | undefined): MessageReader {
  return new MessageReader(STATUS, (head): Framing => {
    const status = statusOf(head);
    const method = askedWith();
    if (status === 101 || (method === 'CONNECT' && status >= 200 && status < 300)) return 'another';
    if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return { length: 0 };
    const coding = head.field('transfer-encoding');
    if (coding !== undefined) return isChunked(coding) ? 'chunked' : 'until-end';
    return lengthOf(head.field('content-length') ?? '') ?? 'until-end';
  });
}

function isChunked(coding: string): boolean {
  return /(?:^|,)[ \t]*chunked[ \t]*$/i.test(coding);
}

/** The same length may stand there several times. */
function lengthOf(written: string): Framing | undefined {
  const [length = '', ...others] = new Set(written.split(',').map((one) => one.trim()));
  return others.length === 0 && /^\d{1,15}$/.test(length) ? { length: Number(length) } : undefined;
}
