import type { Command } from '../command.js';
import { choosing, everywhere, requestFiles, secrets, statements } from '../options.js';

const sign: Command = {
  name: 'sign',
  summary: 'the canonical string and the signature that the provider expects',
  arguments: [{ syntax: '[file]', summary: 'a request in any known form; - or nothing is standard input' }],
  options: [...statements, ...choosing, ...requestFiles, ...secrets, ...everywhere],
  examples: [
    'errdoctor sign request.http --secret-env SHOP_SECRET',
    'errdoctor sign session.har --entry 3 --secret-file secret.txt',
  ],
  run: () => import('../run/sign.js'),
};

export default sign;
