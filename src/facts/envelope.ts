import type { Envelope } from '../causes/pack.js';
import { valuePlace } from '../exchange/body.js';
import type { ResponseMessage } from '../exchange/exchange.js';
import { inside, type JsonPath, type Place } from '../exchange/place.js';
import { type BodyReading, isObject, peek, valueAt } from './json-reading.js';
import { placeOfBytes } from './message-facts.js';
import { failingMember, saysSuccess } from './verdict.js';
import { XML_CODE, XML_MESSAGE, type XmlText, xmlText } from './xml-reading.js';

/** Something that the answer says, with its place, which is made only when it is asked for. */
export class Said {
  constructor(
    readonly text: string,
    private readonly place?: () => Place | undefined,
  ) {}

  get at(): Place | undefined {
    return this.place?.();
  }
}

export interface EnvelopeItem {
  readonly field?: string | undefined;
  readonly code?: Said | undefined;
  readonly message?: Said | undefined;
}

// Where APIs put these, most telling first. A generic shape never names a provider.
const CODE = [
  'error.code',
  'code',
  'error_code',
  'errorCode',
  'error.error_code',
  'error.errorCode',
  'errors.0.code',
  'error.type',
  '__type',
  'error.name',
  'failure_code',
  'failureCode',
  'failure.code',
  'error',
  'name',
  'type',
];
const MESSAGE = [
  'error.message',
  'message',
  'error_description',
  'error.description',
  'error.detail',
  'error.reason',
  'errorMessage',
  'error_message',
  'detail',
  'msg',
  'description',
  'errors.0.message',
  'errors.0.detail',
  'errors.0',
  'error',
  'title',
  'reason',
  'failureReason',
  'failure_reason',
];
/** What a framework puts beside the real message: the name of the status (RFC 9110, section 15.5). */
const REASON =
  /^(?:bad request|unauthorized|forbidden|not found|conflict|unprocessable (?:entity|content)|too many requests|internal server error)$/i;
const REQUEST_ID = [
  'error.requestId',
  'requestId',
  'request_id',
  'error.request_id',
  'requestID',
  'traceId',
  'trace_id',
  'correlationId',
  'correlation_id',
  'debug_id',
  'header:x-request-id',
  'header:request-id',
  'header:x-requestid',
  'header:x-amzn-requestid',
  'header:x-correlation-id',
  'header:x-trace-id',
];
const STATUS = ['error.status', 'status', 'statusCode', 'error.statusCode'];
/** Codes that look like a status mostly are one, and sometimes are an API's own number. */
const STATUS_AS_CODE = ['error.code', 'code'];

/**
 * What the provider said: the symptom, before any interpretation. Read by the pack's paths first, then by the
 * common ones; each part on first use, because a batch needs little more than code and message.
 */
export class EnvelopeReading {
  readonly #root: unknown;
  readonly #cut: string | undefined;
  readonly #kept = new Map<string, unknown>();

  constructor(
    private readonly body: BodyReading,
    private readonly response: ResponseMessage | undefined,
    private readonly pack: Envelope | undefined,
  ) {
    this.#root = body.is === 'json' ? body.value : undefined;
    this.#cut = body.is === 'json' ? body.cutString : undefined;
  }

