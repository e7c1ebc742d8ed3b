import type { Mask } from '../report/mask.js';
import { stripControls } from '../report/strip-controls.js';
import { atomValue } from './atoms.js';
import { titleOf } from './code.js';
import { type SigningFunction, signingFunction, Unwritable } from './expression.js';
import { type MaterialData, materialOf } from './material.js';
import type { Parameter } from './parameter.js';
import type { NamedScheme, Scheme } from './scheme.js';
import { renewedPairs } from './renewed-pairs.js';
import { brokenPipeline, shellName, ShellWriter } from './shell.js';
import { ShellSecrets } from './shell-secrets.js';
import { type TimePlace, timePlaceOf, timestampCommand } from './shell-time.js';
import { isEmpty, merged, type Piece, shellWord } from './shell-words.js';

export interface CurlInput {
  readonly pack: string;
  readonly named: NamedScheme;
  readonly material: MaterialData;
  /** Other items of the signature's value, as they were sent. */
  readonly tokens: Readonly<Record<string, string>>;
  /** The variable that holds the key when the command runs. */
  readonly secretVariable: string;
  readonly mask: Mask;
  /** Headers in lower case that carry a signature of another scheme. */
  readonly otherSignatures: ReadonlySet<string>;
  /** Whether the header of this name carries a credential. */
  isCredential(header: string): boolean;
}

/**
 * A command for bash that signs a captured request at the moment when it runs, and sends it. It holds no secret: the
 * key, credential headers and whatever else is masked stand in variables.
 *
 * @throws Unwritable where the scheme has no short form in a shell, or the capture lacks what is needed
 */
export function curlCommand(input: CurlInput): string {
  return new Command(input).write();
}

/** Of the connection alone (RFC 9110, section 7.6.1), or written by curl itself. */
const NOT_SENT =
  /^(?::.*|connection|keep-alive|proxy-connection|proxy-authorization|te|trailer|transfer-encoding|upgrade|content-length|expect|accept-encoding)$/i;
const SAFE = /^(?:GET|HEAD|OPTIONS)$/i;
/** Linux takes 128 kB for one argument; a pipe takes everything. */
const LONGEST_ARGUMENT = 100_000;

class Command {
  readonly #signing: SigningFunction;
  readonly #scheme: Scheme;
  readonly #timePlace: TimePlace | undefined;
  readonly #assignments = new Map<string, string>();
  readonly #required = new Set<string>();
  readonly #secrets: ShellSecrets;
  readonly #missing = new Set<string>();
  /** Variables whose values stand in the query or the body too. */
  readonly #repeated: string[] = [];

  constructor(private readonly input: CurlInput) {
    this.#scheme = input.named[1];
    this.#signing = signingFunction(this.#scheme);
    this.#secrets = new ShellSecrets(input.mask);
    this.#timePlace = timePlaceOf(this.#scheme, input.material);
  }

