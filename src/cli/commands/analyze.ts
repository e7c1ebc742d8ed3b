import type { Command } from '../command.js';
import { everywhere, reporting, statements } from '../options.js';

const analyze: Command = {
  name: 'analyze',
  summary: 'diagnose captured exchanges',
  arguments: [
    { syntax: '[files...]', summary: 'captures in any known form; - or nothing is standard input' },
  ],
  options: [...statements, ...reporting, ...everywhere],
  examples: [
    'errdoctor analyze response.json --status 403',
    'curl -sS -v https://api.example.com/v1/things 2>&1 | errdoctor analyze -',
    'errdoctor analyze session.har --json',
  ],
  run: () => import('../run/analyze.js'),
};

export default analyze;
