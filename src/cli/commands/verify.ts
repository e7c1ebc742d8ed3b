import type { Command } from '../command.js';
import {
  choosing,
  everywhere,
  reporting,
  requestFiles,
  secrets,
  signatureSearch,
  statements,
} from '../options.js';

const verify: Command = {
  name: 'verify',
  summary: 'whether a request or webhook is signed correctly, and if not, which mistake',
  arguments: [
    { syntax: '[file]', summary: 'a request or delivery in any known form; - or nothing is standard input' },
  ],
  options: [
    ...statements,
    ...choosing,
    ...requestFiles,
    ...secrets,
    ...signatureSearch,
    ...reporting,
    ...everywhere,
  ],
  examples: [
    'errdoctor verify delivery.http --secret-env SHOP_WEBHOOK_SECRET',
    'errdoctor verify call.har --entry 2 --secret-file secret.txt --json',
  ],
  run: () => import('../run/verify.js'),
};

export default verify;
