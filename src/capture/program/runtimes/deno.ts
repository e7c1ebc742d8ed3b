import type { Runtime } from '../runtime.js';

const deno: Runtime = {
  name: 'Deno',
  commands: /^deno$/,
  authorities: ['DENO_CERT'],
  goesPast: 'fetch goes through the proxy; Deno.connect and Deno.createHttpClient do not.',
  refuses: 'give --cert "$DENO_CERT".',
};

export default deno;
