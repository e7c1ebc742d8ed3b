import type { Finding, PlaceOf } from '../causes/read-yaml.js';
import { readYamlText } from '../causes/read-yaml.js';
import type { TransportKind } from '../exchange/exchange.js';
import type { Statement } from '../exchange/statement.js';
import { factCatalogue, findFact } from '../facts/facts.js';
import { nearest } from '../nearest.js';
import type { Probed, Seen } from '../probe/probed.js';
import { FAILED } from './case.js';

/** What a transcript tells of a call: all that repeats its diagnosis without a question. */
export interface Answers {
  /** Nothing more was worth asking. */
  readonly finished: boolean;
  /** What the call was read from; a file is not opened because a transcript names it. */
  readonly capture?: Kept | { readonly file: string; readonly entry: number } | undefined;
  readonly pasted: readonly Kept[];
  readonly provider?: string | undefined;
  readonly env?: string | undefined;
  /** Epoch milliseconds. */
  readonly now?: number | undefined;
  readonly statement: Statement & { readonly transport?: TransportKind };
  /** Facts that a person told: name → JSON value; undefined is known to be absent. */
  readonly told: Readonly<Record<string, unknown>>;
  /** What probes found, each with the facts that are taken from it. */
  readonly probed: readonly Probed[];
  /** Ids of questions that need not be asked again. */
  readonly settled: readonly string[];
}

/** A recording whose bytes the transcript holds, masked. */
export interface Kept {
  readonly bytes: Uint8Array;
  /** Which of its exchanges, from 1. */
  readonly entry: number;
}

/** A file of answers that cannot be used: `file:line:column: what is wrong`. */
export class UnusableAnswers extends Error {
  override readonly name = 'UnusableAnswers';
}

/** Many times what anybody pastes. */
const LARGEST = 4 * 1024 * 1024;

/**
 * Reads a transcript, or YAML with the same members. Its author may be a stranger: only plain data of the expected shape is taken.
 *
 * @param name of the file, for complaints
 * @throws UnusableAnswers with the place of the first thing that cannot be used
 */
export async function readAnswers(text: string, name: string): Promise<Answers> {
  if (text.length > LARGEST)
    throw new UnusableAnswers(`${name} is larger than ${LARGEST / 1024 ** 2} MiB, so it is no transcript.`);
  const findings: Finding[] = [];
  const file = await readYamlText(frontMatterOf(text), name, findings);
  const [finding] = findings;
  if (!file)
    throw new UnusableAnswers(
      `${finding?.file}:${finding?.line}:${finding?.column}: ${finding?.says} (expected a transcript of the wizard, or YAML with its members)`,
    );
  const read = new Reader(file.placeOf);
  const members = read.map(file.value, [], MEMBERS);
  return {
    finished: read.boolean(members.finished, ['finished']) ?? false,
    capture: members.capture === undefined ? undefined : read.capture(members.capture),
    pasted: read.list(members.pasted, ['pasted'], (one, keys) => read.kept(read.map(one, keys, KEPT), keys)),
    provider: read.text(members.provider, ['provider']),
    env: read.text(members.env, ['env']),
    now: read.time(members.now, ['now']),
    statement: read.statement(members.call),
    told: read.facts(members.answers, members.absent, []),
    probed: read.list(members.probes, ['probes'], (one, keys) => read.probed(one, keys)),
    settled: read.texts(members.settled, ['settled']),
  };
}

const MEMBERS = [
  'errdoctor',
  'finished',
  'capture',
  'pasted',
  'provider',
  'env',
  'now',
  'call',
  'answers',
  'absent',
  'probes',
  'settled',
];
const KEPT = ['text', 'base64', 'entry'];
const CALL = ['status', 'code', 'message', 'method', 'url', 'transport'];

/** Lines keep their numbers. */
function frontMatterOf(text: string): string {
  const lines = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const end = lines.startsWith('---\n') ? lines.indexOf('\n---\n', 3) : -1;
  return end < 0 ? lines : lines.slice(0, end + 1);
}

type Keys = readonly (string | number)[];
type Members = Readonly<Record<string, unknown>>;

/** Takes values of the expected kinds out of what YAML gave; each complaint names its place. */
class Reader {
  constructor(private readonly placeOf: PlaceOf) {}

  map(value: unknown, keys: Keys, known?: readonly string[]): Members {
    if (value === undefined || value === null) return {};
    if (typeof value !== 'object' || Array.isArray(value)) throw this.#fault(keys, 'names with values');
    for (const name of known ? Object.keys(value) : []) {
      if (known?.includes(name)) continue;
      throw this.#says([...keys, name], `there is no member "${name}"${hint(name, known ?? [])}`);
    }
    return value as Members;
  }