  write(): string {
    const { pack, named, secretVariable, material, tokens } = this.input;
    const { at } = this.#scheme;
    if (at.field !== undefined) throw new Unwritable('the signature travels inside the JSON body');
    if ((at.param ?? at.form) !== undefined && [this.#scheme.encode].flat()[0] !== 'hex')
      throw new Unwritable('the signature would have to be percent-encoded');
    if (!/^[A-Za-z_]\w*$/.test(secretVariable))
      throw new Unwritable(`a shell has no variable ${secretVariable}`);
    this.#required.add(secretVariable);
    if (this.#scheme.time)
      this.#assignments.set('timestamp', timestampCommand(this.#scheme, this.#timePlace, material, tokens));
    for (const parameter of this.#signing.parameters) this.#assign(parameter);
    const writer = new ShellWriter(
      { variable: (parameter) => this.#variable(parameter), bytes: () => this.#bodyCommand() },
      '',
    );
    const signature = writer.pipeline(this.#signing.result);
    const send = this.#send();
    if (this.#missing.size > 0)
      throw new Unwritable(
        `this capture does not hold what is needed (${[...this.#missing].join(', ')}); --request and --data supply it`,
      );
    const method = material.method ?? 'GET';
    const remarks = [
      titleOf(pack, named),
      `It is made when this runs, with the key in $${secretVariable}, which other users of the machine can see`,
      'on the command line of openssl for a moment.',
      ...this.#secrets.variables.map(
        ({ variable, shown }) => `$${variable} stands for ${shown} of the request.`,
      ),
      ...this.#repeated.map(
        (variable) => `$${variable} stands in the request as well: change it in both places.`,
      ),
      ...(SAFE.test(method)
        ? []
        : [`Careful: this sends a ${method} request, which may move money or change something.`]),
    ];
    const required = [...this.#required, ...this.#secrets.variables.map(({ variable }) => variable)];
    return [
      // A line break in a method would end the comment.
      ...remarks.map((remark) => `# ${stripControls(remark, 'join')}`),
      '(',
      'set -euo pipefail',
      `: ${required.map((name) => `"\${${name}:?}"`).join(' ')}`,
      ...[...this.#assignments].map(([name, value]) => `${name}=${value}`),
      ...writer.statements,
      `signature=$(${brokenPipeline(signature)})`,
      send,
      ')',
      '',
    ].join('\n');
  }

  #assign(parameter: Parameter): void {
    const variable = this.#variable(parameter);
    if (
      variable === this.input.secretVariable ||
      this.#assignments.has(variable) ||
      this.#required.has(variable)
    )
      return;
    const { atom, alternatives = [] } = parameter;
    if (!atom) return;
    const { query, body } = this.input.material;
    if ('query' in atom && query !== undefined) this.#set(variable, this.#pairs(query, 'query'));
    else if ('target' in atom && query !== undefined) this.#set(variable, this.#target());
    else if ('url' in atom) this.#set(variable, this.#url(false));
    else if ('body' in atom && body !== undefined) this.#set(variable, this.#body());
    else {
      const material = materialOf(this.input.material);
      const values = [atom, ...alternatives].map((one) => atomValue(one, material, this.input.tokens));
      const value = values.find((one) => one !== '') ?? values[0];
      if (value === undefined) this.#missing.add(parameter.name);
      else this.#set(variable, this.#secrets.pieces(value));
      if ('param' in atom || 'form' in atom || 'field' in atom) this.#repeated.push(variable);
    }
  }

  #set(variable: string, pieces: readonly Piece[]): void {
    this.#assignments.set(variable, shellWord(pieces));
  }

  /** The variable that holds a parameter. */
  #variable({ name, atom }: Parameter): string {
    if (atom && 'secret' in atom) return this.input.secretVariable;
    if (atom && 'header' in atom && this.#isHidden(atom.header)) return this.#credential(atom.header);
    const place = this.#timePlace;
    const isTime =
      atom &&
      place &&
      (('param' in atom && atom.param === place.name) || ('form' in atom && atom.form === place.name));
    return isTime ? 'timestamp' : shellName(name);
  }

  /** A credential's header, or one that the recorder masked. */
  #isHidden(header: string): boolean {
    const captured = this.input.material.headers.find(
      ([name]) => name.toLowerCase() === header.toLowerCase(),
    );
    return captured !== undefined && (captured[1] === undefined || this.input.isCredential(header));
  }

  #credential(header: string): string {
    const variable = header
      .toUpperCase()
      .replace(/[^A-Z\d]+/g, '_')
      .replace(/^(?=\d)/, '_');
    this.#required.add(variable);
    return variable;
  }

  #pairs(text: string, where: 'query' | 'body'): Piece[] {
    const { at } = this.#scheme;
    const place = this.#timePlace;
    const signature = where === 'query' ? at.param : at.form;
    const time = place?.where === where ? place.name : undefined;
    return renewedPairs(text, { signature, time }, (raw) => this.#secrets.pieces(raw));
  }

  #target(): Piece[] {
    const { path = '', query = '' } = this.input.material;
    const pairs = this.#pairs(query, 'query');
    return merged([
      ...this.#part('path', this.#secrets.pieces(path)),
      ...(isEmpty(pairs) ? [] : ['?', ...this.#part('query', pairs)]),
    ]);
  }

  #url(withSignature: boolean): Piece[] {
    const { url, path, query } = this.input.material;
    if (url === undefined || path === undefined || query === undefined) {
      this.#missing.add('URL');
      return [''];
    }
    const [origin] = /^https?:\/\/[^/?#]*/i.exec(url) ?? [];
    if (origin === undefined) throw new Unwritable('the URL is none of HTTP');
    const whole = this.#assignments.has('url')
      ? [{ variable: 'url' }]
      : [...this.#secrets.pieces(origin), ...this.#part('target', this.#target())];
    if (!withSignature || this.#scheme.at.param === undefined) return merged(whole);
    const between = isEmpty(this.#pairs(query, 'query')) ? '?' : '&';
    return merged([...whole, `${between}${this.#scheme.at.param}=`, { variable: 'signature' }]);
  }

  /** A part that stands in a variable already, or else as it is. */
  #part(name: string, pieces: readonly Piece[]): readonly Piece[] {
    const variable = shellName(name);
    return this.#assignments.has(variable) ? [{ variable }] : pieces;
  }

  #body(): Piece[] {
    const { body = '' } = this.input.material;
    if (!this.#isBinary()) return this.#inForm() ? this.#pairs(body, 'body') : this.#secrets.pieces(body);
    if (this.input.mask.find(body).length > 0) throw new Unwritable('its binary body holds a secret');
    const base64 = Buffer.from(body, 'latin1').toString('base64');
    return [base64.replace(/.{76}(?=.)/g, '$&\n')];
  }

  #inForm(): boolean {
    return this.#scheme.at.form !== undefined || this.#timePlace?.where === 'body';
  }

  /** A shell's variable cannot hold NUL. */
  #isBinary(): boolean {
    return this.input.material.body?.includes('\0') ?? false;
  }

  #bodyCommand(): string {
    return this.#isBinary() ? `printf '%s\\n' "$body" | openssl base64 -d` : `printf %s "$body"`;
  }

  #send(): string {
    const { material } = this.input;
    const { method = 'GET', body = '' } = material;
    if (material.body === undefined && !SAFE.test(method)) this.#missing.add('body');
    const hasBody = body !== '' || /^(?:POST|PUT|PATCH)$/i.test(method);
    if (hasBody && !this.#assignments.has('body')) this.#set('body', this.#body());
    const { form } = this.#scheme.at;
    const between = form !== undefined && isEmpty(this.#body()) ? '' : '&';
    const suffix: Piece[] = form === undefined ? [] : [`${between}${form}=`, { variable: 'signature' }];
    const data = shellWord([{ variable: 'body' }, ...suffix]);
    const isPiped = this.#isBinary() || body.startsWith('@') || body.length > LONGEST_ARGUMENT;
    const source = suffix.length > 0 ? `printf %s ${data}` : this.#bodyCommand();
    const words = [
      ['curl -sS -i', ...this.#flags(method, hasBody), shellWord(this.#url(true))].join(' '),
      ...this.#headers(hasBody).map((pieces) => `-H ${shellWord(pieces)}`),
      ...(hasBody ? [`--data-binary ${isPiped ? '@-' : data}`] : []),
    ];
    return `${hasBody && isPiped ? `${source} | ` : ''}${words.join(' \\\n  ')}`;
  }

  #flags(method: string, hasBody: boolean): string[] {
    const { url = '' } = this.input.material;
    const isUsual = method === (hasBody ? 'POST' : 'GET');
    return [
      ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
      ...(/\/\.\.?(?:[/?]|$)/.test(url) ? ['--path-as-is'] : []),
      ...(method === 'HEAD'
        ? ['--head']
        : isUsual
          ? []
          : ['-X', /^[A-Z]+$/.test(method) ? method : shellWord([method])]),
    ];
  }

  #headers(hasBody: boolean): Piece[][] {
    const { material } = this.input;
    const { at, time } = this.#scheme;
    const timeHeader = typeof time?.from === 'object' && 'header' in time.from ? time.from.header : undefined;
    const own = new Set([at.header, timeHeader].map((name) => name?.toLowerCase()));
    const sent = material.headers.filter(([name]) => !own.has(name.toLowerCase()) && !this.#isLeftOut(name));
    const captured = sent.map(([name, value]): Piece[] => {
      if (this.#isHidden(name)) return [`${name}: `, { variable: this.#credential(name) }];
      return value ? merged([`${name}: `, ...this.#secrets.pieces(value)]) : [`${name};`];
    });
    const hasType = material.headers.some(([name]) => /^content-type$/i.test(name));
    return [
      ...captured,
      // Curl would add one of its own.
      ...(hasBody && !hasType && material.unseen !== 'all' ? [['Content-Type:']] : []),
      ...(timeHeader ? [[`${timeHeader}: `, { variable: 'timestamp' }]] : []),
      ...(at.header ? [[`${at.header}: `, { variable: 'signature' }]] : []),
    ];
  }

  #isLeftOut(name: string): boolean {
    const { host, url, body, wireBody } = this.input.material;
    if (this.input.otherSignatures.has(name.toLowerCase())) return true;
    if (/^host$/i.test(name)) return url?.includes(`//${host}`) ?? true;
    if (/^content-encoding$/i.test(name)) return body !== wireBody;
    return NOT_SENT.test(name);
  }
}
