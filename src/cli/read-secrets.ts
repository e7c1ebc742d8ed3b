import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { GivenSecret } from '../signing/given.js';
import type { Io } from './io.js';
import { looksLikeName } from './looks-like-name.js';
import { nearest } from '../nearest.js';
import { nearestFile } from './nearest-file.js';
import { splitScheme } from './split-scheme.js';
import { UsageError } from './usage-error.js';

/** Where secrets are, each with the scheme that it is for, if it is for one: `NAME`, `SCHEME=NAME`. */
export interface SecretOptions {
  readonly secretEnv?: readonly string[];
  readonly secretFile?: readonly string[];
}

const LARGEST = 64 * 1024;
const ON_COMMAND_LINE =
  'What was given is not shown, because it may be the secret itself; on a command line a secret is seen by other users and kept in the history of the shell.';

/**
 * Reads secrets from variables and files. The one line break that editors put at the end of a file is taken off.
 *
 * @throws UsageError when one is missing, empty or unreadable; it never repeats what may be a secret
 */
export function readSecrets(
  { secretEnv = [], secretFile = [] }: SecretOptions,
  { env }: Pick<Io, 'env'>,
): GivenSecret[] {
  return [...secretEnv.map((text) => fromVariable(text, env)), ...secretFile.map((text) => fromFile(text))];
}

function fromVariable(text: string, env: Io['env']): GivenSecret {
  const { scheme, rest: name } = splitScheme(text);
  const value = env[name];
  if (typeof value !== 'string') throw new UsageError(whyNoVariable(text, name, env));
  const source = `the variable ${name}`;
  checkFilled(value, source);
  return { ...(scheme && { scheme }), value: Buffer.from(value, 'utf8').toString('latin1'), source };
}

function whyNoVariable(text: string, name: string, env: Io['env']): string {
  const takes = '--secret-env takes the name of a variable that holds the secret';
  const names = Object.keys(env);
  const holder = names.find((one) => env[one] === text || (name.length >= 8 && env[one] === name));
  if (holder) return `${takes}, but its value was given. Write: --secret-env ${holder}`;
  const plain = /^\$\{?(\w+)\}?$/.exec(name)?.[1] ?? name;
  if (plain !== name && env[plain] !== undefined)
    return `${takes}, without a dollar sign. Write: --secret-env ${plain}`;
  const meant = nearest(name, names);
  const hint = meant ? ` Did you mean ${meant}?` : '';
  if (/^\w+$/.test(name) && looksLikeName(name))
    return `The variable ${name} is not set, or not exported to programs.${hint}`;
  return `${takes}, and there is none of that name.${hint} ${ON_COMMAND_LINE}`;
}

function fromFile(text: string): GivenSecret {
  const { scheme, rest: path } = splitScheme(text);
  const bytes = readStart(path);
  const source = `the file ${path}`;
  if (bytes.length > LARGEST) throw new UsageError(`${path} is larger than 64 KB, so it holds no secret.`);
  const whole = bytes.toString('latin1');
  checkFilled(whole, source);
  const [strippedNewline] = /\r?\n$/.exec(whole) ?? [];
  const value = strippedNewline ? whole.slice(0, -strippedNewline.length) : whole;
  return {
    ...(scheme && { scheme }),
    value,
    source,
    ...(strippedNewline && { strippedNewline: strippedNewline as '\n' | '\r\n' }),
  };
}

function checkFilled(value: string, source: string): void {
  if (value.trim() === '')
    throw new UsageError(
      `A secret was to be read from ${source}, which ${value === '' ? 'is empty' : 'holds only white space'}.`,
    );
}

/** The first bytes of a file or a pipe (`<(pass show shop)`): one more than a secret may have. */
function readStart(path: string): Buffer {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    if (fstatSync(descriptor).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    const bytes = Buffer.alloc(LARGEST + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    return bytes.subarray(0, length);
  } catch (error) {
    throw new UsageError(whyNoFile(path, error as NodeJS.ErrnoException));
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function whyNoFile(path: string, { code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'EISDIR':
      return `${path} is a folder; --secret-file takes a file that holds the secret and nothing else.`;
    case 'EACCES':
    case 'EPERM':
      return `The secret in ${path} may not be read by this user: permission denied.`;
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG': {
      const meant = nearestFile(path);
      const hint = meant ? ` Did you mean ${meant}?` : '';
      return looksLikeName(path)
        ? `There is no file ${path} to read a secret from.${hint}`
        : `--secret-file takes the path of a file that holds the secret, and there is none of that name.${hint} ${ON_COMMAND_LINE}`;
    }
    default:
      return looksLikeName(path)
        ? `The secret in ${path} could not be read (${code ?? message}).`
        : `The file of --secret-file could not be read (${code ?? 'its name is none'}).`;
  }
}
