import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { titleOf } from '../../src/signing/code.js';
import { codeLanguages } from '../../src/signing/code.generated.js';
import { type SigningFunction, signingFunction } from '../../src/signing/expression.js';
import type { Parameter } from '../../src/signing/parameter.js';
import type { Scheme } from '../../src/signing/scheme.js';
import { emptyFolder } from './empty-folder.js';
import { sources } from './packs.js';
import { bodyOf, headerOf } from './signed-requests.js';
import type { SignedCase } from './signing-vectors.js';

export type Language = 'node' | 'python' | 'php' | 'bash';

export const interpreters: Readonly<Record<Language, readonly string[]>> = {
  node: [process.execPath, '--version'],
  python: ['python3', '--version'],
  php: ['php', '--version'],
  bash: ['openssl', 'version'],
};

export function isInstalled(language: Language): boolean {
  const [command = '', ...words] = interpreters[language];
  return spawnSync(command, words).status === 0;
}

/** A scheme of this repository by pack and name: `shop/webhook`. */
export function schemeNamed(name: string): Scheme {
  const [pack, id = ''] = name.split('/');
  const scheme = sources.find((one) => one.id === pack)?.settings.signatures?.[id];
  if (!scheme) throw new Error(`no scheme ${name}`);
  return scheme;
}

/** The text of a signing function. Throws Unwritable. */
export async function codeFor(language: Language, name: string): Promise<string> {
  const [pack = '', id = ''] = name.split('/');
  const scheme = schemeNamed(name);
  const { default: printer } = await (codeLanguages[language] as () => Promise<{ default: CodePrinter }>)();
  return printer.write(signingFunction(scheme), titleOf(pack, [id, scheme]));
}

type CodePrinter = Awaited<ReturnType<NonNullable<(typeof codeLanguages)[string]>>>['default'];

/** What a printed function returns for each request, by its real interpreter. */
export function runCode(
  language: Language,
  code: string,
  name: string,
  cases: readonly SignedCase[],
): string[] {
  const scheme = schemeNamed(name);
  const signing = signingFunction(scheme);
  const folder = emptyFolder();
  const calls = cases.map((one) => argumentsOf(signing, scheme, one));
  writeFileSync(join(folder, 'calls.json'), JSON.stringify(calls));
  return language === 'bash' ? runBash(folder, code, signing, calls) : runFile(folder, language, code);
}

/** By name of the parameter, in words: text, bytes in Base64, or a map. */
type Arguments = Readonly<Record<string, { text: string } | { base64: string } | { map: object }>>;

const FILES = {
  node: {
    file: 'sign.mjs',
    call: `
import { readFileSync } from 'node:fs';
const named = (name) => name.replace(/-+(\\w)/g, (_, letter) => letter.toUpperCase());
const value = ({ text, base64, map }) => map ?? text ?? Buffer.from(base64, 'base64');
for (const call of JSON.parse(readFileSync('calls.json', 'utf8')))
  console.log(sign(Object.fromEntries(Object.entries(call).map(([name, one]) => [named(name), value(one)]))));
`,
  },
  python: {
    file: 'sign.py',
    call: `
import base64 as b64, json
def value(one):
    return b64.b64decode(one["base64"]) if "base64" in one else one.get("text", one.get("map"))
for call in json.load(open("calls.json", encoding="utf-8")):
    print(sign(**{name.replace("-", "_"): value(one) for name, one in call.items()}))
`,
  },
  php: {
    file: 'sign.php',
    call: `
foreach (json_decode(file_get_contents('calls.json'), true) as $call) {
    $given = [];
    foreach ($call as $name => $one) {
        $named = preg_replace_callback('/-+(\\w)/', fn ($found) => strtoupper($found[1]), $name);
        $given[$named] = isset($one['base64']) ? base64_decode($one['base64']) : ($one['text'] ?? $one['map']);
    }
    echo sign(...$given), "\\n";
}
`,
  },
} as const;

function runFile(folder: string, language: Exclude<Language, 'bash'>, code: string): string[] {
  const { file, call } = FILES[language];
  writeFileSync(join(folder, file), code + call);
  return lines(spawnSync(interpreters[language][0] as string, [file], { cwd: folder, encoding: 'utf8' }));
}

