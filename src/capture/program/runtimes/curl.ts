import type { Runtime } from '../runtime.js';

const curl: Runtime = {
  name: 'curl, wget or git',
  commands: /^(?:curl|wget|git)$/,
  authorities: ['CURL_CA_BUNDLE', 'GIT_SSL_CAINFO'],
  goesPast:
    'They go through the proxy, unless their own words or files (.curlrc, .wgetrc, .gitconfig) name another or none; errdoctor curl reads along without a proxy.',
  refuses: 'give curl --cacert "$SSL_CERT_FILE", wget --ca-certificate="$SSL_CERT_FILE".',
};

export default curl;
