import type { Command } from '../command.js';
import { longName } from '../option-flags.js';
import {
  access,
  description,
  everywhere,
  port,
  reporting,
  saving,
  secrets,
  signatureSearch,
  statements,
} from '../options.js';
import { UsageError } from '../usage-error.js';

const capture: Command = {
  name: 'capture',
  summary: 'run a program in any language, and diagnose which of its calls failed',
  arguments: [{ syntax: '[command...]', summary: 'the program and its words, behind --' }],
  options: [
    {
      flags: '--to <url>',
      summary: 'stand in front of this server instead, for a program that can be given another base URL',
      read: readBase,
      commandLineOnly: 'where calls lead is said where it is run',
    },
    port,
    { flags: '--watch', summary: 'tell of each failure as it happens, not at the end' },
    ...saving,
    ...access,
    ...statements.filter((one) => ['provider', 'env', 'now'].includes(longName(one))),
    description,
    ...secrets,
    ...signatureSearch,
    ...reporting,
    ...everywhere,
  ],
  passesOn: 'words behind --',
  examples: [
    'errdoctor capture -- node app.js',
    'errdoctor capture --watch --save-har calls.har -- pytest tests/payments',
    'errdoctor capture --to https://api.example.com --port 8080',
  ],
  run: () => import('../run/capture.js'),
};

function readBase(text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw new UsageError('Expected the URL of a server, such as https://api.example.com.');
  return text;
}

export default capture;