  list<Item>(value: unknown, keys: Keys, item: (one: unknown, keys: Keys) => Item): readonly Item[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) throw this.#fault(keys, 'a list');
    return value.map((one, index) => item(one, [...keys, index]));
  }

  texts(value: unknown, keys: Keys): readonly string[] {
    return this.list(value, keys, (one, at) => this.text(one, at) ?? '');
  }

  text(value: unknown, keys: Keys): string | undefined {
    if (value === undefined || typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    throw this.#fault(keys, 'a text');
  }

  boolean(value: unknown, keys: Keys): boolean | undefined {
    if (value === undefined || typeof value === 'boolean') return value;
    throw this.#fault(keys, 'true or false');
  }

  time(value: unknown, keys: Keys): number | undefined {
    if (value === undefined) return undefined;
    const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(time)) throw this.#fault(keys, 'a time such as 2026-03-01T09:30:00Z');
    return time;
  }

  #integer(value: unknown, keys: Keys, from: number, to: number): number {
    if (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to) return value;
    throw this.#fault(keys, `a number from ${from} to ${to}`);
  }

  capture(value: unknown): Answers['capture'] {
    const members = this.map(value, ['capture'], ['file', ...KEPT]);
    const file = this.text(members.file, ['capture', 'file']);
    if (file === undefined) return this.kept(members, ['capture']);
    return { file, entry: this.#entry(members, ['capture']) };
  }

  kept(members: Members, keys: Keys): Kept {
    const text = this.text(members.text, [...keys, 'text']);
    const base64 = this.text(members.base64, [...keys, 'base64']);
    const entry = this.#entry(members, keys);
    if (text !== undefined) return { bytes: Buffer.from(text), entry };
    if (base64 === undefined) throw this.#fault(keys, 'what was captured, as text or base64');
    return { bytes: Buffer.from(base64, 'base64'), entry };
  }

  #entry({ entry }: Members, keys: Keys): number {
    return entry === undefined ? 1 : this.#integer(entry, [...keys, 'entry'], 1, 1e9);
  }

  statement(value: unknown): Answers['statement'] {
    const { status, transport, ...words } = this.map(value, ['call'], CALL);
    if (transport !== undefined && !Object.hasOwn(FAILED, String(transport)))
      throw this.#fault(['call', 'transport'], `one of ${Object.keys(FAILED).join(', ')}`);
    return {
      ...(status !== undefined && { status: this.#integer(status, ['call', 'status'], 100, 599) }),
      ...Object.fromEntries(
        Object.entries(words).map(([name, one]) => [name, this.text(one, ['call', name])]),
      ),
      ...(transport !== undefined && { transport: transport as TransportKind }),
    };
  }

  /** Facts with their values, and those that are known to be absent. */
  facts(values: unknown, absent: unknown, keys: Keys, member = 'answers'): Record<string, unknown> {
    const at = [...keys, member];
    const told = Object.entries(this.map(values, at)).map(([name, value]) => {
      this.#checkFact(name, [...at, name]);
      if (!isJson(value)) throw this.#fault([...at, name], 'a value that JSON can hold');
      return [name, value] as const;
    });
    const missing = this.list(absent, [...keys, 'absent'], (one, place) => {
      const name = this.text(one, place) ?? '';
      this.#checkFact(name, place);
      return [name, undefined] as const;
    });
    return Object.fromEntries([...told, ...missing]);
  }

  probed(value: unknown, keys: Keys): Probed {
    const members = this.map(value, keys, [
      'probe',
      'target',
      'seen',
      'gaveUpAfterSeconds',
      'facts',
      'absent',
    ]);
    const seen = this.list(members.seen, [...keys, 'seen'], (one, at): Seen => {
      const line = this.map(one, at, ['what', 'is', 'verdict']);
      const { verdict } = line;
      if (verdict !== undefined && verdict !== 'good' && verdict !== 'bad')
        throw this.#fault([...at, 'verdict'], 'good or bad');
      return {
        what: this.text(line.what, [...at, 'what']) ?? '',
        is: this.text(line.is, [...at, 'is']) ?? '',
        ...(verdict && { verdict }),
      };
    });
    const { gaveUpAfterSeconds: limit } = members;
    return {
      ...(limit !== undefined && {
        gaveUpAfterSeconds: this.#integer(limit, [...keys, 'gaveUpAfterSeconds'], 0, 1e6),
      }),
      probe: this.text(members.probe, [...keys, 'probe']) ?? '',
      target: this.text(members.target, [...keys, 'target']) ?? '',
      seen,
      facts: this.facts(members.facts, members.absent, keys, 'facts'),
    };
  }

  #checkFact(name: string, keys: Keys): void {
    if (findFact(name)) return;
    throw this.#says(keys, `there is no fact "${name}"${hint(name, factCatalogue().keys())}`);
  }

  #fault(keys: Keys, expected: string): UnusableAnswers {
    return this.#says(keys, `${keys.length > 0 ? `"${keys.join('.')}"` : 'the file'}: expected ${expected}`);
  }

  #says(keys: Keys, sentence: string): UnusableAnswers {
    const { file, line, column } = this.placeOf(keys);
    return new UnusableAnswers(`${file}:${line}:${column}: ${sentence}`);
  }
}

function hint(name: string, known: Iterable<string>): string {
  const meant = nearest(name, known);
  return meant === undefined ? '' : `. Did you mean "${meant}"?`;
}

/** YAML also has numbers that are none. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint';
  return Object.values(value).every(isJson);
}
