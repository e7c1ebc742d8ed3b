import type { CompiledSimulation } from '../causes/compiled.js';
import { type CompiledCondition, holds } from '../causes/condition.js';
import type { Refusal } from '../causes/pack.js';
import type { Exchange, RequestMessage } from '../exchange/exchange.js';
import { Facts } from '../facts/facts.js';
import { idempotencyKey } from '../facts/idempotency-key.js';
import { causeOf } from '../signing/cause-of.js';
import { schemesOf } from '../signing/choose-scheme.js';
import { examine } from '../signing/examine.js';
import type { Finding } from '../signing/finding.js';
import { type Answer, type AnswerOptions, answerFor, type SimulatedPack } from './answer.js';
import { brokenLimit } from './broken-limit.js';
import { type Issued, knows } from './issue.js';
import { KeptAnswers, type KeyState } from './kept-answers.js';
import { Memory } from './memory.js';
import { type Allowance, RateLimit } from './rate-limit.js';
import { success } from './success.js';
import { isSuccess, ownError, whyNot } from './wish.js';

/** An answer, and what made it so. */
export interface Verdict {
  readonly answer: Answer;
  /** Id of the cause that refused the request. */
  readonly cause?: string;
  /** For the log: `as wished`, `the first answer again`. */
  readonly why?: string;
}

export interface StandInOptions {
  readonly pack: SimulatedPack;
  readonly simulation: CompiledSimulation;
  readonly common: AnswerOptions['common'];
  readonly issued: Issued;
  /** A wish that every request has. */
  readonly fault?: string | undefined;
  /** Whether the provider lets this address call. */
  readonly admits: (address: string) => boolean;
}

/** The request header that asks for an answer. */
const WISH = 'x-simulate';
const OK = 300;

/** What a provider documents, as a server's memory and judgement: one for each server. */
export class StandIn {
  readonly #limit: RateLimit | undefined;
  readonly #kept: KeptAnswers;
  readonly #memory: Memory;
  readonly #refuses: readonly Refusal<CompiledCondition>[];
  #made = 0;

  constructor(private readonly options: StandInOptions) {
    const { settings } = options.pack;
    this.#limit = settings.rateLimit && new RateLimit(settings.rateLimit);
    this.#kept = new KeptAnswers(settings.idempotency?.lifetimeHours);
    this.#memory = new Memory(settings);
    this.#refuses = options.simulation.refuses ?? [];
  }

  /**
   * The answer to a request: the one that is wished for, else that of the first check that refuses it, else a success.
   *
   * @param address the caller's
   * @param now epoch milliseconds
   */
  async answer(exchange: Exchange, address: string, now: number): Promise<Verdict> {
    const request = exchange.request as RequestMessage;
    const wish = request.headers.get(WISH)?.value ?? this.options.fault;
    if (wish !== undefined) return this.#wished(wish, exchange, now);

    const allowance = this.#limit?.count(this.#caller(request), now);
    const verdict = await this.#judged(exchange, address, allowance, now);
    this.#memory.keep(exchange, verdict.answer);
    const headers = [
      ...(allowance?.headers ?? []),
      ...(allowance?.isOver ? [['retry-after', String(allowance.wait)] as const] : []),
    ];
    return { ...verdict, answer: { ...verdict.answer, headers: merged(verdict.answer.headers, headers) } };
  }

