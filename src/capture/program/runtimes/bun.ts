import type { Runtime } from '../runtime.js';

const bun: Runtime = {
  name: 'Bun',
  commands: /^bunx?$/,
  goesPast:
    'fetch goes through the proxy; node:http may not: give fetch the option proxy, or capture with --to.',
  refuses: 'give --cafile "$SSL_CERT_FILE", or the option tls: { ca }.',
};

export default bun;
