import type { Runtime } from '../runtime.js';

const curl: Runtime = {
  name: 'curl, wget or git',
  commands: /^(?:curl|wget|git)$/,
  authorities: ['CURL_CA_BUNDLE', 'GIT_SSL_CAINFO'],
  goesPast:
    'They go through the proxy, unless their words or files (.curlrc, .wgetrc, .gitconfig) name another.',
  refuses: 'give curl --cacert "$SSL_CERT_FILE", wget --ca-certificate="$SSL_CERT_FILE".',
};

export default curl;
