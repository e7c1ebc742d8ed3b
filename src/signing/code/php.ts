import { type CodeLanguage, camelCase, commentOf, Helpers, wrapped } from '../code.js';
import { type Expression, type PlainStep, Unwritable } from '../expression.js';
import type { PairsStep } from '../scheme.js';

/** PHP 8; its strings are bytes, so that texts and bytes are one. */
const php: CodeLanguage = {
  write(signing, title) {
    const writer = new Writer();
    const result = writer.value(signing.result);
    const parameters = signing.parameters.map(
      ({ name, kind }) => `${kind === 'map' ? 'array' : 'string'} ${variable(name)}`,
    );
    return [
      '<?php',
      ...commentOf(title, signing, camelCase).map((line) => `// ${line}`),
      ...braced(wrapped('function sign(', parameters, '): string', '    ')),
      ...writer.statements.map((line) => `    ${line}`),
      `    return ${result};`,
      '}',
      ...writer.helpers.texts.flatMap((helper) => ['', helper]),
      '',
    ].join('\n');
  },
};

export default php;

class Writer {
  readonly statements: string[] = [];
  readonly helpers = new Helpers();
  readonly #named = new Set<string>();

  value(expression: Expression): string {
    switch (expression.is) {
      case 'text':
        return quoted(expression.text);
      case 'parameter':
        return variable(expression.parameter.name);
      case 'join': {
        const { separator, of } = expression;
        if (separator === '') return of.map((one) => this.#operand(one)).join(' . ') || "''";
        return `implode(${quoted(separator)}, [${of.map((one) => this.value(one)).join(', ')}])`;
      }
      case 'hash':
      case 'hmac':
        return this.#mac(expression, ', true');
      case 'step':
        return this.#step(expression.step, expression.of);
      case 'headerLines': {
        const value = `preg_replace('/ +/', ' ', trim(${variable(expression.headers.name)}[$name]))`;
        const names = `explode(';', ${this.value(expression.names)})`;
        return `implode('', array_map(fn ($name) => $name . ':' . ${value} . "\\n", ${names}))`;
      }
      case 'choose':
        return this.#choose(expression);
      case 'first': {
        const [last, ...others] = [...expression.of].reverse();
        return others.reduce(
          (rest, one) => `${this.#operand(one)} !== '' ? ${this.value(one)} : ${nested(rest)}`,
          last ? this.value(last) : "''",
        );
      }
      case 'named':
        return this.#name(expression);
    }
  }

  #mac(expression: Expression & { is: 'hash' | 'hmac' }, raw: string): string {
    const { digest, of } = expression;
    if (expression.is === 'hash') return `hash('${digest}', ${this.value(of)}${raw})`;
    return `hash_hmac('${digest}', ${this.value(of)}, ${this.value(expression.key)}${raw})`;
  }

