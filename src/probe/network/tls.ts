import type { NetworkProbe } from '../network-probe.js';

/** The certificates and versions of the host that was called. What it does about client certificates depends on ours. */
const tls: NetworkProbe = {
  learns: ['tls.serverCertificate', 'tls.chain', 'tls.intermediateMissing', 'tls.versions'],
  about({ exchange: { request, delivery } }) {
    const url = delivery ? null : URL.parse(request?.url ?? '');
    if (url?.protocol !== 'https:') return undefined;
    const { host, hostname, port } = url;
    return {
      says: `probe tls ${host}`,
      async take(seconds) {
        const [{ probeTls }, { certificatesIn }, { rootCertificates }] = await Promise.all([
          import('../tls/probe-tls.js'),
          import('../tls/certificate.js'),
          import('node:tls'),
        ]);
        const target = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 443) };
        const trusted = rootCertificates.flatMap(certificatesIn);
        const remarks = [{ what: 'trusted here', is: "the authorities of Node's list" }];
        return (await probeTls({ ...target, seconds, trusted, remarks, onlyServer: true })).probed;
      },
    };
  },
};

export default tls;
