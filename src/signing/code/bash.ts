import { type CodeLanguage, commentOf } from '../code.js';
import type { Parameter } from '../parameter.js';
import { brokenPipeline, shellName, ShellWriter } from '../shell.js';

/** A function for bash, and other shells with `local`, with openssl. */
const bash: CodeLanguage = {
  write(signing, title) {
    const writer = new ShellWriter(
      {
        variable: ({ name }) => shellName(name),
        bytes: ({ name }) => `cat "$${shellName(name)}"`,
      },
      'local ',
    );
    const result = writer.pipeline(signing.result);
    const assigned = signing.parameters.map(
      ({ name }, index) => `${shellName(name)}=$${numbered(index + 1)}`,
    );
    return [
      ...commentOf(title, signing, shellName).map((line) => `# ${line}`),
      '# The key is on the command line of openssl for a moment, where other users of the machine can see it.',
      '#',
      `# usage: sign ${signing.parameters.map(usage).join(' ')}`,
      'sign() {',
      `  local ${assigned.join(' ')}`,
      ...writer.statements.map((line) => `  ${line}`),
      `  ${brokenPipeline(result)}`,
      '}',
      '',
    ].join('\n');
  },
};

export default bash;

function numbered(position: number): string {
  return position > 9 ? `{${position}}` : String(position);
}

function usage({ name, kind }: Parameter): string {
  return `${name.toUpperCase()}${kind === 'bytes' ? '-FILE' : ''}`;
}
