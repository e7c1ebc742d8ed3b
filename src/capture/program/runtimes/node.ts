import { quoted, type Runtime } from '../runtime.js';

const node: Runtime = {
  name: 'Node.js',
  commands: /^(?:node|nodejs|npm|npx|yarn|pnpm|tsx|ts-node)$/,
  authorities: ['NODE_EXTRA_CA_CERTS'],
  // It adds to what Node trusts anyway: there the whole bundle would only cost time.
  variables: ({ proxy, extra, nodeHook, env }) => ({
    NODE_EXTRA_CA_CERTS: extra,
    ...(nodeHook && {
      ERRDOCTOR_PROXY: proxy.origin,
      NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} --require ${quoted(nodeHook)}`.trim(),
    }),
  }),
  goesPast:
    'fetch, undici and node:http(s) go through the proxy; node:http2, and dispatchers and agents that open connections in a way of their own, do not: capture with --to.',
  refuses:
    'a secureContext of its own needs the file in NODE_EXTRA_CA_CERTS as well; a check of fingerprints cannot pass.',
};

export default node;
