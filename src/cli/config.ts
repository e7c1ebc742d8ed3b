import { dirname, resolve } from 'node:path';
import type { GatewayHosts } from '../causes/gateway-hosts.js';
import { type FilePlace, type Finding, type PlaceOf, readYaml } from '../causes/read-yaml.js';
import { secretsIn } from '../exchange/secret.js';
import { isSecretMember } from '../exchange/secret-names.js';
import type { Command, Option } from './command.js';
import { nearest } from '../nearest.js';
import { attributeOf, longName, takesPath, takesValue } from './option-flags.js';
import { splitScheme } from './split-scheme.js';
import { UsageError } from './usage-error.js';

/** Defaults for the options of every command, by the names that a command gets them by. */
export class Config {
  constructor(
    private readonly defaults: ReadonlyMap<string, unknown>,
    private readonly hosts: GatewayHosts,
  ) {}

  /** What is given to a command: the command line wins, and lists of both are joined. */
  complete(command: Command, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const options: Record<string, unknown> = { ...given, hosts: this.hosts };
    for (const option of command.options ?? []) {
      const [name, value] = [attributeOf(option), this.defaults.get(longName(option))];
      // A form of reports that pages do not have is no wish of somebody who asks for a page.
      if (value === undefined || (option.choices && !option.choices.includes(String(value)))) continue;
      if (Array.isArray(value)) options[name] = [...value, ...((given[name] as unknown[] | undefined) ?? [])];
      else options[name] = given[name] ?? value;
    }
    return options;
  }
}

/**
 * Reads `.errdoctor/config.yaml`. Paths in it are relative to the folder that holds `.errdoctor`.
 *
 * @throws UsageError with file and line for a fault, an unknown option, and whatever looks like a secret
 */
export async function readConfig(path: string, commands: readonly Command[]): Promise<Config> {
  const findings: Finding[] = [];
  const file = await readYaml(path, findings);
  if (!file) throw faultAt(findings[0] as Finding, findings[0]?.says ?? '');
  const members = mapping(file.value, file.placeOf, []);
  const known = new Map(widestLast(allOptions(commands)).map((option) => [longName(option), option]));
  const defaults = new Map<string, unknown>();
  for (const [name, value] of Object.entries(members)) {
    if (name === 'hosts') continue;
    const place = file.placeOf([name]);
    const option = known.get(name);
    if (!option) throw faultAt(place, unknownMember(name, [...known.keys(), 'hosts']));
    if (option.commandLineOnly)
      throw faultAt(place, `"${name}" cannot stand here: ${option.commandLineOnly}`);
    const read = readValue(option, value, place, dirname(dirname(path)));
    if (read !== false) defaults.set(name, read);
  }
  return new Config(defaults, readHosts(members.hosts, file.placeOf));
}

function readValue(option: Option, value: unknown, place: FilePlace, folder: string): unknown {
  const name = longName(option);
  if (!takesValue(option)) {
    if (typeof value !== 'boolean') throw faultAt(place, `"${name}" is either true or false`);
    return value;
  }
  const texts = (Array.isArray(value) ? value : [value]).map((one: unknown) => {
    if (typeof one !== 'string' && typeof one !== 'number') throw faultAt(place, `"${name}" needs a text`);
    if (secretsIn(String(one)).length > 0) throw faultAt(place, NO_SECRETS);
    return takesPath(option) ? pathFrom(folder, String(one), option) : String(one);
  });
  if (option.repeatable) return texts;
  const [text = ''] = texts;
  if (texts.length !== 1) throw faultAt(place, `"${name}" takes one value`);
  if (option.choices && !option.choices.includes(text)) {
    throw faultAt(place, `"${name}" is one of ${option.choices.join(', ')}`);
  }
  try {
    return option.read ? option.read(text) : text;
  } catch (error) {
    throw error instanceof UsageError ? faultAt(place, `"${name}": ${error.message}`) : error;
  }
}

function pathFrom(folder: string, text: string, { perScheme }: Option): string {
  const { scheme, rest } = perScheme ? splitScheme(text) : { rest: text };
  return `${scheme === undefined ? '' : `${scheme}=`}${resolve(folder, rest)}`;
}

function readHosts(value: unknown, placeOf: PlaceOf): GatewayHosts {
  const hosts = new Map<string, { provider: string; env?: string }>();
  for (const [host, entry] of Object.entries(mapping(value, placeOf, ['hosts']))) {
    const keys = ['hosts', host];
    if (!/^(?:\*\.)?[\p{L}\p{N}_.-]+$/u.test(host))
      throw faultAt(placeOf(keys), `"${host}" is no host: write gateway.example.com or *.example.com`);
    const { provider, env, ...others } = mapping(entry, placeOf, keys);
    const [other] = Object.keys(others);
    if (other) throw faultAt(placeOf([...keys, other]), unknownMember(other, ['provider', 'env']));
    if (typeof provider !== 'string') throw faultAt(placeOf(keys), `"${host}" needs a provider`);
    if (env !== undefined && typeof env !== 'string') throw faultAt(placeOf(keys), 'env is a name');
    hosts.set(host.toLowerCase(), { provider, ...(env !== undefined && { env }) });
  }
  return Object.fromEntries(hosts);
}

const NO_SECRETS =
  'a secret does not belong into this file; name a variable of the environment that holds it';

function mapping(value: unknown, placeOf: PlaceOf, keys: readonly string[]): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw faultAt(placeOf(keys), `${keys.at(-1) ?? 'the file'} holds names with values: name: value`);
}

function unknownMember(name: string, known: readonly string[]): string {
  if (isSecretMember(name)) return NO_SECRETS;
  const meant = nearest(name, known);
  return `there is no option "${name}".${meant ? ` Did you mean "${meant}"?` : ''}`;
}

function allOptions(commands: readonly Command[]): Option[] {
  return commands.flatMap((command) => [...(command.options ?? []), ...allOptions(command.commands ?? [])]);
}

/** Commands may offer different choices under one name: that with most of them stands for all. */
function widestLast(options: readonly Option[]): Option[] {
  return [...options].sort((a, b) => (a.choices?.length ?? 0) - (b.choices?.length ?? 0));
}

function faultAt({ file, line, column }: FilePlace, says: string): UsageError {
  return new UsageError(`${file}:${line}:${column}: ${says}`);
}
