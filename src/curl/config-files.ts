import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type CurlOption, readOption } from './arguments.js';
import type { OptionTable } from './option-table.js';

/** What the files of a command line add to its own options. */
export interface ConfiguredOptions {
  readonly options: readonly CurlOption[];
  /** Files that cannot be read beforehand, such as a pipe: curl alone sees what they hold. */
  readonly unseen: readonly string[];
}

const DEEPEST = 8;

/**
 * All options in the order in which curl reads them: its default configuration, then the command line with each
 * `-K FILE` replaced by what the file holds.
 *
 * @param standardInput what `-K -` reads
 */
export function withConfigFiles(
  given: readonly CurlOption[],
  first: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  table: OptionTable,
  standardInput: string,
): ConfiguredOptions {
  const unseen: string[] = [];
  const expand = (options: readonly CurlOption[], depth: number): CurlOption[] =>
    options.flatMap((option) => {
      if (option.name !== 'config' || option.value === undefined || depth > DEEPEST) return [option];
      const text = option.value === '-' ? standardInput : readPlainFile(option.value);
      if (text === undefined) {
        unseen.push(option.value);
        return [];
      }
      return expand(readConfig(text, table), depth + 1);
    });
  const isBare = first === '--disable' || /^-q/.test(first ?? '');
  const defaults = isBare ? undefined : defaultConfig(env);
  return {
    options: [...(defaults === undefined ? [] : expand(readConfig(defaults, table), 1)), ...expand(given, 0)],
    unseen,
  };
}

/** The text of `.curlrc`, at the first of the places where curl looks (curl's manual, `--config`). */
function defaultConfig(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { CURL_HOME, XDG_CONFIG_HOME, HOME, USERPROFILE, APPDATA } = env;
  const home = HOME ?? USERPROFILE;
  const places = [
    CURL_HOME && join(CURL_HOME, '.curlrc'),
    XDG_CONFIG_HOME && join(XDG_CONFIG_HOME, 'curlrc'),
    XDG_CONFIG_HOME && join(XDG_CONFIG_HOME, '.curlrc'),
    home && join(home, '.curlrc'),
    home && join(home, '.config', 'curlrc'),
    home && join(home, '_curlrc'),
    APPDATA && join(APPDATA, '_curlrc'),
  ];
  for (const place of places) {
    const text = place ? readPlainFile(place) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

/** What is read from a pipe is gone: only a plain file can be read twice. */
function readPlainFile(path: string): string | undefined {
  try {
    return statSync(path).isFile() ? readFileSync(path, 'latin1') : undefined;
  } catch {
    return undefined;
  }
}

/** Lines of `name = value`, `name: value`, `--name value` or `-n value` (curl's manual, `--config`). */
function readConfig(text: string, table: OptionTable): CurlOption[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const found = /^\s*([^#\s=:][^\s=:]*)\s*[=:]?\s*(.*)$/.exec(line);
    if (!found) return [];
    const [, written = '', rest = ''] = found;
    const word = written.startsWith('-') ? written : `--${written}`;
    return readOption(word, configValue(rest), table).options;
  });
}

function configValue(text: string): string {
  const quoted = /^"((?:\\.|[^"\\])*)/.exec(text)?.[1];
  if (quoted === undefined) return text.split(/\s/, 1)[0] ?? '';
  return quoted.replace(/\\(.)/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', v: '\v' };
