import type { Command } from '../command.js';
import { everywhere } from '../options.js';

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
  options: everywhere,
  examples: ['errdoctor explain http/unauthorized', 'errdoctor explain capture'],
  run: () => import('../run/explain.js'),
};

export default explain;
