import type { Command } from '../command.js';
import {
  access,
  choosing,
  everywhere,
  readSeconds,
  reporting,
  requestFiles,
  saving,
  secrets,
  statements,
} from '../options.js';

const ON_THE_SPOT = 'what is sent is decided where it is run';

const replay: Command = {
  name: 'replay',
  summary: 'send a captured request again, safely, and diagnose the answer',
  arguments: [
    {
      syntax: '[file]',
      summary: 'a capture in any known form, or a curl command; - or nothing is standard input',
    },
  ],
  options: [
    ...statements,
    ...choosing,
    ...requestFiles,
    {
      flags: '--dry-run',
      summary: 'print what would be sent, to whom and what would be changed; send nothing',
      commandLineOnly: ON_THE_SPOT,
    },
    {
      flags: '--allow-unsafe',
      summary: 'send a request that may change something without asking',
      commandLineOnly: ON_THE_SPOT,
    },
    {
      flags: '--fresh',
      summary: 'with a new timestamp and signature, made as the provider documents',
      commandLineOnly: ON_THE_SPOT,
    },
    {
      flags: '--retry',
      summary:
        'try again while the answer and the policy of the provider advise it, with the waits that they ask for',
      commandLineOnly: ON_THE_SPOT,
    },
    {
      flags: '--experiment',
      summary:
        'a read several times: without and with a wrong credential, with a plain User-Agent, over IPv4 and IPv6',
      commandLineOnly: ON_THE_SPOT,
    },
    {
      flags: '--credential-env <header>',
      summary: 'HEADER=NAME: variable that holds what the capture masks of a header',
      repeatable: true,
      commandLineOnly: ON_THE_SPOT,
    },
    ...secrets,
    ...access,
    {
      flags: '--timeout <s>',
      summary: 'seconds after which a call is given up (default: 30)',
      read: readSeconds,
    },
    ...saving,
    ...reporting,
    ...everywhere,
  ],
  examples: [
    'errdoctor replay call.har --entry 3 --dry-run',
    'errdoctor replay call.txt --data body.json --allow-unsafe',
    'errdoctor replay redacted.har --credential-env Authorization=SHOP_TOKEN',
    'errdoctor replay call.har --fresh --secret-env SHOP_SECRET',
  ],
  run: () => import('../run/replay.js'),
};

export default replay;
