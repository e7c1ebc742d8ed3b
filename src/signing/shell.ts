import { type Expression, isBytes, type PlainStep, runsOf, Unwritable } from './expression.js';
import type { Parameter } from './parameter.js';
import type { PairsStep } from './scheme.js';
import { inDoubleQuotes, inFormat } from './shell-words.js';

const TO_HEX = "od -An -v -tx1 | tr -d ' \\n'";

/** How a script holds what a signing function is given. */
export interface ShellValues {
  /** The name of a variable. */
  variable(parameter: Parameter): string;
  /** A command that writes the bytes of a parameter that need not be text. */
  bytes(parameter: Parameter): string;
}

/**
 * Writes expressions as POSIX shell with openssl. A shell's variables cannot hold every byte, so whatever need not be
 * text goes through pipes.
 */
export class ShellWriter {
  /** Assignments that come before. */
  readonly statements: string[] = [];
  readonly #named = new Set<string>();

  constructor(
    private readonly values: ShellValues,
    /** Before an assignment: `local `. */
    private readonly declare: string,
  ) {}

  /** A command that writes the value, perhaps with a line break after it, which `$(…)` takes off. */
  pipeline(expression: Expression): string {
    switch (expression.is) {
      case 'step':
        return this.#step(expression.step, expression.of);
      case 'choose':
        return this.#choose(expression);
      default:
        return this.#exactly(expression);
    }
  }

  /** What stands for a text between double quotes. */
  word(expression: Expression): string {
    if (isBytes(expression) && expression.is !== 'parameter')
      throw new Unwritable('raw bytes would have to be read as text, which a shell cannot hold');
    switch (expression.is) {
      case 'text':
        return inDoubleQuotes(expression.text);
      case 'parameter': {
        const { parameter } = expression;
        return isBytes(expression)
          ? `$(${this.values.bytes(parameter)})`
          : `$${this.values.variable(parameter)}`;
      }
      case 'named':
        return this.#name(expression);
      case 'first': {
        const [first, ...others] = expression.of;
        if (first?.is === 'parameter' && others.length === 1)
          return `\${${this.values.variable(first.parameter)}:-${this.word(others[0] as Expression)}}`;
        throw new Unwritable('it takes the first that is not empty of several computed values');
      }
      case 'step': {
        const { step, of } = expression;
        if (of.is === 'parameter' && !isBytes(of) && typeof step === 'object') {
          const name = this.values.variable(of.parameter);
          if ('unprefix' in step) return `\${${name}#${inDoubleQuotes(step.unprefix)}}`;
          if ('split' in step && step.at === 0) return `\${${name}%%${inDoubleQuotes(step.split)}*}`;
        }
        return `$(${this.pipeline(expression)})`;
      }
      default:
        return `$(${this.pipeline(expression)})`;
    }
  }

  /** A command that writes exactly the bytes of a value. */
  #exactly(expression: Expression): string {
    switch (expression.is) {
      case 'parameter':
        if (isBytes(expression)) return this.values.bytes(expression.parameter);
        break;
      case 'join': {
        const runs = runsOf(expression);
        if (isBytes(expression))
          return runs.length === 1
            ? this.#exactly(runs[0] as Expression)
            : `{ ${runs.map((run) => `${this.#exactly(run)};`).join(' ')} }`;
        return this.#printf(expression);
      }
      case 'hash':
      case 'hmac':
        return `${this.#mac(expression)} -binary`;
      case 'step':
        if (expression.step === 'unbase64')
          return piped(this.#exactly(expression.of), 'openssl base64 -d -A');
        if (expression.step === 'unhex')
          throw new Unwritable('it decodes hexadecimal digits, for which there is no command everywhere');
        break;
      case 'choose':
        if (isBytes(expression)) return this.#choose(expression);
        break;
      case 'named':
        // A variable would lose line breaks at the end of a message, and bytes that are no text.
        if (isBytes(expression) || expression.of.is === 'join') return this.#exactly(expression.of);
        break;
      case 'headerLines':
        throw new Unwritable('it signs a list of headers that differs from request to request');
    }
    return `printf %s "${this.word(expression)}"`;
  }

  #printf(expression: Expression & { is: 'join' }): string {
    const words: string[] = [];
    const format = (one: Expression): string => {
      const inner = one.is === 'named' && one.of.is === 'join' ? one.of : one;
      if (inner.is === 'join') return inner.of.map(format).join(inFormat(inner.separator));
      if (inner.is === 'text') return inFormat(inner.text);
      words.push(` "${this.word(inner)}"`);
      return '%s';
    };
    return `printf '${format(expression)}'${words.join('')}`;
  }

  #mac(expression: Expression & { is: 'hash' | 'hmac' }): string {
    const { digest, of } = expression;
    const key = expression.is === 'hmac' ? ` ${this.#key(expression.key)}` : '';
    return piped(this.#exactly(of), `openssl dgst -${digest}${key}`);
  }

