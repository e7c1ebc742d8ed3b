import type { Command, Option } from '../command.js';
import { everywhere, reporting, statements } from '../options.js';
import { longName } from '../option-flags.js';
import { readMoment } from '../read-moment.js';

/** What options of every report mean for one of many exchanges. */
const MEANINGS: Readonly<Record<string, Partial<Option>>> = {
  format: { choices: ['html', 'json', 'markdown', 'ndjson', 'text'] },
  all: { summary: 'every cause, what each group shares, and more of the writes of unknown outcome' },
  limit: { summary: 'causes shown (default: 10)' },
};

const triage: Command = {
  name: 'triage',
  summary: 'group the failures of many exchanges by cause and by what they share',
  arguments: [
    {
      syntax: '[files...]',
      summary:
        'logs, HARs, captures, folders of them, of any size, also packed; - or nothing is standard input',
    },
  ],
  options: [
    ...statements.filter((option) => ['provider', 'env', 'now'].includes(longName(option))),
    {
      flags: '--since <time>',
      summary: 'only calls from this time on: a time, or 2h for two hours ago',
      read: readMoment,
    },
    { flags: '--until <time>', summary: 'only calls up to this time', read: readMoment },
    {
      flags: '--unknown-outcomes <file>',
      summary: 'write every state-changing request of unknown outcome here, as CSV or NDJSON by its name',
      commandLineOnly: 'what writes a file is said where it is run',
    },
    {
      flags: '--merge',
      summary: 'the files are reports of triage --json: put them together',
      commandLineOnly: 'it says what the files are',
    },
    ...reporting.map((option) => ({ ...option, ...MEANINGS[longName(option)] })),
    ...everywhere,
  ],
  examples: [
    'errdoctor triage night.ndjson.gz',
    'kubectl logs deploy/payouts --since 12h | errdoctor triage -',
    'errdoctor triage captures/ session.har -f html -o triage.html',
    'errdoctor triage night.ndjson --unknown-outcomes check.csv',
    'errdoctor triage --merge host-a.json host-b.json',
  ],
  run: () => import('../run/triage.js'),
};

export default triage;
