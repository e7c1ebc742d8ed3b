/**
 * Writes recorded.json: JSON bodies as programs send them, and what real Python, PHP, Go and Node print when they
 * read such a body and write it again. To be run by hand where these programs are: `npx tsx record.ts`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../accuracy/random.js';
import type { RecordedBody } from './recorded.js';

const COUNT = 36;
const folder = import.meta.dirname;

const documents = Array.from({ length: COUNT }, (_, index) => jsonText(new Random(`body ${index}`)));
// Each second body is sent by a program that printed it, the others as a person wrote them.
const firstPrints = printAll(documents);
const wires = documents.map((text, index) => {
  const random = new Random(`wire ${index}`);
  const ways = Object.entries(firstPrints[index] ?? {}).filter(([way]) => way !== 'Python str');
  return index % 2 === 0 ? { by: 'hand', text } : choose(random, ways);
});
const recorded: RecordedBody[] = printAll(wires.map(({ text }) => text)).map((printed, index) => ({
  by: wires[index]?.by ?? '',
  wire: wires[index]?.text ?? '',
  printed: Object.fromEntries(Object.entries(printed).filter(([, text]) => text !== wires[index]?.text)),
}));
writeFileSync(join(folder, 'recorded.json'), `${JSON.stringify(recorded, null, 1)}\n`);

function choose(random: Random, ways: readonly (readonly [by: string, text: string])[]) {
  const [by, text] = random.pick(ways);
  return { by, text };
}

/** What each program prints, by its name. */
function printAll(texts: readonly string[]): Record<string, string>[] {
  const lines = texts
    .map((text) => JSON.stringify(text))
    .join('\n')
    .concat('\n');
  const built = mkdtempSync(join(tmpdir(), 'bodies-'));
  const printer = join(built, 'print');
  run('go', ['build', '-o', printer, join(folder, 'print.go')], '');
  const columns = [
    run('python3', [join(folder, 'print.py')], lines),
    run('php', ['-d', 'serialize_precision=-1', join(folder, 'print.php')], lines),
    run(printer, [], lines),
  ].map((text) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>),
  );
  rmSync(built, { recursive: true });
  return texts.map((text, index) => ({
    ...Object.assign({}, ...columns.map((column) => column[index])),
    ...node(text),
  }));
}

function node(text: string): Record<string, string> {
  const value: unknown = JSON.parse(text);
  return {
    'JavaScript JSON.stringify': JSON.stringify(value),
    'JavaScript JSON.stringify, indent 2': JSON.stringify(value, null, 2),
    ...asElsewhere(text, JSON.stringify(value)),
  };
}

/** Ruby and .NET are not at hand: what they escape, where no number tells their printers apart. */
function asElsewhere(text: string, compact: string): Record<string, string> {
  if (/[:,[]\s*-?\d+[.eE]|\d{16}/.test(text) || /"(?:2|10)":/.test(text)) return {};
  const escaped = (pattern: RegExp, digits: (hex: string) => string) =>
    compact.replace(pattern, (unit) => `\\u${digits(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`);
  return {
    'Ruby on Rails to_json': escaped(/[<>&\u2028\u2029]/g, (hex) => hex),
    'C# System.Text.Json': escaped(/[<>&'+\u007f-\uffff]|\\"/g, (hex) => hex.toUpperCase()).replaceAll(
      '\\u005C',
      '\\u0022',
    ),
  };
}

function run(program: string, words: readonly string[], input: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw error ?? new Error(`${program}: ${stderr}`);
  return stdout;
}

/** A JSON text with what printers disagree about: numbers, slashes, accents, the order of keys, empty containers. */
function jsonText(random: Random): string {
  const members = random.shuffled([
    () => `"amount":${number(random)}`,
    () => `"currency":"${random.pick(['USD', 'EUR', 'BDT', 'NGN'])}"`,
    () => `"reference":"order-${random.digits(5)}"`,
    () => `"description":"${text(random)}"`,
    () => `"returnUrl":"https://shop.example.com/return?order=${random.digits(4)}&step=2"`,
    () =>
      `"customer":{"name":"${text(random)}","email":"${random.hex(6)}@example.com","tags":${tags(random)}}`,
    () => `"live":${random.chance(0.5)}`,
    () => `"note":${random.pick(['null', '""', '"-"'])}`,
    () => `"items":[{"sku":"${random.hex(4)}","price":${number(random)},"quantity":${random.between(1, 9)}}]`,
    () => `"metadata":${random.pick(['{}', '{"10":"ten","2":"two"}', '{"b":1,"a":[]}'])}`,
    () => `"serial":${random.pick(['12345678901234567890', String(random.between(1, 1e6))])}`,
  ]);
  return `{${members
    .slice(0, random.between(2, 6))
    .map((write) => write())
    .join(',')}}`;
}

function number(random: Random): string {
  const whole = random.between(1, 9999);
  return random.pick([
    String(whole),
    `${whole}.0`,
    `${whole}.50`,
    `${whole}.${random.digits(2)}`,
    '0.00001',
    '1e3',
    '-0.1',
  ]);
}

function text(random: Random): string {
  return random.pick([
    'Zoë Müller',
    'Crème brûlée & café',
    'plain words',
    'a/b/c',
    'smile 😀',
    '5 < 6 > 4',
    'it\'s "odd"'.replaceAll('"', '\\"'),
    'línea\\nnueva',
    '東京 1-2-3',
    'R&D',
  ]);
}

function tags(random: Random): string {
  return random.pick(['[]', '["a","b"]', '["été","x/y"]', '[1,2.5]', '{}']);
}
