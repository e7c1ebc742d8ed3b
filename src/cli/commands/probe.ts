import type { Command, Option } from '../command.js';
import { everywhere, readSeconds, reporting, statements } from '../options.js';
import { longName } from '../option-flags.js';

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
  summary: 'look at the network between you and an API: clocks',
  commands: [
    {
      name: 'clock',
      summary: "how far this machine's clock lies from a server's",
      arguments: [{ syntax: '<url>', summary: 'asked with HEAD and without credentials' }],
      options: common,
      examples: ['errdoctor probe clock https://api.example.com'],
      run: () => import('../run/probe-clock.js'),
    },
  ],
};

export default probe;
