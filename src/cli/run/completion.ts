import type { Call } from '../command.js';
import analyze from '../commands/analyze.js';
import { commands } from '../commands.generated.js';
import { bashCompletion } from '../completion/bash.js';
import { fishCompletion } from '../completion/fish.js';
import { stagesOf } from '../completion/tree.js';
import { zshCompletion } from '../completion/zsh.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { UsageError } from '../usage-error.js';

const shells = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
]);

/** Prints the completion script of a shell, made from the commands as they are declared. */
export default async function completion({ arguments: [shell = ''], io }: Call): Promise<ExitCode> {
  const render = shells.get(shell);
  if (!render)
    throw new UsageError(`There is no completion for "${shell}"; there is for bash, zsh and fish.`);
  await io.stdout.write(render(stagesOf(commands, analyze)));
  return exitCodes.ok;
}
