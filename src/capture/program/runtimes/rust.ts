import type { Runtime } from '../runtime.js';

const rust: Runtime = {
  name: 'Rust',
  commands: /^cargo$/,
  authorities: ['CARGO_HTTP_CAINFO'],
  goesPast: 'reqwest and ureq go through the proxy; hyper by itself knows none: capture with --to.',
  refuses:
    'a program with built-in roots (rustls with webpki-roots) trusts nothing else: build it with native roots, or capture with --to.',
};

export default rust;
