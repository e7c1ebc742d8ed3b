import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { Input } from '../input/input.js';
import { whyUnreadable } from '../input/why-unreadable.js';
import type { Io } from './io.js';
import { nearestFile } from './nearest-file.js';
import { UsageError } from './usage-error.js';

export interface Inputs {
  readonly inputs: readonly Input[];
  /** A sentence for each file that could not be read. */
  readonly unreadable: readonly string[];
}

/**
 * Reads files, each once, and standard input where a name is `-`. After Ctrl-C what was read so far is given back.
 *
 * @throws UsageError when standard input was read before, or a copy of it (`--tee`) cannot be written
 */
export async function readInputs(names: readonly string[], io: Io): Promise<Inputs> {
  const inputs: Input[] = [];
  const unreadable: string[] = [];
  let interrupted = false;
  const stopListening = io.onInterrupt(() => {
    interrupted = true;
  });
  for (const name of new Set(names)) {
    if (interrupted) break;
    try {
      inputs.push(new Input(name, name === '-' ? await readStandardInput(io) : readFile(name)));
    } catch (error) {
      if (error instanceof UsageError) throw error;
      unreadable.push(whyUnread(name, error as NodeJS.ErrnoException));
    }
  }
  stopListening();
  return { inputs, unreadable };
}

/**
 * Reads the one file that an option names.
 *
 * @throws UsageError when it cannot be read
 */
export async function readOne(name: string, io: Io): Promise<Input> {
  const { inputs, unreadable } = await readInputs([name], io);
  const [input] = inputs;
  if (!input) throw new UsageError(unreadable.join(' '));
  return input;
}

function readFile(name: string): Uint8Array {
  return statSync(name).isCharacterDevice() ? readDevice(name) : readFileSync(name);
}

/** More than anybody types; some devices never end. */
const DEVICE_BYTES = 64 * 1024 * 1024;

function readDevice(name: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  const device = openSync(name, 'r');
  try {
    for (let size = 0; size <= DEVICE_BYTES; ) {
      const chunk = Buffer.alloc(64 * 1024);
      const count = readSync(device, chunk);
      if (count === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, count));
      size += count;
    }
  } finally {
    closeSync(device);
  }
  throw Object.assign(new Error('no end'), { code: ENDLESS });
}

const ENDLESS = 'ENDLESS';

/** All bytes until the end, or until Ctrl-C. */
async function readStandardInput({ stdin: { stream }, onInterrupt }: Io): Promise<Uint8Array> {
  // Its end would never be told again.
  if (stream.readableEnded) throw new UsageError('Standard input can be read only once.');
  const chunks: Uint8Array[] = [];
  await new Promise<void>((resolve, reject) => {
    const stopListening = onInterrupt(() => {
      stream.destroy();
      resolve();
    });
    stream.on('data', (chunk: Uint8Array | string) => {
      chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    });
    stream.once('error', reject);
    stream.once('end', resolve);
    stream.once('close', stopListening);
  });
  return Buffer.concat(chunks);
}

/** A sentence on why a file could not be read, with the name that was probably meant. */
export function whyUnread(name: string, error: NodeJS.ErrnoException): string {
  if (error.code === ENDLESS) return `${name} is a device that gives no end; name a file.`;
  const isMissing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
  return whyUnreadable(name, error, isMissing ? nearestFile(name) : undefined);
}
