import { type CodeLanguage, commentOf, Helpers, snakeCase, wrapped } from '../code.js';
import { type Expression, isBytes, isSimple, type PlainStep, runsOf, Unwritable } from '../expression.js';
import type { PairsStep } from '../scheme.js';

/** Python 3.9 with its standard library. */
const python: CodeLanguage = {
  write(signing, title) {
    const writer = new Writer();
    const result = writer.text(signing.result);
    const types = { text: 'str', bytes: 'bytes', map: 'dict[str, str]' };
    const parameters = signing.parameters.map(({ name, kind }) => `${snakeCase(name)}: ${types[kind]}`);
    return [
      ...commentOf(title, signing, snakeCase).map((line) => `# ${line}`),
      ...[...writer.modules].sort().map((name) => `import ${name}`),
      ...(writer.urllib.size > 0 ? [`from urllib.parse import ${[...writer.urllib].sort().join(', ')}`] : []),
      '',
      '',
      ...wrapped('def sign(', ['*', ...parameters], ') -> str:', '    '),
      ...writer.statements.map((line) => `    ${line}`),
      `    return ${result}`,
      ...writer.helpers.texts.flatMap((helper) => ['', '', helper]),
      '',
    ].join('\n');
  },
};

export default python;

class Writer {
  readonly modules = new Set<string>();
  readonly urllib = new Set<string>();
  readonly statements: string[] = [];
  readonly helpers = new Helpers();
  readonly #named = new Set<string>();

  /** An expression that gives a `str`. */
  text(expression: Expression): string {
    switch (expression.is) {
      case 'text':
        return JSON.stringify(expression.text);
      case 'parameter':
        return `${snakeCase(expression.parameter.name)}${isBytes(expression) ? '.decode()' : ''}`;
      case 'join':
        return this.#join(expression);
      case 'step':
        return this.#step(expression.step, expression.of);
      case 'headerLines': {
        this.modules.add('re');
        const value = `re.sub(" +", " ", ${snakeCase(expression.headers.name)}[name].strip())`;
        return `"".join(name + ":" + ${value} + "\\n" for name in ${this.#receiver(expression.names)}.split(";"))`;
      }
      case 'choose':
        return this.#choose(expression, (one) => this.text(one));
      case 'first':
        return expression.of.map((one) => this.#receiver(one)).join(' or ');
      case 'named':
        return this.#name(expression.name, () => this.text(expression.of));
      default:
        throw new Unwritable('raw bytes would have to be read as text');
    }
  }

  /** An expression that gives `bytes`. */
  #data(expression: Expression): string {
    if (!isBytes(expression)) return this.#encoded(expression);
    switch (expression.is) {
      case 'parameter':
        return snakeCase(expression.parameter.name);
      case 'hash':
      case 'hmac':
        return `${this.#mac(expression)}.digest()`;
      case 'step': {
        if (expression.step === 'unhex') return `bytes.fromhex(${this.text(expression.of)})`;
        this.modules.add('base64');
        return `base64.b64decode(${this.text(expression.of)})`;
      }
      case 'join':
        return runsOf(expression)
          .map((run) => (run.is === 'choose' ? `(${this.#data(run)})` : this.#data(run)))
          .join(' + ');
      case 'choose':
        return this.#choose(expression, (one) => this.#data(one));
      case 'named':
        return this.#name(expression.name, () => this.#data(expression.of));
      default:
        throw new Unwritable('it chooses between texts and raw bytes');
    }
  }

  #encoded(expression: Expression): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
    if (expression.is === 'text' && /^[\x00-\x7f]*$/.test(expression.text))
      return `b${this.text(expression)}`;
    return `${this.#receiver(expression)}.encode()`;
  }

  #mac({ is, digest, of, ...rest }: Expression & { is: 'hash' | 'hmac' }): string {
    this.modules.add('hashlib');
    if (is === 'hash') return `hashlib.${digest}(${this.#data(of)})`;
    this.modules.add('hmac');
    const { key } = rest as { key: Expression };
    return `hmac.new(${this.#data(key)}, ${this.#data(of)}, hashlib.${digest})`;
  }

  #join({ separator, of }: Expression & { is: 'join' }): string {
    if (of.some(isBytes)) throw new Unwritable('raw bytes would have to be read as text');
    if (of.every(isSimple)) {
      const pieces = of.map((one) => (one.is === 'text' ? inFormat(one.text) : `{${this.text(one)}}`));
      return `f"${pieces.join(inFormat(separator))}"`;
    }
    if (separator === '') return of.map((one) => this.#receiver(one)).join(' + ');
    return `${JSON.stringify(separator)}.join([${of.map((one) => this.text(one)).join(', ')}])`;
  }

