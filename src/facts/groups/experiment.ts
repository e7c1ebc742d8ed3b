import type { Exchange } from '../../exchange/exchange.js';
import { factsThatNeed, type Fact, known, notCollected, notInCapture } from '../fact.js';

/** What the same read answers when one thing about it is changed: only `errdoctor replay --experiment` learns it. */
export default factsThatNeed('answers', {
  'experiment.credentialMatters': {
    means:
      'whether the answer to a refused read is another one without the credential, or with a wrong one of the same shape',
    get: ({ exchange }) => untried(exchange, 'whether the answer depends on the credential'),
    says: (value) =>
      value
        ? 'without the credential, or with a wrong one, the answer is another'
        : 'with the credential, without it and with a wrong one the answer is the same',
  },
  'experiment.credentialRecognised': {
    means: 'whether a read is refused with 403, and with 401 without the credential and with a wrong one',
    get: () => known(undefined),
    says: (value) =>
      value
        ? 'the answer is 403 with the credential, and 401 without it or with a wrong one'
        : 'the answers do not tell whether the credential was recognised',
  },
  'experiment.plainUserAgentPasses': {
    means: 'whether a refused read goes through with another User-Agent, and nothing else changed',
    get: () => known(undefined),
    says: (value) =>
      value
        ? 'with a plain User-Agent and nothing else changed the call goes through'
        : 'a plain User-Agent changes nothing',
  },
  'experiment.onlyFamily': {
    means: 'the only address family, `IPv4` or `IPv6`, over which a refused read goes through',
    get: () => known(undefined),
    says: (value) => `the call goes through over ${value} alone`,
  },
});

/** Only reads are experimented with. */
function untried({ request }: Exchange, what: string): Fact {
  return /^(?:GET|HEAD)$/.test(request?.method ?? '')
    ? notCollected(what, 'errdoctor replay FILE --experiment')
    : notInCapture(what);
}
