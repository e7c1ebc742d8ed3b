import type { Command } from '../command.js';
import { longName } from '../option-flags.js';
import {
  access,
  callingAddress,
  choosing,
  description,
  everywhere,
  reporting,
  requestFiles,
  secrets,
  signatureSearch,
  statements,
} from '../options.js';

const analyze: Command = {
  name: 'analyze',
  summary: 'diagnose captured exchanges',
  arguments: [
    { syntax: '[files...]', summary: 'captures in any known form; - or nothing is standard input' },
  ],
  options: [
    ...statements,
    ...choosing,
    ...requestFiles,
    description,
    ...secrets,
    ...signatureSearch,
    {
      flags: '--good <file>',
      summary: 'a capture of a call that worked: what differs, and which difference explains the failure',
      commandLineOnly: 'a working call is chosen for the one that failed',
    },
    {
      flags: '--network',
      summary: 'run the probes that would decide between the leading causes, and only those',
    },
    ...[...callingAddress, ...access.filter((option) => longName(option) !== 'cert')].map((option) => ({
      ...option,
      summary: `with --network: ${option.summary}`,
    })),
    ...reporting,
    { flags: '--stateless', summary: 'judge each exchange by itself, without those before it' },
    {
      flags: '--id-field <name>',
      summary: 'one result for each line of the input, with this field of the line; implies --stateless',
      commandLineOnly: 'it turns each line of an input into a line of output',
    },
    { flags: '--tee', summary: 'copy standard input to standard output; the report goes to standard error' },
    ...everywhere,
  ],
  examples: [
    'errdoctor analyze response.json --status 403',
    'curl -sS -v https://api.example.com/v1/things 2>&1 | errdoctor analyze -',
    'errdoctor analyze session.har --entry 3 --json',
    'errdoctor analyze call.txt --data body.json',
    'errdoctor analyze call.har --secret-env SHOP_SECRET',
    'errdoctor analyze failing.har --good working.har',
    'errdoctor analyze call.har --openapi api.yaml',
    'errdoctor analyze call.txt --network --ip 203.0.113.7 --cert client.crt',
    'curl -sS -v https://api.example.com/v1/things 2>&1 | errdoctor --tee | grep id',
    'tail -f calls.ndjson | errdoctor analyze - --id-field request.id',
  ],
  run: () => import('../run/analyze.js'),
};

export default analyze;
