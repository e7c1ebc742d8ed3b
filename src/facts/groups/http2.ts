import type { Header } from '../../exchange/headers.js';
import { defineFacts, type FactContext, known } from '../fact.js';
import { show } from '../message-facts.js';

export default defineFacts({
  'http2.forbiddenHeader': {
    means:
      'a header of a broken-off or refused HTTP/2 request that only HTTP/1 allows: one of the connection, or a value with white space at its edge (RFC 9113, sections 8.2.1 and 8.2.2)',
    get: (context) => {
      const found = forbidden(context);
      return known(found?.name, found?.at);
    },
    says: (_value, context) => {
      const found = forbidden(context);
      return `HTTP/2 forbids the header ${found?.name}: ${show(found?.redacted ? '' : found?.raw)}`;
    },
  },
  'http2.error': {
    means: 'the error code of the stream (`PROTOCOL_ERROR`, `INTERNAL_ERROR`, …: RFC 9113, section 7)',
    get: ({ exchange: { transport } }) => {
      const code = /\b([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)\b/.exec(transport?.says ?? '')?.[1];
      return known(transport?.kind === 'http2' ? code?.replace(/^NGHTTP2_/, '') : undefined, transport?.at);
    },
    says: (value) => `the stream ended with ${value}`,
  },
});

const OF_THE_CONNECTION =
  /^(?:connection|keep-alive|proxy-connection|transfer-encoding|upgrade|http2-settings)$/i;

function forbidden({ exchange: { request, response, transport } }: FactContext): Header | undefined {
  if (request?.httpVersion !== '2' || (transport?.kind !== 'http2' && response?.status !== 400))
    return undefined;
  return request.headers.list.find(
    ({ name, raw, redacted }) =>
      OF_THE_CONNECTION.test(name) || (!redacted && /^ ?\s|[ \t]$/.test(raw.replace(/^ /, ''))),
  );
}
