import type { Command } from '../command.js';
import { longName } from '../option-flags.js';
import {
  access,
  callingAddress,
  choosing,
  everywhere,
  reporting,
  secrets,
  signatureSearch,
  statements,
} from '../options.js';

const wizard: Command = {
  name: 'wizard',
  summary: 'ask for what is missing, one question at a time',
  arguments: [
    { syntax: '[file]', summary: 'a capture in any known form; without it the wizard asks for one' },
  ],
  options: [
    ...statements,
    ...choosing,
    {
      flags: '--answers <file>',
      summary:
        'transcript of an earlier run: goes on where it stopped, and asks nothing where it was finished',
      commandLineOnly: 'it is about one call',
    },
    { flags: '--plain', summary: 'lines instead of lists that are redrawn, for screen readers' },
    ...secrets,
    ...signatureSearch,
    { flags: '--network', summary: 'run the probes that would decide, without asking for each' },
    ...[...callingAddress, ...access.filter((option) => longName(option) !== 'cert')].map((option) => ({
      ...option,
      summary: `for probes: ${option.summary}`,
    })),
    ...reporting,
    ...everywhere,
  ],
  examples: [
    'errdoctor wizard',
    'errdoctor wizard call.txt',
    'errdoctor wizard --status 403 --message "Access denied"',
    'errdoctor wizard call.txt --answers transcript.md',
  ],
  run: () => import('../run/wizard.js'),
};

export default wizard;
