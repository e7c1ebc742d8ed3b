import { STATUS_CODES } from 'node:http';
import type { RulePage } from '../causes/compiled.js';
import { list } from '../causes/condition.js';
import { Glossary } from '../causes/glossary.js';
import { fitsTemplate, messageWords, parseTemplate } from '../causes/message-template.js';
import type { PackSettings } from '../causes/pack.js';
import type { DocumentedAnswer } from '../causes/rule.js';
import { nearest } from '../nearest.js';
import { layOut } from './lay-out.js';
import { type Said, saidBy } from './said.js';

/** An answer of a simulated provider; headers that every answer has (`Date`, lengths) are the server's business. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** What happens in place of the answer, or in its middle. */
  readonly instead?: Instead;
}

export type Instead = NonNullable<DocumentedAnswer['instead']>;

/** A pack as far as answers are made of it. */
export interface SimulatedPack {
  readonly settings: PackSettings;
  readonly rules: readonly RulePage[];
}

export interface AnswerOptions {
  /** Epoch milliseconds: what the times in headers count from. */
  readonly now: number;
  readonly requestId: string;
  /** The causes that any API can have, which may be wished for as well. */
  readonly common?: readonly RulePage[];
}

/** What came of a wish. */
export type Granted =
  | { readonly is: 'answer'; readonly answer: Answer; readonly cause?: string }
  /** No answer over HTTP shows this cause; one sentence says why and how it can be had. */
  | { readonly is: 'elsewhere'; readonly cause: string; readonly why: string }
  | { readonly is: 'unknown'; readonly meant?: string };

const INSTEAD: ReadonlySet<string> = new Set(['hang', 'reset', 'close-early'] satisfies Instead[]);

/**
 * The answer that the provider documents for a wish: the id of a cause (its pack may be left out), a code, a status,
 * the words of a message, or `hang`, `reset`, `close-early`. Where several causes share an answer, it is the
 * request that tells them apart. The wish may be a stranger's text.
 */
export function answerFor(wish: string, pack: SimulatedPack, options: AnswerOptions): Granted {
  const wanted = wish.trim();
  if (INSTEAD.has(wanted)) return granted({ status: 200, instead: wanted as Instead }, pack, options);
  if (/^[45]\d\d$/.test(wanted)) return granted({ status: Number(wanted) }, pack, options);
  const { settings, rules } = pack;
  // The provider's own words first: a code of it may be the name of a common cause.
  const glossaries = [
    new Glossary(new Map([[settings.id, { name: settings.name, rules }]])),
    new Glossary(new Map([['http', { name: '', rules: options.common ?? [] }]])),
  ];
  const isId = /^[\w-]+\/[\w-]+$/.test(wanted);
  const rule = glossaries
    .flatMap((glossary) => glossary.find(wanted))
    .find(({ id }) => !isId || id === wanted.toLowerCase());
  // The name of a pack stands for all of its causes, which is no wish.
  if (!rule || wanted.toLowerCase() === settings.id || wanted === 'http') {
    const meant = nearest(
      wanted,
      glossaries.flatMap((glossary) => glossary.spellings()),
    );
    return { is: 'unknown', ...(meant !== undefined && { meant }) };
  }
  const said = saidBy(rule, hasCodes(settings));
  if ('why' in said) return { is: 'elsewhere', cause: rule.id, why: said.why };
  return { ...granted({ ...said, ...asWished(wanted, rule) }, pack, options), cause: rule.id };
}

/** A pack that documents no envelope has the common one. */
function hasCodes({ envelope }: PackSettings): boolean {
  return !envelope || envelope.code !== undefined;
}

/** A code or a whole message that was wished for, and not the name of the cause, is sent as it was wished. */
function asWished(wanted: string, { id, when }: RulePage): Partial<Said> {
  if (`/${id}`.endsWith(`/${wanted.toLowerCase()}`)) return {};
  const triggers = list(when);
  const code = triggers
    .flatMap((trigger) => list(trigger.code))
    .find((one) => one.toLowerCase() === wanted.toLowerCase());
  if (code) return { code };
  const words = messageWords(wanted);
  const isMessage = triggers
    .flatMap(({ message }) => list(message))
    .some((template) => fitsTemplate(parseTemplate(template), words));
  return isMessage ? { message: wanted } : {};
}

function granted(said: Said, { settings, rules }: SimulatedPack, options: AnswerOptions) {
  const { status, instead } = said;
  const code = said.code ?? codeOfStatus(status, settings, rules);
  const message = said.message ?? wordsOf(code) ?? STATUS_CODES[status] ?? 'Error';
  const { headers, body } = layOut(settings, {
    status,
    code,
    message,
    requestId: options.requestId,
    details: said.details ?? {},
  });
  const named = Object.entries(said.headers ?? {});
  const answer: Answer = {
    status,
    headers: [
      ...(said.page === undefined ? headers : []),
      ...(status === 429 ? rateHeaders(settings, options.now) : []),
      ...named,
    ],
    body: said.page ?? JSON.stringify(body),
    ...(instead && { instead }),
  };
  return { is: 'answer' as const, answer };
}

/**
 * The code that a status comes with: the one by which an envelope marks every failure of it, or the only one that is
 * documented with it.
 */
function codeOfStatus(status: number, { envelope }: PackSettings, rules: readonly RulePage[]) {
  const marks = new Set(list(envelope?.code).map((path) => envelope?.failed?.[path]));
  const documented = rules
    .flatMap(({ when }) => list(when))
    .filter((trigger) => list(trigger.status).includes(status))
    .flatMap(({ code }) => list(code));
  const codes = [...new Set(documented)];
  return codes.find((code) => marks.has(code)) ?? (codes.length === 1 ? codes[0] : undefined);
}

/** `LINE_ITEMS_MISMATCH` → `Line items mismatch`: what a message says where the documentation shows none. */
function wordsOf(code: string | undefined): string | undefined {
  if (!code || !/[a-z]/i.test(code)) return undefined;
  const words = code
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const RATE_WAIT_SECONDS = 30;

/** What is documented of rate limits: nothing is left, and when the window begins anew (Unix seconds). */
function rateHeaders({ rateLimit }: PackSettings, now: number): [string, string][] {
  if (!rateLimit?.remaining) return [];
  const { remaining, reset, limit } = rateLimit;
  return [
    ...(limit === undefined ? [] : [[remaining.replace('remaining', 'limit'), String(limit)] as const]),
    [remaining, '0'],
    ...(reset ? [[reset, String(Math.ceil(now / 1000) + RATE_WAIT_SECONDS)] as const] : []),
    ['retry-after', String(RATE_WAIT_SECONDS)],
  ] as [string, string][];
}
