import type { Runtime } from '../runtime.js';

const go: Runtime = {
  name: 'Go',
  commands: /^go$/,
  goesPast:
    'http.DefaultTransport goes through the proxy, but never to localhost and 127.0.0.1; a Transport of its own does with Proxy: http.ProxyFromEnvironment.',
  refuses:
    'on macOS and Windows Go asks the system alone, not SSL_CERT_FILE: add that file to RootCAs of tls.Config, or capture with --to.',
};

export default go;
