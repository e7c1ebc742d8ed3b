import { ATOM_NAMES } from '../signing/atoms.js';
import type { AtomName } from '../signing/mistake.js';
import type { Part, PartNode, Scheme, Step } from '../signing/scheme.js';
import { tokensOf } from '../signing/written-form.js';

type Keys = readonly (string | number)[];
/** A fault, and the member of the scheme that has it. */
export type SchemeFault = readonly [keys: Keys, says: string];

/** What stands beside an atom, and beside which. */
const COMPANIONS: Readonly<Record<'of' | 'key', readonly AtomName[]>> = {
  of: ['join', 'hmac', 'choose'],
  key: ['hmac'],
};
const STEPS = ['unprefix', 'split', 'encodePath', 'pairs'];

/** More parts than any signature has: parts that name each other in layers would take all memory. */
const MOST_PARTS = 300;

/**
 * Faults in the structure of a scheme that fits the schema: parts that say two things or none, names that do not
 * exist, parts that hold themselves. A scheme without them can be put to any exchange.
 */
export function schemeFaults(scheme: Scheme): SchemeFault[] {
  return new Check(scheme).run();
}

class Check {
  readonly #faults: SchemeFault[] = [];
  readonly #sizes = new Map<string, number>();
  readonly #tokens: readonly string[];

  constructor(private readonly scheme: Scheme) {
    this.#tokens = tokensOf(scheme.at);
  }

  run(): SchemeFault[] {
    const { at, key, message, parts = {}, time } = this.scheme;
    if (!this.#tokens.includes('signature')) this.#fault(['at', 'value'], 'holds no {signature}');
    for (const name of Object.keys(parts)) this.#sizeOf(name, []);
    const sizes = [
      this.#part(message, ['message']),
      key === undefined ? 0 : this.#part(key, ['key']),
      time === undefined ? 0 : this.#part(time.from, ['time', 'from']),
    ];
    if (sizes.some((size) => size > MOST_PARTS)) this.#fault([], `has more than ${MOST_PARTS} parts`);
    if (at.separator === '') this.#fault(['at', 'separator'], 'separates nothing');
    return this.#faults;
  }

  #fault(keys: Keys, says: string): void {
    this.#faults.push([keys, says]);
  }

  /** How many parts it is, with those that it names. */
  #part(part: Part, keys: Keys, within: readonly string[] = []): number {
    if (typeof part === 'string') return 1;
    const atoms = ATOM_NAMES.filter((name) => Object.hasOwn(part, name));
    if (atoms.length !== 1) {
      const found = atoms.length === 0 ? 'none' : atoms.join(' and ');
      this.#fault(keys, `a part names exactly one place or operation; this one names ${found}`);
      return 1;
    }
    const [atom] = atoms as [AtomName];
    for (const [member, beside] of Object.entries(COMPANIONS)) {
      if (Object.hasOwn(part, member) !== beside.includes(atom))
        this.#fault(keys, beside.includes(atom) ? `${atom} needs ${member}` : `${atom} takes no ${member}`);
    }
    for (const [index, step] of (part.then ?? []).entries()) this.#step(step, [...keys, 'then', index]);
    return 1 + this.#inside(part, keys, within);
  }

  #inside(part: PartNode, keys: Keys, within: readonly string[]): number {
    const sum = (parts: Readonly<Record<string, Part>> | readonly Part[], at: Keys) =>
      (Array.isArray(parts) ? [...parts.entries()] : Object.entries(parts)).reduce(
        (size, [key, one]) => size + this.#part(one as Part, [...at, key], within),
        0,
      );
    if ('part' in part) return this.#named(part.part, keys, within);
    if ('token' in part && (part.token === 'signature' || !this.#tokens.includes(part.token)))
      this.#fault([...keys, 'token'], `at.value holds no item {${part.token}} beside the signature`);
    if ('time' in part && this.scheme.time === undefined) this.#fault(keys, 'the scheme has no time');
    if ('time' in part && keys[0] === 'time') this.#fault(keys, 'the time is taken from itself');
    if ('join' in part && part.of) return sum(part.of, [...keys, 'of']);
    if ('first' in part) return sum(part.first, [...keys, 'first']);
    if ('hmac' in part && part.of !== undefined && part.key !== undefined)
      return this.#part(part.key, [...keys, 'key'], within) + this.#part(part.of, [...keys, 'of'], within);
    if ('choose' in part && part.of)
      return this.#part(part.choose, [...keys, 'choose'], within) + sum(part.of, [...keys, 'of']);
    return 0;
  }

  #named(name: string, keys: Keys, within: readonly string[]): number {
    if (!Object.hasOwn(this.scheme.parts ?? {}, name)) this.#fault(keys, `there is no part named ${name}`);
    else if (within.includes(name)) this.#fault(keys, `the part ${name} holds itself`);
    else return this.#sizeOf(name, within);
    return 0;
  }

  #sizeOf(name: string, within: readonly string[]): number {
    const known = this.#sizes.get(name);
    if (known !== undefined) return known;
    const size = this.#part(this.scheme.parts?.[name] as Part, ['parts', name], [...within, name]);
    this.#sizes.set(name, size);
    return size;
  }

  #step(step: Step, keys: Keys): void {
    if (typeof step === 'string') return;
    const named = STEPS.filter((name) => Object.hasOwn(step, name));
    if (named.length !== 1) this.#fault(keys, `a step is exactly one of ${STEPS.join(', ')} or a word`);
    else if (Object.hasOwn(step, 'at') !== (named[0] === 'split'))
      this.#fault(keys, named[0] === 'split' ? 'split needs at' : `${named[0]} takes no at`);
    if ('split' in step && step.split === '') this.#fault([...keys, 'split'], 'splits at nothing');
  }
}
