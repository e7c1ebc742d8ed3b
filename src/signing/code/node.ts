import { type CodeLanguage, camelCase, commentOf, Helpers, wrapped } from '../code.js';
import { type Expression, isBytes, isSimple, type PlainStep, runsOf, Unwritable } from '../expression.js';
import type { PairsStep } from '../scheme.js';

/** JavaScript for Node.js, an ES module. */
const node: CodeLanguage = {
  write(signing, title) {
    const writer = new Writer();
    const result = writer.text(signing.result);
    const names = signing.parameters.map(({ name }) => camelCase(name));
    return [
      ...commentOf(title, signing, camelCase).map((line) => `// ${line}`),
      `import { ${[...writer.imports].sort().join(', ')} } from 'node:crypto';`,
      '',
      ...wrapped('export function sign({', names, '}) {', '  ').map(spaced),
      ...writer.statements.map((line) => `  ${line}`),
      `  return ${result};`,
      '}',
      ...writer.helpers.texts.flatMap((helper) => ['', helper]),
      '',
    ].join('\n');
  },
};

export default node;

class Writer {
  readonly imports = new Set<string>();
  readonly statements: string[] = [];
  readonly helpers = new Helpers();
  readonly #named = new Set<string>();

  /** An expression that gives a string. */
  text(expression: Expression): string {
    switch (expression.is) {
      case 'text':
        return quoted(expression.text);
      case 'parameter':
        return `${camelCase(expression.parameter.name)}${isBytes(expression) ? '.toString()' : ''}`;
      case 'join':
        return this.#join(expression);
      case 'step':
        return this.#step(expression.step, expression.of);
      case 'headerLines': {
        const { names, headers } = expression;
        const value = `${camelCase(headers.name)}[name].trim().replace(/ +/g, ' ')`;
        return `${this.#receiver(names)}.split(';').map((name) => \`\${name}:\${${value}}\\n\`).join('')`;
      }
      case 'choose':
        return this.#choose(expression, (one) => this.text(one));
      case 'first':
        return expression.of.map((one) => this.#receiver(one)).join(' || ');
      case 'named':
        return this.#name(expression.name, () => this.text(expression.of));
      default:
        throw new Unwritable('raw bytes would have to be read as text');
    }
  }

  /** An expression that gives a string, which stands for its UTF-8 bytes, or a Buffer. */
  #data(expression: Expression): string {
    if (!isBytes(expression)) return this.text(expression);
    switch (expression.is) {
      case 'parameter':
        return camelCase(expression.parameter.name);
      case 'hash':
      case 'hmac':
        return `${this.#mac(expression)}.digest()`;
      case 'step':
        return `Buffer.from(${this.text(expression.of)}, '${expression.step === 'unhex' ? 'hex' : 'base64'}')`;
      case 'join':
        return `Buffer.concat([${runsOf(expression)
          .map((run) => this.#buffer(run))
          .join(', ')}])`;
      case 'choose':
        return this.#choose(expression, (one) => this.#data(one));
      case 'named':
        return this.#name(expression.name, () => this.#data(expression.of));
      default:
        throw new Unwritable('it chooses between texts and raw bytes');
    }
  }

