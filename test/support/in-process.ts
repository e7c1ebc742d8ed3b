import { Readable } from 'node:stream';
import type { Io, Terminal } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';

/** For runs in which nobody is asked. */
export const noTerminal: Terminal = {
  get input(): never {
    throw new Error('There is no terminal to read keys from.');
  },
  get output(): never {
    throw new Error('There is no terminal to ask at.');
  },
};

/** Runs a command line in this process, which is quicker than one of its own where many are run. */
export async function inProcess(
  words: readonly string[],
  env: Io['env'] = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof written) => ({
    isTTY: false,
    columns: undefined,
    write: async (text: string | Uint8Array) => {
      written[name] += typeof text === 'string' ? text : new TextDecoder().decode(text);
    },
  });
  const code = await main(words, {
    stdin: { isTTY: false, stream: Readable.from([]) },
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    terminal: noTerminal,
    env,
    onInterrupt: () => () => undefined,
  });
  return { code, ...written };
}
