import type { Command } from '../command.js';
import { longName } from '../option-flags.js';
import { everywhere, port, secrets, statements } from '../options.js';

const simulate: Command = {
  name: 'simulate',
  summary: 'a local server that answers as the pack documents, faults on demand',
  arguments: [{ syntax: '<provider>', summary: 'id of the pack', known: 'packs' }],
  options: [
    port,
    ...statements.filter((one) => ['env', 'now'].includes(longName(one))),
    { flags: '--tls', summary: 'HTTPS, with a certificate of an authority made for this run' },
    {
      flags: '--client-ca <file>',
      summary: 'PEM of who signs client certificates: callers need one (with --tls)',
    },
    {
      flags: '--fault <name>',
      summary:
        'answer everything with this cause, code, message or status; also "hang", "reset", "close-early"',
      commandLineOnly: 'a simulator that only fails is asked for where it is run',
    },
    { flags: '--allowlist <file>', summary: 'addresses and networks that may call (default: all)' },
    ...secrets,
    ...everywhere,
  ],
  examples: [
    'errdoctor simulate acmepay --port 8080',
    'errdoctor simulate acmepay --tls --client-ca partners.pem',
    "curl -i http://127.0.0.1:8080/v1/orders -H 'X-Simulate: 429'",
  ],
  run: () => import('../run/simulate.js'),
};

export default simulate;
