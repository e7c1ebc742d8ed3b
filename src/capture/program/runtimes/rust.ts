import type { Runtime } from '../runtime.js';

const rust: Runtime = {
  name: 'Rust',
  commands: /^cargo$/,
  authorities: ['CARGO_HTTP_CAINFO'],
  goesPast: 'reqwest and ureq go through the proxy; hyper by itself does not: capture with --to.',
  refuses: 'built-in roots (webpki-roots) trust nothing else: build with native roots, or capture with --to.',
};

export default rust;
