import type { Command } from '../command.js';
import { everywhere, output } from '../options.js';

const redact: Command = {
  name: 'redact',
  summary: 'a copy of a capture that is safe to share',
  arguments: [{ syntax: '[file]', summary: 'a capture in any known form; - or nothing is standard input' }],
  options: [output('write the copy to a file'), ...everywhere],
  examples: [
    'errdoctor redact session.har -o shared.har',
    'curl -sS -v https://api.example.com/v1/things 2>&1 | errdoctor redact > call.txt',
  ],
  run: () => import('../run/redact.js'),
};

export default redact;