function runBash(folder: string, code: string, { parameters }: SigningFunction, calls: readonly Arguments[]) {
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const commands = calls.map((call, index) => {
    const words = parameters.map(({ name }) => {
      const value = call[name];
      if (!value || 'map' in value) throw new Error(`a shell has no ${name}`);
      if ('text' in value) return quote(value.text);
      writeFileSync(join(folder, `${index}-${name}`), Buffer.from(value.base64, 'base64'));
      return `${index}-${name}`;
    });
    return `echo "$(sign ${words.join(' ')})"\n`;
  });
  writeFileSync(join(folder, 'sign.sh'), code + commands.join(''));
  return lines(spawnSync('bash', ['sign.sh'], { cwd: folder, encoding: 'utf8' }));
}

function lines({ status, stdout, stderr }: { status: number | null; stdout: string; stderr: string }) {
  if (status !== 0 || stderr !== '') throw new Error(`exit ${status}: ${stderr}`);
  return stdout.split('\n').slice(0, -1);
}

/** What the caller of a signing function has at hand for a request. */
function argumentsOf({ parameters }: SigningFunction, scheme: Scheme, signed: SignedCase): Arguments {
  return Object.fromEntries(
    parameters.map((parameter) => {
      const value = givenFor(parameter, scheme, signed);
      if (typeof value === 'object' && !Buffer.isBuffer(value)) return [parameter.name, { map: value }];
      if (parameter.kind === 'bytes')
        return [parameter.name, { base64: Buffer.from(value as string).toString('base64') }];
      return [parameter.name, { text: String(value) }];
    }),
  );
}

function givenFor({ atom }: Parameter, scheme: Scheme, signed: SignedCase): string | Buffer | object {
  const { request, secretBase64 } = signed;
  const [, path = '', query = ''] = /^https?:\/\/[^/?]*([^?]*)\??(.*)$/s.exec(request.url) ?? [];
  const body = bodyOf(request);
  if (!atom) return Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  if ('secret' in atom) return Buffer.from(secretBase64, 'base64').toString();
  if ('method' in atom) return request.method;
  if ('path' in atom) return path;
  if ('query' in atom) return query;
  if ('target' in atom) return query ? `${path}?${query}` : path;
  if ('url' in atom) return request.url;
  if ('host' in atom) return new URL(request.url).host;
  if ('body' in atom) return body;
  if ('header' in atom) return headerOf(request, atom.header);
  if ('param' in atom) return new URLSearchParams(query).get(atom.param) ?? '';
  if ('form' in atom) return new URLSearchParams(body.toString()).get(atom.form) ?? memberOf(body, atom.form);
  if ('field' in atom) return memberOf(body, atom.field);
  if ('time' in atom && typeof scheme.time?.from === 'object')
    return givenFor({ name: '', kind: 'text', atom: scheme.time.from }, scheme, signed);
  if ('token' in atom) {
    const [, before = ''] = new RegExp(`([^\\s,]*)\\{${atom.token}\\}`).exec(scheme.at.value ?? '') ?? [];
    return new RegExp(`${before}([^\\s,]*)`).exec(sentWith(scheme, signed))?.[1] ?? '';
  }
  throw new Error(`nothing is known of ${JSON.stringify(atom)}`);
}

/** What stands at the signature's place. */
export function sentWith({ at }: Scheme, { request }: SignedCase): string {
  const query = request.url.split('?')[1] ?? '';
  if (at.header !== undefined) return headerOf(request, at.header);
  if (at.param !== undefined) return new URLSearchParams(query).get(at.param) ?? '';
  const body = bodyOf(request);
  if (at.form !== undefined) return new URLSearchParams(body.toString()).get(at.form) ?? '';
  return memberOf(body, at.field as string);
}

function memberOf(body: Buffer, path: string): string {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    return '';
  }
  for (const key of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
  return value === undefined || value === null ? '' : String(value);
}

/** Whether a value is what was sent, or one of its items where several signatures travel together. */
export function isSent(value: string, scheme: Scheme, signed: SignedCase): boolean {
  const { separator } = scheme.at;
  const sent = sentWith(scheme, signed);
  if (separator === undefined) {
    // Where several encodings are documented the code has the first of them.
    const [first, ...others] = [scheme.encode].flat();
    return value === sent || others.some((other) => Buffer.from(value, first).toString(other) === sent);
  }
  const items = sent.split(separator).map((item) => item.trim());
  return value.split(separator).every((item) => items.includes(item.trim()));
}