  #buffer(expression: Expression): string {
    const data = this.#data(expression);
    return isBytes(expression) && expression.is !== 'parameter' ? data : `Buffer.from(${data})`;
  }

  #mac(expression: Expression, mayBreak = false): string {
    if (expression.is !== 'hash' && expression.is !== 'hmac') return `Buffer.from(${this.#data(expression)})`;
    const { is, digest, of } = expression;
    const maker = is === 'hash' ? 'createHash' : 'createHmac';
    this.imports.add(maker);
    const key = is === 'hash' ? '' : `, ${this.#data(expression.key)}`;
    const updates = runsOf(of).map((run) => `.update(${this.#data(run)})`);
    const start = `${maker}('${digest}'${key})`;
    const line = `${start}${updates.join('')}`;
    return !mayBreak || line.length < 80 ? line : [start, ...updates].join('\n    ');
  }

  #join({ separator, of }: Expression & { is: 'join' }): string {
    if (of.some(isBytes)) throw new Unwritable('raw bytes would have to be read as text');
    if (separator !== '' && !of.every(isSimple))
      return `[${of.map((one) => this.text(one)).join(', ')}].join(${quoted(separator)})`;
    const pieces = of.map((one) => (one.is === 'text' ? inTemplate(one.text) : `\${${this.text(one)}}`));
    return `\`${pieces.join(inTemplate(separator))}\``;
  }

  #step(step: PlainStep, of: Expression): string {
    switch (step) {
      case 'hex':
      case 'base64':
      case 'base64url': {
        const mac = this.#mac(of, of.is === 'hmac');
        const lineBreak = mac.includes('\n') ? '\n    ' : '';
        return of.is === 'hash' || of.is === 'hmac'
          ? `${mac}${lineBreak}.digest('${step}')`
          : `${mac}.toString('${step}')`;
      }
      case 'upper':
        return `${this.#receiver(of)}.toUpperCase()`;
      case 'lower':
        return `${this.#receiver(of)}.toLowerCase()`;
      case 'trim':
        return `${this.#receiver(of)}.trim()`;
      case 'decodeUri':
        return `decodeURIComponent(${this.text(of)})`;
      case 'mediaType':
        return `${this.#receiver(of)}.split(';')[0].trim().toLowerCase()`;
      case 'unhex':
      case 'unbase64':
        throw new Unwritable('raw bytes would have to be read as text');
    }
    if ('unprefix' in step)
      return `${this.#receiver(of)}.replace(/^${step.unprefix.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}/, '')`;
    if ('split' in step) return `${this.#receiver(of)}.split(${quoted(step.split)})[${step.at}]`;
    if ('encodePath' in step) return `${this.#encodePath(step.encodePath)}(${this.text(of)})`;
    return `${this.#pairs(step.pairs)}(${this.text(of)})`;
  }

  #choose({ value, cases, otherwise }: Expression & { is: 'choose' }, write: (one: Expression) => string) {
    const tests = cases.map(({ names, then }) => {
      const [first = ''] = names;
      const cased = names.every((name) => name.toUpperCase() === name);
      const given = `${this.#receiver(value)}${cased ? '' : '.toLowerCase()'}`;
      const test =
        names.length === 1
          ? `${given} === ${quoted(first)}`
          : `[${names.map(quoted).join(', ')}].includes(${given})`;
      return `${test} ? ${write(then)} : `;
    });
    return `${tests.join('')}${write(otherwise)}`;
  }

  #name(name: string, write: () => string): string {
    const identifier = camelCase(name);
    if (!this.#named.has(name)) {
      this.#named.add(name);
      const value = write();
      this.statements.push(`const ${identifier} = ${value};`);
    }
    return identifier;
  }

  /** With parentheses where a member is called on it, or an operator follows. */
  #receiver(expression: Expression): string {
    const text = this.text(expression);
    return expression.is === 'choose' || expression.is === 'first' ? `(${text})` : text;
  }

  #pairs(step: PairsStep): string {
    return this.helpers.need('pairs', step, (name) => [
      `function ${name}(text) {`,
      step.encode ? this.#codedPairs(step) : this.#plainPairs(step),
      '}',
    ]);
  }

  #plainPairs({ sort, pair, join, without = [] }: PairsStep): string {
    if (pair !== '=') throw new Unwritable('it writes pairs as sent without their equals sign');
    const nameOf = (one: string) => `${one}.split('=')[0]`;
    if (sort) this.#compare();
    const order = `compare(${nameOf('a')}, ${nameOf('b')})${sort === 'pair' ? ' || compare(a, b)' : ''}`;
    return [
      "  return text.split('&')",
      ...(without.length > 0 ? [`.filter((pair) => ${outside(nameOf('pair'), without)})`] : []),
      ...(sort ? ['.filter(Boolean)', `.sort((a, b) => ${order})`] : []),
      `.join(${quoted(join)});`,
    ].join('\n    ');
  }

  #codedPairs({ sort, pair, join, encode, without = [] }: PairsStep): string {
    if (encode === 'form') throw new Unwritable('it encodes pairs as forms are');
    if (sort) this.#compare();
    const order = `compare(a, b)${sort === 'pair' ? ' || compare(x, y)' : ''}`;
    return [
      '  return [...new URLSearchParams(text)]',
      ...(without.length > 0 ? [`.filter(([name]) => ${outside('name', without)})`] : []),
      ...(encode === 'rfc3986' ? [`.map((pair) => pair.map(${this.#rfc3986()}))`] : []),
      ...(sort ? [`.sort(([a, x], [b, y]) => ${order})`] : []),
      `.map((pair) => pair.join(${quoted(pair)}))`,
      `.join(${quoted(join)});`,
    ].join('\n    ');
  }

  #compare(): void {
    this.helpers.need('compare', '', (name) => [`const ${name} = (a, b) => (a < b ? -1 : a > b ? 1 : 0);`]);
  }

  #rfc3986(): string {
    return this.helpers.need('percentEncode', '', (name) => [
      `function ${name}(text) {`,
      "  const escape = (sign) => '%' + sign.charCodeAt(0).toString(16).toUpperCase();",
      "  return encodeURIComponent(text).replace(/[!'()*]/g, escape);",
      '}',
    ]);
  }

  #encodePath(times: 'once' | 'twice'): string {
    const encode = this.#rfc3986();
    return this.helpers.need(times === 'once' ? 'encodePath' : 'encodePathAgain', '', (name) =>
      times === 'once'
        ? [
            `function ${name}(path) {`,
            `  const encode = (segment) => ${encode}(decodeURIComponent(segment));`,
            "  return path.split('/').map(encode).join('/') || '/';",
            '}',
          ]
        : [
            `function ${name}(path) {`,
            '  const kept = [];',
            "  for (const segment of path.split('/')) {",
            "    if (segment === '..') kept.pop();",
            `    else if (segment !== '' && segment !== '.') kept.push(${encode}(segment));`,
            '  }',
            "  return '/' + kept.join('/') + (path.endsWith('/') && kept.length > 0 ? '/' : '');",
            '}',
          ],
    );
  }
}

function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `'${inner.replaceAll("'", "\\'")}'`;
}

function outside(name: string, [first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return `${name} !== ${quoted(first)}`;
  return `![${[first, ...others].map(quoted).join(', ')}].includes(${name})`;
}

function inTemplate(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replace(/`|\$\{/g, '\\$&');
}

/** Spaces inside the braces of a pattern on one line. */
function spaced(line: string): string {
  return line.replace(/\{(.+)\}/, '{ $1 }');
}
