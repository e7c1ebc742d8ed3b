import type { Command } from '../command.js';
import { everywhere, output } from '../options.js';
import { PAGE_FORMATS } from '../page-formats.js';

const explain: Command = {
  name: 'explain',
  summary: 'what a cause, an error code or a message means, offline',
  arguments: [
    {
      syntax: '<words...>',
      summary: 'id of a cause, error code, words of a message, a provider, or "capture"',
      known: 'causes',
    },
  ],
  options: [
    { flags: '-f, --format <name>', summary: 'form of the page (default: text)', choices: PAGE_FORMATS },
    output('write the page to a file'),
    ...everywhere,
  ],
  examples: [
    'errdoctor explain http/unauthorized',
    'errdoctor explain http -f markdown -o http.md',
    'errdoctor explain capture',
  ],
  run: () => import('../run/explain.js'),
};

export default explain;
