import type { Command } from '../command.js';
import {
  description,
  everywhere,
  reporting,
  saving,
  secrets,
  signatureSearch,
  statements,
} from '../options.js';

/** What can be stated of a call before it is made. */
const IS_KNOWN_BEFORE = /--(?:provider|env|now)\b/;

const curl: Command = {
  name: 'curl',
  summary: 'run curl with these words, and diagnose what failed',
  arguments: [
    {
      syntax: '[words...]',
      summary: 'all that is for curl; where options of errdoctor are given too, they come first and then --',
    },
  ],
  options: [
    ...statements.filter(({ flags }) => IS_KNOWN_BEFORE.test(flags)),
    description,
    ...secrets,
    ...signatureSearch,
    ...reporting.filter(({ flags }) => !flags.includes('--exit-zero')),
    ...saving,
    ...everywhere,
  ],
  passesOn: 'all words',
  examples: [
    'errdoctor curl -sS https://api.example.com/v1/things',
    'errdoctor curl --secret-env SHOP_SECRET --json -o report.json -- -sS -d @order.json https://api.example.com/v1/orders',
  ],
  run: () => import('../run/curl.js'),
};

export default curl;