  #step(step: PlainStep, of: Expression): string {
    switch (step) {
      case 'hex':
        return of.is === 'hash' || of.is === 'hmac'
          ? `${this.#mac(of)}.hexdigest()`
          : `(${this.#data(of)}).hex()`;
      case 'base64':
        this.modules.add('base64');
        return `base64.b64encode(${this.#data(of)}).decode()`;
      case 'base64url':
        this.modules.add('base64');
        return `base64.urlsafe_b64encode(${this.#data(of)}).rstrip(b"=").decode()`;
      case 'upper':
      case 'lower':
        return `${this.#receiver(of)}.${step}()`;
      case 'trim':
        return `${this.#receiver(of)}.strip()`;
      case 'decodeUri':
        this.urllib.add('unquote');
        return `unquote(${this.text(of)})`;
      case 'mediaType':
        return `${this.#receiver(of)}.split(";")[0].strip().lower()`;
      case 'unhex':
      case 'unbase64':
        throw new Unwritable('raw bytes would have to be read as text');
    }
    if ('unprefix' in step) return `${this.#receiver(of)}.removeprefix(${JSON.stringify(step.unprefix)})`;
    if ('split' in step) return `${this.#receiver(of)}.split(${JSON.stringify(step.split)})[${step.at}]`;
    if ('encodePath' in step) return `${this.#encodePath(step.encodePath)}(${this.text(of)})`;
    return `${this.#pairs(step.pairs)}(${this.text(of)})`;
  }

  #choose({ value, cases, otherwise }: Expression & { is: 'choose' }, write: (one: Expression) => string) {
    const tests = cases.map(({ names, then }) => {
      const given = `${this.#receiver(value)}.lower()`;
      const test =
        names.length === 1 ? `${given} == ${JSON.stringify(names[0])}` : `${given} in ${tuple(names)}`;
      return `${write(then)} if ${test} else `;
    });
    return `${tests.join('')}${write(otherwise)}`;
  }

  #name(name: string, write: () => string): string {
    const identifier = snakeCase(name);
    if (!this.#named.has(name)) {
      this.#named.add(name);
      const value = write();
      this.statements.push(`${identifier} = ${value}`);
    }
    return identifier;
  }

  /** With parentheses where a member is called on it, or an operator follows. */
  #receiver(expression: Expression): string {
    const text = this.text(expression);
    const isSum = expression.is === 'join' && text.includes(' + ');
    return expression.is === 'choose' || expression.is === 'first' || isSum ? `(${text})` : text;
  }

  #pairs(step: PairsStep): string {
    const { sort, pair, join, encode, without = [] } = step;
    if (encode === 'form') throw new Unwritable('it encodes pairs as forms are');
    if (!encode && pair !== '=') throw new Unwritable('it writes pairs as sent without their equals sign');
    const sorted = (key: string) => (sort ? [`    found.sort(${key})`] : []);
    const written = pair === '' ? 'name + value' : `name + ${JSON.stringify(pair)} + value`;
    const lines = encode
      ? [
          `    found = ${this.#parsed(encode, without)}`,
          ...sorted(sort === 'name' ? 'key=lambda pair: pair[0]' : ''),
          `    return ${JSON.stringify(join)}.join(${written} for name, value in found)`,
        ]
      : [
          '    found = text.split("&")',
          ...(without.length > 0
            ? [`    found = [pair for pair in found if ${outside('pair.split("=")[0]', without)}]`]
            : []),
          ...(sort ? ['    found = [pair for pair in found if pair]'] : []),
          ...sorted(`key=lambda pair: pair.partition("=")${sort === 'name' ? '[0]' : ''}`),
          `    return ${JSON.stringify(join)}.join(found)`,
        ];
    return this.helpers.need('pairs', step, (name) => [`def ${name}(text: str) -> str:`, ...lines]);
  }

  #parsed(encode: 'rfc3986' | 'none', without: readonly string[]): string {
    this.urllib.add('parse_qsl');
    if (encode === 'rfc3986') this.urllib.add('quote');
    const all = 'parse_qsl(text, keep_blank_values=True)';
    if (encode === 'none' && without.length === 0) return all;
    const one = encode === 'none' ? '(name, value)' : '(quote(name, safe=""), quote(value, safe=""))';
    const kept = without.length > 0 ? ` if ${outside('name', without)}` : '';
    return `[${one} for name, value in ${all}${kept}]`;
  }

  #encodePath(times: 'once' | 'twice'): string {
    this.urllib.add('quote');
    if (times === 'once') this.urllib.add('unquote');
    const lines =
      times === 'once'
        ? ['    return "/".join(quote(unquote(part), safe="") for part in path.split("/")) or "/"']
        : [
            '    kept = []',
            '    for segment in path.split("/"):',
            '        if segment == "..":',
            '            kept = kept[:-1]',
            '        elif segment not in ("", "."):',
            '            kept.append(quote(segment, safe=""))',
            '    return "/" + "/".join(kept) + ("/" if path.endswith("/") and kept else "")',
          ];
    const base = times === 'once' ? 'encode_path' : 'encode_path_again';
    return this.helpers.need(base, '', (name) => [`def ${name}(path: str) -> str:`, ...lines]);
  }
}

function outside(name: string, without: readonly string[]): string {
  const [first] = without;
  return without.length === 1 ? `${name} != ${JSON.stringify(first)}` : `${name} not in ${tuple(without)}`;
}

function tuple(texts: readonly string[]): string {
  return `(${texts.map((text) => JSON.stringify(text)).join(', ')})`;
}

function inFormat(text: string): string {
  return JSON.stringify(text).slice(1, -1).replace(/[{}]/g, '$&$&');
}