  #step(step: PlainStep, of: Expression): string {
    if (step === 'hex' && (of.is === 'hash' || of.is === 'hmac')) return this.#mac(of, '');
    const value = this.value(of);
    switch (step) {
      case 'hex':
        return `bin2hex(${value})`;
      case 'base64':
        return `base64_encode(${value})`;
      case 'base64url':
        return `rtrim(strtr(base64_encode(${value}), '+/', '-_'), '=')`;
      case 'unhex':
        return `hex2bin(${value})`;
      case 'unbase64':
        return `base64_decode(${value})`;
      case 'upper':
        return `strtoupper(${value})`;
      case 'lower':
        return `strtolower(${value})`;
      case 'trim':
        return `trim(${value})`;
      case 'decodeUri':
        return `rawurldecode(${value})`;
      case 'mediaType':
        return `strtolower(trim(explode(';', ${value})[0]))`;
    }
    if ('unprefix' in step) {
      const pattern = `/^${step.unprefix.replace(/[\\^$.*+?()[\]{}|/#-]/g, '\\$&')}/`;
      return `preg_replace(${quoted(pattern)}, '', ${value})`;
    }
    if ('split' in step) return `explode(${quoted(step.split)}, ${value})[${step.at}]`;
    if ('encodePath' in step) return `${this.#encodePath(step.encodePath)}(${value})`;
    return `${this.#pairs(step.pairs)}(${value})`;
  }

  #choose({ value, cases, otherwise }: Expression & { is: 'choose' }): string {
    return [...cases].reverse().reduce((rest, { names, then }) => {
      const given = `strtolower(${this.value(value)})`;
      const test =
        names.length === 1
          ? `${given} === ${quoted(names[0] ?? '')}`
          : `in_array(${given}, [${names.map(quoted).join(', ')}], true)`;
      return `${test} ? ${this.value(then)} : ${nested(rest)}`;
    }, this.value(otherwise));
  }

  #name({ name, of }: Expression & { is: 'named' }): string {
    if (!this.#named.has(name)) {
      this.#named.add(name);
      const value = this.value(of);
      this.statements.push(`${variable(name)} = ${value};`);
    }
    return variable(name);
  }

  #operand(expression: Expression): string {
    const value = this.value(expression);
    return expression.is === 'choose' || expression.is === 'first' ? `(${value})` : value;
  }

  #pairs(step: PairsStep): string {
    const { sort, pair, join, encode, without = [] } = step;
    if (encode === 'form') throw new Unwritable('it encodes pairs as forms are');
    if (!encode && pair !== '=') throw new Unwritable('it writes pairs as sent without their equals sign');
    const code = {
      rfc3986: (text: string) => `rawurlencode(urldecode(${text}))`,
      none: (text: string) => `urldecode(${text})`,
    };
    const halves = ['$half[0]', "($half[1] ?? '')"].map(encode ? code[encode] : (text) => text);
    const order = `strcmp($a[0], $b[0])${sort === 'pair' ? " ?: strcmp($a[1] ?? '', $b[1] ?? '')" : ''}`;
    const skipped = [
      ...(sort || encode ? ["$pair === ''"] : []),
      ...(without.length > 0
        ? [`in_array(urldecode($half[0]), [${without.map(quoted).join(', ')}], true)`]
        : []),
    ];
    return this.helpers.need('pairs', step, (name) => [
      `function ${name}(string $text): string`,
      '{',
      '    $pairs = [];',
      "    foreach (explode('&', $text) as $pair) {",
      "        $half = explode('=', $pair, 2);",
      ...(skipped.length > 0 ? [`        if (${skipped.join(' || ')}) continue;`] : []),
      `        $pairs[] = ${encode ? `[${halves.join(', ')}]` : '$half'};`,
      '    }',
      ...(sort ? [`    usort($pairs, fn ($a, $b) => ${order});`] : []),
      `    return implode(${quoted(join)}, array_map(fn ($pair) => implode(${quoted(pair)}, $pair), $pairs));`,
      '}',
    ]);
  }

  #encodePath(times: 'once' | 'twice'): string {
    const lines =
      times === 'once'
        ? [
            "    $segments = array_map(fn ($one) => rawurlencode(rawurldecode($one)), explode('/', $path));",
            "    return implode('/', $segments) ?: '/';",
          ]
        : [
            '    $kept = [];',
            "    foreach (explode('/', $path) as $segment) {",
            "        if ($segment === '..') array_pop($kept);",
            "        elseif ($segment !== '' && $segment !== '.') $kept[] = rawurlencode($segment);",
            '    }',
            "    return '/' . implode('/', $kept) . (str_ends_with($path, '/') && $kept ? '/' : '');",
          ];
    const base = times === 'once' ? 'encodePath' : 'encodePathAgain';
    return this.helpers.need(base, '', (name) => [
      `function ${name}(string $path): string`,
      '{',
      ...lines,
      '}',
    ]);
  }
}

function variable(name: string): string {
  return `$${camelCase(name)}`;
}

function quoted(text: string): string {
  if (!CONTROL.test(text)) return `'${text.replace(/[\\']/g, '\\$&')}'`;
  const hexadecimal = (sign: string) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`;
  const plain = text.replace(/[\\"$]/g, '\\$&').replaceAll('\n', '\\n');
  return `"${plain.replace(new RegExp(CONTROL, 'g'), hexadecimal)}"`;
}

const CONTROL = /[^ -\uffff]/;

/** PHP wants parentheses around a choice in a choice. */
function nested(value: string): string {
  return value.includes(' ? ') ? `(${value})` : value;
}

/** With the brace where PSR-12 puts it. */
function braced(lines: readonly string[]): string[] {
  return lines.length === 1 ? [...lines, '{'] : [...lines.slice(0, -1), `${lines.at(-1)} {`];
}
