import { quoted, type Runtime } from '../runtime.js';

const node: Runtime = {
  name: 'Node.js',
  commands: /^(?:node|nodejs|npm|npx|yarn|pnpm|tsx|ts-node)$/,
  variables: ({ proxy, extra, nodeHook, env }) => ({
    NODE_EXTRA_CA_CERTS: extra,
    ...(nodeHook && {
      ERRDOCTOR_PROXY: proxy.origin,
      NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} --require ${quoted(nodeHook)}`.trim(),
    }),
  }),
  goesPast:
    'fetch, undici and node:http(s) are led through the proxy; node:http2, undici dispatchers and agents that open connections in a way of their own are not: leave them out, or capture with --to.',
  refuses:
    'a secureContext of its own needs the file that NODE_EXTRA_CA_CERTS names as well; a check of fingerprints cannot pass.',
};

export default node;