  get code(): Said | undefined {
    // A provider that documents where its message stands, and no code, has none: its text is not to be taken for one.
    const common = this.pack?.message && !this.pack.code ? [] : CODE;
    return this.#once(
      'code',
      () =>
        this.#find(this.pack?.code, asCode) ?? this.#find(common, asCode) ?? this.#element(XML_CODE, asCode),
    );
  }

  get message(): Said | undefined {
    return this.#once('message', () => {
      const own = this.#find(this.pack?.message, asMessage);
      const common = own && !REASON.test(own.text) ? undefined : this.#find(MESSAGE, asMessage);
      const said =
        (common && !REASON.test(common.text) ? common : (own ?? common)) ??
        this.#element(XML_MESSAGE, asMessage) ??
        plainText(this.body);
      return said && said.text === this.code?.text ? undefined : said;
    });
  }

  get requestId(): Said | undefined {
    return this.#once(
      'requestId',
      () => this.#find(this.pack?.requestId, asId) ?? this.#find(REQUEST_ID, asId),
    );
  }

  /** The status that the envelope repeats; `named` when its member says that it is one. */
  get status(): { readonly number: number; readonly named: boolean; readonly said: Said } | undefined {
    const named = this.#once(
      'status',
      () => this.#find(this.pack?.status, asStatus) ?? this.#find(STATUS, asStatus),
    );
    const said = named ?? this.#once('status code', () => this.#find(STATUS_AS_CODE, asStatus));
    return said && { number: Number(said.text), named: named !== undefined, said };
  }

  /** The envelope's own word on success: true, false, or undefined when it has none. */
  get succeeded(): boolean | undefined {
    return this.#once('succeeded', () => (this.failure ? false : saysSuccess(this.#root) ? true : undefined));
  }

  /** The member by which the envelope says that it failed: its name and value. */
  get failure(): Said | undefined {
    return this.#once('failure', () => {
      const name = failingMember(this.#root, this.pack);
      if (name === undefined) return undefined;
      const { value, path } = valueAt(this.#root, name);
      return new Said(`${name} is ${JSON.stringify(value)}`, () => this.#place(path));
    });
  }

  /** Single faults, when the envelope lists several. */
  get items(): readonly EnvelopeItem[] {
    return this.#once('items', () =>
      readItems(this.#root, this.pack, this.#cut, (path) => this.#place(path)),
    );
  }

  /** All members. */
  get details(): Readonly<Record<string, unknown>> {
    return isObject(this.#root) ? this.#root : {};
  }

  #once<T>(part: string, read: () => T): T {
    if (!this.#kept.has(part)) this.#kept.set(part, read());
    return this.#kept.get(part) as T;
  }

  #find(
    names: readonly string[] = [],
    fits: (value: unknown, name: string) => string | undefined,
  ): Said | undefined {
    for (const name of names) {
      if (name.startsWith('header:')) {
        const header = this.response?.headers.get(name.slice(7));
        const text = header && !header.redacted ? fits(header.value, name) : undefined;
        if (header && text !== undefined) return new Said(text, () => header.at);
        continue;
      }
      const value = peek(this.#root, name);
      // Half a message still says something; half a code or an id names another thing.
      const isCut = this.#cut === name && fits !== asMessage;
      const text = value === undefined || isCut ? undefined : fits(value, name);
      if (text !== undefined) return new Said(text, () => this.#place(valueAt(this.#root, name).path));
    }
    return undefined;
  }

  /** The same from a failure told in XML. */
  #element(names: string, fits: (value: unknown, name: string) => string | undefined): Said | undefined {
    if (this.body.is !== 'not-json' || this.body.looksLike !== 'xml') return undefined;
    const found = xmlText(this.body.text, names);
    const text = found && fits(found.text, 'code');
    if (text === undefined) return undefined;
    return new Said(text, () => inside(placeOfBytes(this.response?.body), found as XmlText));
  }

  #place(path: JsonPath): Place | undefined {
    return this.response && valuePlace(this.response.body, path);
  }
}

function readItems(
  root: unknown,
  pack: Envelope | undefined,
  cut: string | undefined,
  place: (path: JsonPath) => Place | undefined,
): EnvelopeItem[] {
  const name =
    pack?.errors?.list ??
    ['errors', 'error.errors', 'error.details', 'violations', 'invalidFields'].find((one) =>
      Array.isArray(peek(root, one)),
    ) ??
    '';
  const { value, path } = valueAt(root, name);
  if (!Array.isArray(value)) return [];
  return value.slice(0, 50).flatMap((item, i): EnvelopeItem[] => {
    if (!isObject(item)) return [];
    const find = (
      names: readonly (string | undefined)[],
      fits: (one: unknown, name: string) => string | undefined,
    ): Said | undefined => {
      for (const key of names) {
        if (!key) continue;
        if (fits !== asMessage && cut === [...path, i, key].join('.')) continue;
        const text = fits(item[key], key);
        if (text !== undefined) return new Said(text, () => place([...path, i, key]));
      }
      return undefined;
    };
    const field = find(
      [pack?.errors?.field, 'field', 'path', 'param', 'property', 'pointer', 'location'],
      asMessage,
    )?.text;
    const code = find([pack?.errors?.code, 'code', 'type'], asCode);
    const message = find(
      [pack?.errors?.message, 'message', 'detail', 'title', 'msg', 'description', 'reason'],
      asMessage,
    );
    return field || code || message ? [{ field, code, message }] : [];
  });
}

/** A code with its namespace before it, or an address behind it (Smithy's JSON protocols, "operation error serialization"). */
const SHAPE = /^(?:[\w.]+#)?(\w+)(?::https?:\/\/\S*)?$/;

function asCode(value: unknown, name: string): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value) && !(value >= 100 && value < 600))
    return String(value);
  if (typeof value !== 'string' || value.length > 200) return undefined;
  const code = SHAPE.exec(value)?.[1] ?? value;
  if (code.length > 100 || !/^[A-Za-z0-9][\w.:/-]*$/.test(code) || code.includes('://')) return undefined;
  if (/^[1-5]\d\d$/.test(code)) return undefined;
  // Elsewhere than under a `code`, one plain word (`Unauthorized`, `error`) is a message or a status text.
  const plainWord = /^(?:[A-Z]?[a-z]+|[A-Z]{1,3})$/.test(code);
  return plainWord && !/code$/i.test(name) ? undefined : code;
}

function asMessage(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string'))
    return value.join('; ');
  return undefined;
}

function asId(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined;
}

function asStatus(value: unknown): string | undefined {
  const number = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 100 && number < 600
    ? String(number)
    : undefined;
}

function plainText(body: BodyReading): Said | undefined {
  if (body.is !== 'not-json' || body.looksLike !== 'text') return undefined;
  const text = body.text.trim();
  return text.length > 0 && text.length <= 500 ? new Said(text) : undefined;
}
