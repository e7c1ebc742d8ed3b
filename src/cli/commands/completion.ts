import type { Command } from '../command.js';

const completion: Command = {
  name: 'completion',
  summary: 'print a script that completes command lines in your shell',
  arguments: [{ syntax: '<shell>', summary: 'the shell', choices: ['bash', 'zsh', 'fish'] }],
  options: [],
  examples: ['eval "$(errdoctor completion bash)"'],
  run: () => import('../run/completion.js'),
};

export default completion;
