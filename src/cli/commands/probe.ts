import type { Command, Option } from '../command.js';
import { longName } from '../option-flags.js';
import { access, callingAddress, everywhere, readSeconds, reporting, statements } from '../options.js';

/** What every probe understands. */
const common: readonly Option[] = [
  ...statements.filter((option) => ['provider', 'env', 'now'].includes(longName(option))),
  {
    flags: '--timeout <s>',
    summary: 'seconds after which the probe gives up (default: 10)',
    read: readSeconds,
  },
  ...reporting,
  ...everywhere,
];

const probe: Command = {
  name: 'probe',
  summary: 'look at the network between you and an API: TLS, clocks, DNS, webhooks',
  commands: [
    {
      name: 'tls',
      summary: 'certificates, versions and client certificates: what a server shows and takes',
      arguments: [{ syntax: '<host[:port]>', summary: 'only handshakes and a GET of / without credentials' }],
      options: [
        ...access,
        {
          flags: '--names <list>',
          summary: 'host names, with commas between, that your certificate has to name',
        },
        { flags: '--ip <addr>', summary: 'address that your certificate has to name' },
        ...common,
      ],
      examples: [
        'errdoctor probe tls api.example.com',
        'errdoctor probe tls api.example.com:8443 --cert client.crt --key client.key',
      ],
      run: () => import('../run/probe-tls.js'),
    },
    {
      name: 'clock',
      summary: "how far this machine's clock lies from a server's",
      arguments: [{ syntax: '<url>', summary: 'asked with HEAD and without credentials' }],
      options: common,
      examples: ['errdoctor probe clock https://api.example.com'],
      run: () => import('../run/probe-clock.js'),
    },
    {
      name: 'dns',
      summary: 'whether DNS confirms the calling address both ways, and an allowlist holds it',
      options: [...callingAddress, ...common],
      examples: ['errdoctor probe dns --ip 203.0.113.7 --cert client.crt --allowlist ips.txt'],
      run: () => import('../run/probe-dns.js'),
    },
    {
      name: 'webhook',
      summary: 'what a sender would meet at your webhook endpoint',
      arguments: [{ syntax: '<url>', summary: 'gets one POST, an unsigned event that calls itself a test' }],
      options: [...access.filter((option) => longName(option) === 'cacert'), ...common],
      examples: ['errdoctor probe webhook https://shop.example.com/hooks'],
      run: () => import('../run/probe-webhook.js'),
    },
  ],
};

export default probe;
