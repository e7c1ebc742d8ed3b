import type { NetworkProbe } from '../network-probe.js';

/**
 * The certificates and versions of the host that was called. What it does about client certificates depends on ours:
 * without one that is left out.
 */
const tls: NetworkProbe = {
  learns: ['tls.*'],
  about({ exchange: { request, delivery } }, { tls: setting }) {
    const url = delivery ? null : URL.parse(request?.url ?? '');
    if (url?.protocol !== 'https:') return undefined;
    const { host, hostname, port } = url;
    return {
      says: `probe tls ${host}`,
      async take(seconds) {
        const { probeTls } = await import('../tls/probe-tls.js');
        const target = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 443) };
        return (await probeTls({ ...target, ...setting, seconds, onlyServer: !setting.own })).probed;
      },
    };
  },
};

export default tls;
