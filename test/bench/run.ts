import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compilePacks, type PackSource } from '../../src/causes/compile-packs.js';
import { diagnose, type LoadedPacks } from '../../src/diagnose.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { inMemory } from '../support/in-memory.js';
import { sources } from '../support/packs.js';
import { generatedAnswer, generatedPack, oneLineHar, smallAnswer, smallCapture } from './inputs.js';
import { interleaved, node } from './measure.js';

const program = fileURLToPath(new URL('../../dist/cli/errdoctor.cjs', import.meta.url));
const library = new URL('../../dist/lib/index.js', import.meta.url).href;
if (!existsSync(program)) throw new Error('The command line is not built: run "npm run build".');
const folder = mkdtempSync(join(tmpdir(), 'errdoctor-bench-'));

print('Node', process.version, `${process.platform}, ${availableParallelism()} cores`, '');
print('what', 'measured', 'goal', '');
start();
await oneExchange();
tenThousandRules();
largeHar();
rmSync(folder, { recursive: true });

/** Whole processes against one that does nothing. */
function start(): void {
  const file = join(folder, 'response.json');
  writeFileSync(file, smallAnswer);
  const times = interleaved(21, {
    nothing: node('-e', '0'),
    version: node(program, '--version'),
    help: node(program, '--help'),
    analyze: node(program, 'analyze', file),
  });
  const ratio = (name: string) => (times[name] as number) / (times.nothing as number);
  row('start: --version', ratio('version'), 1.45, 'x start of node');
  row('start: --help', ratio('help'), 1.45, 'x start of node');
  row('start: analyze of one small file', ratio('analyze'), 1.7, 'x start of node');
}

/** With the built library: what runs the sources as they are slows them down by a third. */
async function oneExchange(): Promise<void> {
  const { Input, formats, loadEngine, readInput } = (await import(
    library
  )) as typeof import('../../src/index.js');
  const engine = await loadEngine({
    rules: [writePack(generatedPack(100))],
    all: true,
    onFinding: ({ file, says }) => {
      throw new Error(`${file}: ${says}`);
    },
  });
  const { exchanges } = readInput(new Input('bench', Buffer.from(smallCapture)), formats);
  const many = 2_000;
  const { time = 0 } = interleaved(15, {
    time: () => {
      for (let round = 0; round < many; round++) engine.diagnose(exchanges[0] as Exchange);
    },
  });
  row(`one parsed exchange, ${count(engine.store)} rules`, (time / many) * 1000, 20, 'µs');
}

/** A pack as files; every JSON text is YAML. */
function writePack({ id, settings: { id: _, ...settings }, rules }: PackSource): string {
  mkdirSync(join(folder, 'rules', id), { recursive: true });
  writeFileSync(join(folder, 'rules', id, 'pack.yaml'), JSON.stringify(settings));
  for (const { id: path, rule } of rules) {
    writeFileSync(join(folder, 'rules', `${path}.yaml`), JSON.stringify(rule));
  }
  return join(folder, 'rules');
}

function tenThousandRules(): void {
  const exchange = exchangeIn(generatedAnswer);
  const few = inMemory(compilePacks([...sources.filter(({ id }) => id === 'http'), generatedPack(200)]));
  const many = inMemory(compilePacks([...sources.filter(({ id }) => id === 'http'), generatedPack(10_000)]));
  const times = interleaved(25, {
    few: repeated(2_000, few, exchange),
    many: repeated(2_000, many, exchange),
  });
  row('10,000 rules against 200', (times.many as number) / (times.few as number), 1.1, 'x');
}

function largeHar(): void {
  const file = join(folder, 'session.har');
  writeFileSync(file, oneLineHar(5_000_000));
  const { time = 0 } = interleaved(5, { time: node(program, 'analyze', file) });
  row('text report of a 5 MB one-line HAR, 3 failures', time / 1000, 0.5, 's');
}

function exchangeIn(text: string): Exchange {
  const exchange = readInput(new Input('bench', Buffer.from(text)), formats).exchanges[0];
  if (!exchange) throw new Error('nothing was read');
  return exchange;
}

function repeated(times: number, packs: LoadedPacks, exchange: Exchange): () => void {
  if (diagnose(exchange, packs).faults.length === 0) throw new Error('nothing was diagnosed');
  return () => {
    for (let time = 0; time < times; time++) diagnose(exchange, packs);
  };
}

function count({ packs }: LoadedPacks): number {
  return [...packs.values()].reduce((sum, { rules }) => sum + rules.length, 0);
}

function row(what: string, measured: number, goal: number, unit: string): void {
  print(what, `${measured.toFixed(2)} ${unit}`, `<= ${goal}`, measured <= goal ? 'ok' : 'missed');
}

function print(what: string, measured: string, goal: string, verdict: string): void {
  process.stdout.write(`${what.padEnd(48)} ${measured.padEnd(22)} ${goal.padEnd(8)} ${verdict}`.trimEnd());
  process.stdout.write('\n');
}
