import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { UnreadableInput } from '../../input/format.js';
import { secretSettings } from '../../mask-for.js';
import { redactInput } from '../../redact/redact-input.js';
import { Unredactable } from '../../redact/unredactable.js';
import type { Call } from '../command.js';
import { complain } from '../complain.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { openEngine } from '../open-engine.js';
import { readInputs } from '../read-inputs.js';
import { UsageError } from '../usage-error.js';

export interface RedactOptions {
  readonly output?: string;
  readonly rules?: readonly string[];
  readonly quiet?: boolean;
}

/** Writes a copy of a capture without its secrets. */
export default async function redact({
  arguments: [named],
  options,
  io,
}: Call<RedactOptions>): Promise<ExitCode> {
  const { output } = options;
  if (named === undefined && io.stdin.isTTY) {
    throw new UsageError('Name a capture, or pipe one in: curl -sS -v … 2>&1 | errdoctor redact');
  }
  const name = named ?? '-';
  if (output !== undefined && isSame(name, output)) {
    throw new UsageError(`The copy would replace ${name} itself; name another file with -o.`);
  }
  const engine = await openEngine(options, io);
  // Whose API it is does not matter: every header and prefix that a pack knows is looked for.
  await engine.store.load();
  const settings = secretSettings([...engine.store.packs.values()].map((pack) => pack.settings));
  const { inputs, unreadable } = await readInputs([name], io);
  const [input] = inputs;
  if (!input) return refuse(unreadable[0] ?? '');
  let copy: Uint8Array;
  try {
    copy = redactInput(input, settings);
  } catch (error) {
    if (!(error instanceof UnreadableInput || error instanceof Unredactable)) throw error;
    return refuse(error.message);
  }
  if (output === undefined) await io.stdout.write(copy);
  else writeCopy(output, copy);
  return exitCodes.ok;

  async function refuse(sentence: string): Promise<ExitCode> {
    await complain(io, `error: ${sentence}\n`);
    return exitCodes.usage;
  }
}

function isSame(name: string, output: string): boolean {
  return (
    name !== '-' && existsSync(name) && existsSync(output) && realpathSync(name) === realpathSync(output)
  );
}

function writeCopy(path: string, copy: Uint8Array): void {
  try {
    writeFileSync(path, copy);
  } catch (error) {
    throw new UsageError(`The copy cannot be written to ${path} (${(error as NodeJS.ErrnoException).code}).`);
  }
}
