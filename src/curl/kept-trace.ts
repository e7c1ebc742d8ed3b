import { HTTP_ERROR_EXIT, toldKind, transportKind } from '../input/curl/curl-exit.js';
import { INFO, type OtherText, recordText, type TraceRecord } from './trace-splitter.js';

/** Characters of trace that are kept of a body, which takes four and a half times its bytes, and of all of them. */
const KEPT_OF_BODY = 32 * 1024 * 1024;
const KEPT_OF_BODIES = 64 * 1024 * 1024;
/** So much of a body is kept even then: an answer is short. */
const KEPT_AT_LEAST = 256 * 1024;
const KEPT_MESSAGES = 64 * 1024;

/** The trace of one run, as the reader of traces takes it. */
export class KeptTrace {
  readonly #parts = new Map<string, string[]>();
  #bodies = 0;
  #body = { kind: '', length: 0 };
  #messages = '';
  #told: Told = {};

  /** @param parallel transfers come mixed, and each record has the number of its own */
  constructor(readonly parallel: boolean) {}

  add(part: TraceRecord | OtherText): void {
    if (part.kind === 'other') {
      this.#messages = (this.#messages + part.body).slice(-KEPT_MESSAGES);
      return;
    }
    this.#told = toldAfter(this.#told, part);
    // The head of a record without its rows says that there was more, and how much.
    const text = recordText({ ...part, mark: INFO, ...(!this.#isKept(part) && { body: '' }) });
    const transfer = this.parallel ? (part.ids.split('-', 1)[0] as string) : '';
    const parts = this.#parts.get(transfer);
    if (parts) parts.push(text);
    else this.#parts.set(transfer, [text]);
  }

  #isKept({ kind, body }: TraceRecord): boolean {
    if (kind === 'info') return true;
    if (!kind.endsWith('data')) {
      this.#body = { kind: '', length: 0 };
      return true;
    }
    if (this.#body.kind !== kind) this.#body = { kind, length: 0 };
    const limit = this.#bodies < KEPT_OF_BODIES ? KEPT_OF_BODY : KEPT_AT_LEAST;
    if (this.#body.length >= limit) return false;
    this.#body.length += body.length;
    this.#bodies += body.length;
    return true;
  }

  /**
   * The trace, the transfers one after the other, and at its end why curl gave up.
   *
   * @param exit curl's exit code: its message may have gone past us to standard error
   */
  text(exit: number): string {
    const trace = [...this.#parts.values()].map((parts) => parts.join('')).join('');
    return trace + (this.parallel ? '' : this.#failure(exit));
  }

  #failure(exit: number): string {
    const said = this.#messages.match(/^curl: \(\d+\) .*$/gm)?.at(-1);
    if (said) return `${said}\n`;
    if (NOT_OF_THE_CALL.has(exit)) return '';
    const { failure, last } = this.#told;
    const fits = failure !== undefined && transportKind(exit, failure) === toldKind(failure);
    const reason = (fits ? failure : last) ?? UNTOLD[exit];
    return reason === undefined ? '' : `curl: (${exit}) ${reason}\n`;
  }
}

/** What curl told of the latest call: a line that we know as a failure, and whatever came last. */
interface Told {
  readonly failure?: string | undefined;
  readonly last?: string | undefined;
}

function toldAfter({ failure, last }: Told, { kind, body }: TraceRecord): Told {
  if (kind === '=> Send header') return {};
  if (kind !== 'info') return { failure };
  const text = body.trimEnd();
  // An earlier call may have given curl its exit code.
  if (/ left intact$/.test(text)) return { failure };
  if (/^(?:closing|shutting down) connection/i.test(text)) return { failure, last };
  return { failure: toldKind(text) ? text : failure, last: text };
}

/** Success, an HTTP status (`-f`), no room for the answer, no memory, and a stop by the user. */
const NOT_OF_THE_CALL: ReadonlySet<number> = new Set([0, HTTP_ERROR_EXIT, 23, 27, 42]);
/** What ends a call before there is anything to trace, in libcurl's words (libcurl-errors). */
const UNTOLD: Readonly<Record<number, string>> = { 3: 'URL using bad/illegal format or missing URL' };
