import { defineFacts, type FactContext, known, notCollected } from '../fact.js';
import { isPublicName } from '../host-names.js';

/** Webhook deliveries, told by the sender's own log: what kept the event from the user's endpoint. */
export default defineFacts({
  'delivery.fault': {
    means:
      'why a webhook delivery failed: `address` (a private one), `dns`, `tls`, `too-slow`, `unreachable`, `redirect`, `wrong-path`, `refused` (another 4xx) or `handler` (5xx); absent when it succeeded or the exchange is no delivery; a probe also finds `plain` (http)',
    get: (context) => {
      const fault = faultOf(context);
      const { exchange, envelope } = context;
      const said = fault && spoken(context) === fault ? (envelope.message ?? envelope.code) : undefined;
      return known(fault, said?.at ?? exchange.response?.statusAt ?? exchange.request?.urlAt);
    },
    says: (_value, { exchange, envelope }) => {
      const said = envelope.message?.text ?? envelope.code?.text;
      return said === undefined
        ? `the endpoint ${exchange.request?.url ?? ''} answered ${exchange.response?.status ?? 'nothing'}`
        : `the delivery log says ${said.slice(0, 80)}`;
    },
  },
  'delivery.fails.*': {
    means: 'whether `delivery.fault` is this',
    of: 'delivery',
    get: (context, fault) => {
      const probed = context.fact(`delivery.probed.${fault}`);
      if (probed.is === 'known') return known(probed.value !== undefined);
      const found = context.fact('delivery.fault');
      return found.is === 'known' ? known(found.value === fault, found.at) : found;
    },
    says: (_value, { exchange }) => `the delivery to ${exchange.request?.url ?? 'the endpoint'} failed`,
  },
  'delivery.probed.*': {
    means: 'what a probe of the endpoint saw of this fault, in words; absent where it did not find it',
    get: ({ exchange }) =>
      exchange.delivery
        ? notCollected('what a delivery would meet at the endpoint now', 'errdoctor probe webhook URL')
        : known(undefined),
    says: (value) => `the probe of the endpoint: ${value}`,
  },
});

/** The sender's words, most telling first; what a handshake or connection failed of is its matter. */
const WORDS: readonly (readonly [fault: string, RegExp])[] = [
  ['address', /private|loopback|localhost|internal (?:ip|address|host)|reserved (?:ip|address)|ssrf/],
  ['tls', /\btls\b|\bssl\b|certificate|handshake/],
  ['dns', /\bdns\b|enotfound|eai again|getaddrinfo|could ?n.t resolve|not resolve|no such host|nxdomain/],
  ['too-slow', /time ?d? ?out|timeout|too slow|deadline|no response within/],
  [
    'unreachable',
    /econn|connection (?:was )?(?:refused|reset|closed|failed)|unreachable|could not connect|socket hang up/,
  ],
];

function faultOf(context: FactContext): string | undefined {
  const { delivery, request, response } = context.exchange;
  if (!delivery) return undefined;
  const status = response?.status;
  if (status !== undefined && status >= 200 && status < 300) return undefined;
  const said = spoken(context);
  if (said !== undefined) return said;
  if (status === undefined) {
    const host = context.fact('request.host');
    const local = host.is === 'known' && request?.url !== undefined && !isPublicName(String(host.value));
    return local && context.envelope.succeeded !== true ? 'address' : undefined;
  }
  if (status < 400) return 'redirect';
  if (status === 404 || status === 405 || status === 410) return 'wrong-path';
  return status < 500 ? 'refused' : 'handler';
}

function spoken({ envelope }: FactContext): string | undefined {
  const words = `${envelope.code?.text ?? ''} ${envelope.message?.text ?? ''}`
    .slice(0, 500)
    .toLowerCase()
    .replace(/[_-]+/g, ' ');
  return WORDS.find(([, pattern]) => pattern.test(words))?.[0];
}