  async #judged(
    exchange: Exchange,
    address: string,
    allowance: Allowance | undefined,
    now: number,
  ): Promise<Verdict> {
    const { settings } = this.options.pack;
    const request = exchange.request as RequestMessage;
    const finding = await this.#signature(exchange);
    const before = this.#before(exchange, now);
    const answers: Record<string, unknown> = {
      'egress.address': address,
      'egress.onAllowlist': this.options.admits(address),
      'server.overLimit': allowance?.isOver ?? false,
      'server.key': before?.state,
      ...(finding && { 'server.signature': verdictOf(finding) }),
    };
    for (const credential of this.options.issued.credentials)
      answers[`server.knows.${credential.name}`] = knows(credential, request.headers);
    // What was done already cannot forbid to be told of it again.
    const history = before?.state === 'repeated' ? undefined : this.#memory.before(exchange);
    const facts = new Facts(exchange, settings, { now, answers, history });

    const refusal = this.#refuses.find((one) => holds(one.if, facts));
    const cause = refusal?.cause ?? brokenLimit(facts);
    if (cause !== undefined) return this.#refused(preciser(cause, finding, settings.signatures), cause, now);
    if (before?.answer) {
      const { repeated: status = before.answer.status } = this.options.simulation;
      return { answer: { ...before.answer, status }, why: 'the first answer again' };
    }
    const answer = success(facts, this.options.simulation, this.#id());
    if (before && answer.status < OK) this.#kept.keep(before.key, request, answer, now);
    return { answer };
  }

  #wished(wish: string, exchange: Exchange, now: number): Verdict {
    if (isSuccess(wish)) {
      const facts = new Facts(exchange, this.options.pack.settings, { now });
      const answer = success(facts, this.options.simulation, this.#id());
      return { answer: { ...answer, status: Number(wish) }, why: 'as wished' };
    }
    const granted = answerFor(wish, this.options.pack, this.#answering(now));
    if (granted.is === 'answer')
      return { answer: granted.answer, ...(granted.cause && { cause: granted.cause }), why: 'as wished' };
    return { answer: ownError(400, whyNot(granted)), why: 'unknown wish' };
  }

  #refused(cause: string, documented: string, now: number): Verdict {
    const granted = answerFor(documented, this.options.pack, this.#answering(now));
    // A pack that says nothing of its checks refuses with a bare status.
    const isStatus = /^\d+$/.test(cause);
    if (granted.is === 'answer')
      return { answer: granted.answer, ...(isStatus ? { why: 'no such credential' } : { cause }) };
    return { answer: ownError(500, `The answer of ${documented} is not documented.`), cause };
  }

  #answering(now: number): AnswerOptions {
    return { now, requestId: `req_${this.#id()}`, common: this.options.common };
  }

  #id(): string {
    this.#made++;
    return `errdoctor_example_${String(this.#made).padStart(4, '0')}`;
  }

  #caller({ headers }: RequestMessage): string {
    return this.options.issued.credentials.map(({ header }) => headers.get(header)?.value ?? '').join('\n');
  }

  /** What the signature is; undefined where callers do not sign. */
  async #signature(exchange: Exchange): Promise<Finding | undefined> {
    const { secrets } = this.options.issued;
    if (secrets.length === 0) return undefined;
    const schemes = schemesOf(this.options.pack.settings, exchange).filter(([name]) =>
      secrets.some(({ scheme }) => scheme === name),
    );
    return examine(exchange, schemes, { secrets, depth: 1, timeoutSeconds: 1 });
  }

  #before(exchange: Exchange, now: number): { key: string; state: KeyState; answer?: Answer } | undefined {
    const { settings } = this.options.pack;
    const request = exchange.request as RequestMessage;
    if (!settings.idempotency || /^(?:GET|HEAD|OPTIONS)$/.test(request.method ?? '')) return undefined;
    const found = idempotencyKey(new Facts(exchange, settings, {}));
    if (found.is !== 'known' || typeof found.value !== 'string' || found.value === '') return undefined;
    const key = `${this.#caller(request)}\n${found.value}`;
    return { key, ...this.#kept.find(key, request, now) };
  }
}

function verdictOf({ is }: Finding): 'right' | 'absent' | 'wrong' {
  return is === 'right' ? 'right' : is === 'no-signature' ? 'absent' : 'wrong';
}

/** The cause that the mistake in the signature leads to, where the general one refused the request. */
function preciser(
  cause: string,
  finding: Finding | undefined,
  signatures: SimulatedPack['settings']['signatures'],
): string {
  const mistake = finding?.explanations[0]?.mistakes[0];
  const scheme = finding && signatures?.[finding.scheme];
  if (!mistake || !scheme || scheme.causes['*'] !== cause) return cause;
  return causeOf(scheme, mistake.id) ?? cause;
}

/** Headers of which a later one takes the place of one of the same name. */
function merged(headers: Answer['headers'], more: Answer['headers']): Answer['headers'] {
  const names = new Set(more.map(([name]) => name.toLowerCase()));
  return [...headers.filter(([name]) => !names.has(name.toLowerCase())), ...more];
}
