import { computationOf } from './mac.js';
import { HEADERS, type Parameter, parameterFor } from './parameter.js';
import type { Atom, Carrier, Digest, Part, PartNode, Scheme, Step } from './scheme.js';

/** A scheme as a computation over what a signing function is given; printers of languages write it as code. */
export type Expression =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'parameter'; readonly parameter: Parameter }
  | { readonly is: 'join'; readonly separator: string; readonly of: readonly Expression[] }
  /** Raw bytes. */
  | { readonly is: 'hash'; readonly digest: Digest; readonly of: Expression }
  /** Raw bytes. */
  | { readonly is: 'hmac'; readonly digest: Digest; readonly key: Expression; readonly of: Expression }
  | { readonly is: 'step'; readonly step: PlainStep; readonly of: Expression }
  | {
      readonly is: 'headerLines';
      readonly names: Expression;
      /** Of the kind `map`. */
      readonly headers: Parameter;
    }
  /** The first case that lists the value in lower case, or `otherwise`. */
  | {
      readonly is: 'choose';
      readonly value: Expression;
      readonly cases: readonly { readonly names: readonly string[]; readonly then: Expression }[];
      readonly otherwise: Expression;
    }
  /** The first that is not empty. */
  | { readonly is: 'first'; readonly of: readonly Expression[] }
  /** Computed once under a name of its own. */
  | { readonly is: 'named'; readonly name: string; readonly of: Expression };

export type PlainStep = Exclude<Step, Digest | 'headerLines'>;

export interface SigningFunction {
  /** The secret first, the body last. */
  readonly parameters: readonly Parameter[];
  /** What is sent at the signature's place. */
  readonly result: Expression;
}

/** A scheme, or a language, cannot do something. The message completes "because …". */
export class Unwritable extends Error {}

/**
 * The computation of a scheme's signature.
 *
 * @throws Unwritable where only the holder of a private key can sign
 */
export function signingFunction(scheme: Scheme): SigningFunction {
  return new Reader(scheme).read();
}

/** Whether it is made of bytes that need not be text. */
export function isBytes(expression: Expression): boolean {
  switch (expression.is) {
    case 'parameter':
      return expression.parameter.kind === 'bytes';
    case 'join':
    case 'first':
      return expression.of.some(isBytes);
    case 'hash':
    case 'hmac':
      return true;
    case 'step':
      return expression.step === 'unhex' || expression.step === 'unbase64';
    case 'choose':
      return [...expression.cases.map(({ then }) => then), expression.otherwise].some(isBytes);
    case 'named':
      return isBytes(expression.of);
    default:
      return false;
  }
}

/** Needs no computing. */
export function isSimple(expression: Expression): boolean {
  return ['text', 'parameter', 'named'].includes(expression.is);
}

/** What follows one another in a message: stretches of text, each one expression, and of bytes. */
export function runsOf(expression: Expression): Expression[] {
  const runs: Expression[] = [];
  for (const one of flattened(expression)) {
    const last = runs.at(-1);
    if (!last || isBytes(one) || isBytes(last)) runs.push(one);
    else runs[runs.length - 1] = { is: 'join', separator: '', of: [...flattened(last), one] };
  }
  return runs;
}

function flattened(expression: Expression): Expression[] {
  if (expression.is !== 'join' || (expression.separator !== '' && !isBytes(expression))) return [expression];
  const separator: Expression = { is: 'text', text: expression.separator };
  return expression.of.flatMap((one, index) =>
    index > 0 && expression.separator ? [separator, ...flattened(one)] : flattened(one),
  );
}

/** In the order in which they are needed. */
function parametersIn(value: unknown, found = new Set<Parameter>()): Set<Parameter> {
  if (typeof value !== 'object' || value === null) return found;
  if ('kind' in value) return found.add(value as Parameter);
  for (const inner of Object.values(value)) parametersIn(inner, found);
  return found;
}

const DIGESTS = /^(?:md5|sha\d+)$/;

class Reader {
  readonly #parameters = new Map<string, Parameter>();
  readonly #uses = new Map<string, number>();

  constructor(private readonly scheme: Scheme) {}

  read(): SigningFunction {
    const { scheme } = this;
    const computation = computationOf(scheme.mac);
    if (!computation)
      throw new Unwritable(`${scheme.mac} signs with a private key, which only the provider has`);
    this.#count(scheme.message);
    this.#count(scheme.key ?? '');
    const plainKey = this.#part(scheme.key ?? { secret: true });
    const key: Expression = isSimple(plainKey) ? plainKey : { is: 'named', name: 'key', of: plainKey };
    const message = this.#part(scheme.message);
    const isLong = message.is === 'join' && !isBytes(message) && !message.of.every(isSimple);
    const of: Expression = isLong ? { is: 'named', name: 'message', of: message } : message;
    const { digest } = computation;
    const mac: Expression =
      computation.of === 'hmac' ? { is: 'hmac', digest, key, of } : { is: 'hash', digest, of };
    const [encoding = 'hex'] = [scheme.encode].flat();
    const result = this.#carried(scheme.at, { is: 'step', step: encoding, of: mac });
    const order = ({ atom }: Parameter) => (atom && 'secret' in atom ? 0 : atom && 'body' in atom ? 2 : 1);
    const byName = new Map([...parametersIn(result)].map((one) => [one.name, one]));
    const parameters = [...byName.values()].sort((a, b) => order(a) - order(b));
    return { parameters, result };
  }

