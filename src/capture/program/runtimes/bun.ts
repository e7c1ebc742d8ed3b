import type { Runtime } from '../runtime.js';

const bun: Runtime = {
  name: 'Bun',
  commands: /^bunx?$/,
  goesPast: 'fetch goes through the proxy; node:http may not: capture with --to.',
  refuses: 'give --cafile "$SSL_CERT_FILE".',
};

export default bun;