  #key(given: Expression): string {
    const key = given.is === 'named' ? given.of : given;
    if (!isBytes(key)) return `-hmac "${this.word(key)}"`;
    const isHex = key.is === 'step' && key.step === 'unhex';
    if (given.is === 'named' && !isHex) {
      this.#assign(given.name, piped(this.#exactly(key), TO_HEX));
      return `-mac HMAC -macopt "hexkey:$${shellName(given.name)}"`;
    }
    const hex = isHex ? this.word(key.of) : `$(${piped(this.#exactly(key), TO_HEX)})`;
    return `-mac HMAC -macopt "hexkey:${hex}"`;
  }

  #step(step: PlainStep, of: Expression): string {
    if (step === 'hex')
      return of.is === 'hash' || of.is === 'hmac'
        ? `${this.#mac(of)} | sed 's/^.* //'`
        : piped(this.#exactly(of), TO_HEX);
    return piped(this.#exactly(of), this.#filter(step));
  }

  #filter(step: PlainStep): string {
    switch (step) {
      case 'base64':
        return 'openssl base64 -A';
      case 'base64url':
        return "openssl base64 -A | tr '+/' '-_' | tr -d '='";
      case 'upper':
        return "tr '[:lower:]' '[:upper:]'";
      case 'lower':
        return "tr '[:upper:]' '[:lower:]'";
      case 'trim':
        return "sed 's/^[[:space:]]*//; s/[[:space:]]*$//'";
      case 'mediaType':
        return "sed 's/;.*//; s/^[[:space:]]*//; s/[[:space:]]*$//' | tr '[:upper:]' '[:lower:]'";
      case 'decodeUri':
        throw new Unwritable('it undoes percent-encoding');
      case 'unbase64':
        return 'openssl base64 -d -A';
    }
    if (typeof step === 'object') {
      if ('unprefix' in step && /^[\w-]+$/.test(step.unprefix)) return `sed 's/^${step.unprefix}//'`;
      if ('split' in step && /^[^'\s]$/.test(step.split)) return `cut -d'${step.split}' -f${step.at + 1}`;
      if ('encodePath' in step) throw new Unwritable('it percent-encodes the path anew');
      if ('pairs' in step) return this.#pairs(step.pairs);
    }
    throw new Unwritable('it takes a text apart in a way that has no short command');
  }

  #pairs({ sort, pair, join, encode, without = [] }: PairsStep): string {
    if (encode) throw new Unwritable('it decodes parameters before it joins them');
    if (pair !== '=' || !/^[^'\\]$/.test(join)) throw new Unwritable('it joins parameters in an unusual way');
    return [
      "tr '&' '\\n'",
      ...(without.length > 0
        ? [`grep -Ev '^${without.length > 1 ? `(${without.join('|')})` : without[0]}(=|$)'`]
        : []),
      ...(sort ? [`grep . | LC_ALL=C sort -s -t= -k1,1${sort === 'pair' ? ' -k2' : ''}`] : []),
      `paste -s -d'${join}' -`,
    ].join(' | ');
  }

  #choose({ value, cases, otherwise }: Expression & { is: 'choose' }): string {
    const lower: Expression = { is: 'step', step: 'lower', of: value };
    const isPlain =
      value.is === 'parameter' && cases.every(({ names }) => names.every((name) => name === ''));
    const given = this.word(isPlain ? value : lower);
    const arms = cases.map(
      ({ names, then }) =>
        `(${names.map((name) => `"${inDoubleQuotes(name)}"`).join('|')}) ${this.#exactly(then)} ;;`,
    );
    return `case "${given}" in ${arms.join(' ')} (*) ${this.#exactly(otherwise)} ;; esac`;
  }

  #name({ name, of }: Expression & { is: 'named' }): string {
    if (!this.#named.has(name)) this.#assign(name, this.pipeline(of));
    return `$${shellName(name)}`;
  }

  #assign(name: string, command: string): void {
    this.#named.add(name);
    const variable = shellName(name);
    this.statements.push(
      ...(this.declare ? [`${this.declare}${variable}`] : []),
      `${variable}=$(${command})`,
    );
  }
}

function piped(source: string, command: string): string {
  const [, file] = /^cat ("[^" ]*")$/.exec(source) ?? [];
  return file === undefined ? `${source} | ${command}` : `<${file} ${command}`;
}

/** `webhook-id` as `webhook_id`; never `path`, by which zsh finds its programs. */
export function shellName(name: string): string {
  return name === 'path' ? 'url_path' : name.replaceAll('-', '_');
}

/** A pipeline with a new line before the MAC that ends it. */
export function brokenPipeline(command: string): string {
  return command.replace(/ \| (?=openssl dgst [^|]*(?:\| [^|]*)?$)/, ' |\n    ');
}
