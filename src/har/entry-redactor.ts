import { isUtf8 } from 'node:buffer';
import type { Entry } from 'har-format';
import type { Exchange, RequestMessage, ResponseMessage } from '../exchange/exchange.js';
import { RecentSecrets } from '../exchange/recent-secrets.js';
import type { Secret, SecretSettings } from '../exchange/secret.js';
import har from '../input/formats/har.js';
import { Input } from '../input/input.js';
import { contentOf } from '../redact/packed-bodies.js';
import { isTelling, secretsToReplace } from '../redact/redact-input.js';
import { TextRedactor } from '../redact/redact-text.js';
import type { TextEncoding } from '../redact/substitute.js';
import { Unredactable } from '../redact/unredactable.js';
import { harOf, written } from './write-har.js';

/** What one round unveils the next one masks, as in redactInput. */
const ROUNDS = 5;

/** What HAR says of a body; `_encoding` is ours, for requests. */
interface Slot {
  text?: string;
  encoding?: string;
  _encoding?: string;
  comment?: string;
}

interface Content {
  readonly side: 'request' | 'response';
  readonly encoding: TextEncoding;
  /** As HAR holds it. */
  slot: Slot;
  text: string;
  /** Nobody has looked for secrets in it yet. */
  isNew: boolean;
}

/**
 * Calls, one after the other, as entries of a HAR without their secrets: what one of them told is masked in all after
 * it, by the same stand-in. Bodies are masked by themselves, because to read a HAR with large ones again and again
 * would take seconds.
 */
export class EntryRedactor {
  readonly #known: RecentSecrets;
  #redactors!: Readonly<Record<TextEncoding, TextRedactor>>;

  /** @param given secrets that are known from elsewhere */
  constructor(
    private readonly settings: SecretSettings,
    given: readonly Secret[] = [],
  ) {
    const { prefixes = [] } = settings;
    this.#known = new RecentSecrets(given, () => {
      const utf8 = new TextRedactor(prefixes, 'utf8');
      const latin1 = new TextRedactor(prefixes, 'latin1');
      this.#redactors = { utf8, latin1 };
      return (secret) => {
        utf8.add(secret);
        latin1.add(secret);
      };
    });
  }

  /**
   * The JSON of a call's entry. A body that nobody can look into is left out, which the entry says.
   *
   * @param now epoch milliseconds of a call whose time was not captured
   * @throws Unredactable when a secret cannot be taken out
   */
  entryOf(exchange: Exchange, now: number): string {
    const entry = harOf([{ ...exchange, hops: [] }], now).log.entries[0] as Entry;
    const contents = [
      ...contentsOf('request', exchange.request, entry.request.postData),
      ...contentsOf('response', exchange.response, entry.response.content),
    ];
    let head = JSON.stringify(entry);
    let secrets: readonly Secret[] | undefined;
    for (let round = 0; round < ROUNDS; round++) {
      const told = this.#read(head, contents);
      const learned = this.#known.learn(told);
      const before = head;
      head = this.#redactors.utf8.redact(head);
      let isSettled = head === before;
      for (const content of contents) {
        if (!learned && !content.isNew) continue;
        const masked = this.#redactors[content.encoding].redact(content.text);
        content.isNew = masked !== content.text;
        if (!content.isNew) continue;
        isSettled = false;
        content.text = masked;
        content.slot = slotOf(content);
      }
      if (isSettled) {
        if (secrets) refuseLeaks(secrets, told, this.settings);
        return joined(head, contents);
      }
      secrets ??= told;
    }
    throw new Unredactable(`The copy still changes after ${ROUNDS} rounds.`);
  }

  /** The secrets that the head of an entry and its contents, as far as they are new, tell. */
  #read(head: string, contents: readonly Content[]): Secret[] {
    const input = new Input(
      'entry',
      Buffer.from(JSON.stringify(harOf([], 0)).replace('[]', () => `[${head}]`)),
    );
    const [exchange] = har.read(input).exchanges;
    if (!exchange) return [];
    const messages = contents
      .filter(({ isNew }) => isNew)
      .map(({ side, text, encoding }) => {
        const bytes = Buffer.from(text, encoding);
        const wire = encoding === 'utf8' ? bytes : textsIn(bytes);
        return [side, { ...exchange[side], body: { is: 'bytes', wire, exact: false } }];
      });
    return secretsToReplace([{ ...exchange, ...Object.fromEntries(messages) }], head, this.settings);
  }
}

/** Takes a body out of an entry. */
function contentsOf(
  side: Content['side'],
  message: RequestMessage | ResponseMessage | undefined,
  slot: Slot | undefined,
): Content[] {
  const body = message?.body;
  if (!slot?.text || (body?.is !== 'bytes' && body?.is !== 'cut')) return [];
  const { text, encoding, _encoding } = slot;
  Object.assign(slot, { text: '', encoding: undefined, _encoding: undefined });
  try {
    const packed = contentOf(body, message?.headers.get('content-encoding')?.value);
    const bytes = Buffer.from(packed?.plain ?? (body.is === 'cut' ? body.bytes : body.wire));
    const form = isUtf8(bytes) ? 'utf8' : 'latin1';
    return [
      { side, encoding: form, slot: { text, encoding, _encoding }, text: bytes.toString(form), isNew: true },
    ];
  } catch (error) {
    if (!(error instanceof Unredactable)) throw error;
    slot.comment = error.message;
    return [];
  }
}

function slotOf({ side, text, encoding }: Content): Slot {
  const { encoding: form, ...rest } = written(Buffer.from(text, encoding));
  return { ...rest, [side === 'request' ? '_encoding' : 'encoding']: form };
}

function joined(head: string, contents: readonly Content[]): string {
  const entry = JSON.parse(head) as Entry;
  for (const { side, slot } of contents)
    Object.assign(side === 'request' ? (entry.request.postData as object) : entry.response.content, slot);
  return JSON.stringify(entry);
}

/** The last look: no secret is read out of the copy again. */
function refuseLeaks(secrets: readonly Secret[], again: readonly Secret[], settings: SecretSettings): void {
  const read = new Set(again.map((secret) => secret.reveal()));
  const leak = secrets.find((secret) => read.has(secret.reveal()) && isTelling(secret.reveal(), settings));
  if (leak) throw new Unredactable(`A secret (${leak.shown}) stands where it cannot be masked.`);
}

/** Bytes that are no text as a whole: what is none in them (no UTF-8, or control characters) becomes line feeds. */
function textsIn(bytes: Buffer): Buffer {
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] as number;
    let end =
      at + (first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0);
    for (let next = at + 1; next < end; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) end = at;
    if (end === at || (first < 32 && (first < 9 || first > 13)) || first === 127) bytes[at++] = 10;
    else at = end;
  }
  return bytes;
}
