import type { NetworkProbe } from '../network-probe.js';

/** DNS and the allowlist, for the calling address: no capture holds that, so it has to be given. */
const dns: NetworkProbe = {
  learns: ['egress.*', 'dns.*'],
  needs: 'calling address',
  about(_facts, { dns: question }) {
    if (!question) return undefined;
    return {
      says: `probe dns ${question.ip?.text ?? question.echo?.origin}`,
      async take(seconds) {
        const { probeDns } = await import('../dns/probe-dns.js');
        return (await probeDns(question, seconds)).probed;
      },
    };
  },
};

export default dns;