  #carried({ value = '{signature}' }: Carrier, signature: Expression): Expression {
    if (value === '{signature}') return signature;
    const named: Expression = { is: 'named', name: 'signature', of: signature };
    const of = value
      .split(/(\{\w+\})/)
      .filter(Boolean)
      .map((piece): Expression => {
        const [, token] = /^\{(\w+)\}$/.exec(piece) ?? [];
        if (token === undefined) return { is: 'text', text: piece };
        return token === 'signature' ? named : this.#parameter({ token });
      });
    return { is: 'join', separator: '', of };
  }

  /** How often each of the scheme's named parts is used. */
  #count(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    if ('part' in value && typeof value.part === 'string') {
      const uses = this.#uses.get(value.part) ?? 0;
      this.#uses.set(value.part, uses + 1);
      if (uses === 0) this.#count(this.scheme.parts?.[value.part]);
      return;
    }
    for (const inner of Object.values(value)) this.#count(inner);
  }

  #part(part: Part): Expression {
    if (typeof part === 'string') return { is: 'text', text: part };
    let expression = this.#atom(part);
    for (const step of part.then ?? []) expression = this.#step(step, expression);
    return expression;
  }

  #atom(part: PartNode): Expression {
    if ('part' in part) {
      const of = this.#part(this.scheme.parts?.[part.part] ?? '');
      const deservesName = (this.#uses.get(part.part) ?? 0) > 1 || (!isBytes(of) && !isSimple(of));
      return deservesName ? { is: 'named', name: part.part, of } : of;
    }
    if ('join' in part)
      return { is: 'join', separator: part.join, of: part.of.map((one) => this.#part(one)) };
    if ('hmac' in part)
      return { is: 'hmac', digest: part.hmac, key: this.#part(part.key), of: this.#part(part.of) };
    if ('choose' in part) return this.#choose(part.choose, part.of);
    if ('first' in part) {
      const of: Expression[] = [];
      for (const one of part.first.map((each) => this.#part(each))) {
        const at = of.findIndex((other) => sameParameter(one, other));
        if (at < 0) of.push(one);
        else of[at] = either(of[at] as Expression, one);
      }
      return of.length === 1 ? (of[0] as Expression) : { is: 'first', of };
    }
    return this.#parameter(withoutSteps(part));
  }

  #choose(value: Part, of: Readonly<Record<string, Part>>): Expression {
    const { else: otherwise = '', ...named } = of;
    const names = new Map<string, string[]>();
    for (const [name, part] of Object.entries(named)) {
      const form = JSON.stringify(part);
      names.set(form, [...(names.get(form) ?? []), name.toLowerCase()]);
    }
    return {
      is: 'choose',
      value: this.#part(value),
      cases: [...names].map(([form, list]) => ({
        names: list,
        then: this.#part(JSON.parse(form) as Part),
      })),
      otherwise: this.#part(otherwise),
    };
  }

  #step(step: Step, of: Expression): Expression {
    if (typeof step === 'string' && DIGESTS.test(step)) return { is: 'hash', digest: step as Digest, of };
    if (step !== 'headerLines') return { is: 'step', step: step as PlainStep, of };
    return { is: 'headerLines', names: of, headers: HEADERS };
  }

  #parameter(atom: Atom): Expression {
    const { time } = this.scheme;
    const isTime = JSON.stringify(atom) === JSON.stringify(time?.from);
    const canonical: Atom = isTime ? { time: true } : atom;
    const key = JSON.stringify(canonical);
    const parameter = this.#parameters.get(key) ?? this.#describe(canonical);
    this.#parameters.set(key, parameter);
    return { is: 'parameter', parameter };
  }

  #describe(atom: Atom): Parameter {
    const taken = new Set([
      'headers',
      'key',
      'message',
      'signature',
      ...Object.keys(this.scheme.parts ?? {}),
      ...[...this.#parameters.values()].map(({ name }) => name),
    ]);
    return parameterFor(atom, this.scheme, taken);
  }
}

function withoutSteps({ then: _, ...atom }: PartNode): Atom {
  return atom as Atom;
}

function either(one: Expression, other: Expression): Expression {
  if (one.is !== 'parameter' || other.is !== 'parameter' || !other.parameter.atom) return one;
  const alternatives = [...(one.parameter.alternatives ?? []), other.parameter.atom];
  return { is: 'parameter', parameter: { ...one.parameter, alternatives } };
}

/** A form's and a JSON body's member of one name are the same value for who makes the body. */
function sameParameter(one: Expression, other: Expression): boolean {
  if (one.is !== 'parameter' || other.is !== 'parameter') return false;
  const nameIn = ({ atom }: Parameter) =>
    atom && ('form' in atom ? atom.form : 'field' in atom ? atom.field : 'param' in atom && atom.param);
  return nameIn(one.parameter) !== false && nameIn(one.parameter) === nameIn(other.parameter);
}
