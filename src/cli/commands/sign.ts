import { codeLanguages } from '../../signing/code.generated.js';
import type { Command, Option } from '../command.js';
import { longName } from '../option-flags.js';
import { choosing, everywhere, requestFiles, secrets, statements } from '../options.js';
import { splitScheme } from '../split-scheme.js';
import { UsageError } from '../usage-error.js';

const languages = Object.keys(codeLanguages);

/** It takes the place of the statement of that name: an error code has nothing to do with signing. */
const code: Option = {
  flags: '--code <language>',
  summary: `print a signing function: ${languages.join(', ')}; SCHEME=node for one scheme`,
  choices: languages,
  perScheme: true,
  commandLineOnly: 'what is printed is chosen where it is run',
  read: (text) => {
    if (!languages.includes(splitScheme(text).rest))
      throw new UsageError(`Expected one of ${languages.join(', ')}.`);
    return text;
  },
};

const curl: Option = {
  flags: '--curl',
  summary: 'print a command that signs anew and sends, with the key in a variable',
  commandLineOnly: 'what is printed is chosen where it is run',
};

const sign: Command = {
  name: 'sign',
  summary: 'the canonical string and the signature that the provider expects',
  arguments: [{ syntax: '[file]', summary: 'a request in any known form; - or nothing is standard input' }],
  options: [
    ...statements.filter((one) => longName(one) !== 'code'),
    ...choosing,
    ...requestFiles,
    ...secrets,
    curl,
    code,
    ...everywhere,
  ],
  examples: [
    'errdoctor sign request.http --secret-env SHOP_SECRET',
    'errdoctor sign session.har --entry 3 --secret-file secret.txt',
    'errdoctor sign request.http --secret-env SHOP_SECRET --curl > send.sh',
    'errdoctor sign request.http --code python',
  ],
  run: () => import('../run/sign.js'),
};

export default sign;
