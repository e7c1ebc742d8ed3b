import type { Runtime } from '../runtime.js';

const go: Runtime = {
  name: 'Go',
  commands: /^go$/,
  goesPast:
    'http.DefaultTransport goes through the proxy, but never to localhost; a Transport of its own does with Proxy: http.ProxyFromEnvironment.',
  refuses:
    'on macOS and Windows add the file in SSL_CERT_FILE to RootCAs of tls.Config, or capture with --to.',
};

export default go;
