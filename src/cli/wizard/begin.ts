import type { Engine } from '../../causes/engine.js';
import type { DiagnoseOptions } from '../../diagnose.js';
import type { Exchange } from '../../exchange/exchange.js';
import { statesFailure } from '../../exchange/statement.js';
import { withHistory } from '../../history/with-history.js';
import { UnreadableInput } from '../../input/format.js';
import type { ReadInputResult } from '../../input/read-input.js';
import { maskFor } from '../../mask-for.js';
import type { Answers } from '../../wizard/answers.js';
import { NOTHING_CAPTURED } from '../../wizard/case.js';
import { PASTED, readPasted } from '../../wizard/pasted.js';
import { caseFrom } from '../../wizard/repeated.js';
import type { Session } from '../../wizard/session.js';
import { checkEntry, entryLine } from '../entries.js';
import type { Io } from '../io.js';
import { readCaptures } from '../read-captures.js';
import { UsageError } from '../usage-error.js';
import type { WizardOptions } from '../run/wizard.js';
import type { PackNames } from './ask.js';
import { Interrupted, type Prompts } from './prompts.js';

export interface Beginning {
  readonly session: Session;
  /** What was read at the start; the mask and the report need all of it. */
  readonly read: readonly ReadInputResult[];
  /** What was damaged or left out, a sentence each. */
  readonly notes: readonly string[];
}

/** Options of the command line, with what was read for them. */
export type Start = Omit<WizardOptions, 'answers'> & DiagnoseOptions;

interface BeginningSetting {
  readonly engine: Engine;
  readonly packs: PackNames;
  readonly io: Io;
  /** Undefined where nobody is asked. */
  readonly prompts: Prompts | undefined;
}

/**
 * What the wizard starts from: a file, an earlier transcript, what is stated by options, or what somebody pastes or says.
 *
 * @throws UsageError when the file cannot be read, or nobody can say which of its exchanges is meant; Interrupted when nothing is said
 */
export async function begin(
  file: string | undefined,
  answers: Answers | undefined,
  options: Start,
  setting: BeginningSetting,
): Promise<Beginning> {
  if (file !== undefined) {
    const { read, notes, unreadable } = await readCaptures([file], {}, setting.io);
    const [only] = read;
    if (!only) throw new UsageError(unreadable.join(' '));
    const entry = answers?.capture && 'file' in answers.capture ? answers.capture.entry : undefined;
    const chosen = options.entry === undefined && entry !== undefined ? { ...options, entry } : options;
    const { session, read: all } = await startingFrom(only, true, chosen, setting);
    return { session: answers ? goneOn(session, answers) : session, read: all, notes };
  }
  const kept = answers?.capture;
  if (answers && kept) {
    if ('file' in kept) throw new UsageError(`The transcript is about ${kept.file}: name that file, too.`);
    const read = readPasted(PASTED, Buffer.from(kept.bytes), setting.packs).read;
    const { session, read: all } = await startingFrom(
      read,
      false,
      { ...options, entry: kept.entry },
      setting,
    );
    return { session: goneOn(session, answers), read: all, notes: [] };
  }
  const stated = sessionOf(undefined, NOTHING_CAPTURED, options);
  if (answers) return { session: goneOn(stated, answers), read: [], notes: [] };
  const isStated = statesFailure(options) || options.provider !== undefined || options.url !== undefined;
  if (isStated || !setting.prompts) return { session: stated, read: [], notes: [] };
  const reply = await setting.prompts.paste(whatToPaste(setting.packs), ['unknown', 'quit']);
  if (reply.is === 'quit') throw new Interrupted();
  const text = reply.is === 'answer' ? reply.value : '';
  const { read, provider, status } = readPasted(PASTED, Buffer.from(text), setting.packs);
  const named = { ...options, provider, status };
  const [first] = read.exchanges;
  if (!first) return { session: sessionOf(undefined, NOTHING_CAPTURED, named), read: [read], notes: [] };
  // Hosts and headers of a capture tell the provider better than its words do.
  const as = first.request?.url ? options : named;
  return { ...(await startingFrom(read, false, as, setting)), notes: [] };
}

/**
 * The session as an earlier one left it; what the command line says counts more.
 *
 * @throws UsageError where a recording in the transcript cannot be read
 */
function goneOn(session: Session, answers: Answers): Session {
  const { one } = session;
  const recording = session.capture && { ...session.capture, exchange: one.captured };
  const before = readable(() => caseFrom(answers, recording, one.options));
  const statement = { ...before.statement, ...one.statement };
  return { ...session, one: { ...before, statement }, finished: answers.finished };
}

/** A transcript may be changed by hand, or a stranger's. */
function readable<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableInput) throw new UsageError(error.message);
    throw error;
  }
}

function whatToPaste(packs: PackNames): string {
  const [, name = 'the API'] = [...packs][0] ?? [];
  return `Paste the failed call: what curl printed, a log line, a response, a curl command. Or say it in words, such as "a 403 from ${name}".`;
}

async function startingFrom(
  read: ReadInputResult,
  isFile: boolean,
  options: Start,
  setting: BeginningSetting,
): Promise<Omit<Beginning, 'notes'>> {
  const { input, exchanges } = read;
  const seen = await withHistory(setting.engine, exchanges, options);
  const entry = await chooseEntry(read, seen, setting);
  const captured = exchanges[entry - 1] ?? NOTHING_CAPTURED;
  return { session: sessionOf({ input, entry, isFile }, captured, seen), read: [read] };
}

function sessionOf(
  capture: Session['capture'],
  captured: Exchange,
  { status, code, message, method, url, ...options }: Start,
): Session {
  const { provider, env, now, signing, history, answers, byHand, probed } = options;
  const stated = { status, code, message, method, url };
  const statement = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
  return {
    capture,
    steps: [],
    one: {
      captured,
      pasted: [],
      statement,
      options: { provider, env, now, signing, history, answers, byHand, probed },
      settled: new Set(),
    },
    finished: false,
  };
}

/** The number of the exchange that is meant: the only one that failed, or the one that somebody chooses. */
async function chooseEntry(
  read: ReadInputResult,
  options: Start,
  { engine, prompts }: BeginningSetting,
): Promise<number> {
  const mask = maskFor([read], []);
  if (options.entry !== undefined) {
    checkEntry(options.entry, [read], mask);
    return options.entry;
  }
  const { exchanges, input } = read;
  if (exchanges.length < 2) return 1;
  await engine.prepare(exchanges, options);
  const failed = exchanges.flatMap((exchange, index) =>
    engine.diagnose(exchange, options).outcome === 'succeeded' ? [] : [index + 1],
  );
  const [first, ...others] = failed.length > 0 ? failed : exchanges.map((_, index) => index + 1);
  if (first !== undefined && others.length === 0) return first;
  if (!prompts)
    throw new UsageError(`${input.name} holds ${exchanges.length} exchanges; choose one with --entry.`);
  const choices = [first as number, ...others].map((entry) => ({
    value: entry,
    label: entryLine(exchanges[entry - 1] as Exchange, mask),
  }));
  const reply = await prompts.choose('Which call is it about?', choices, []);
  return reply.is === 'answer' ? reply.value : (first as number);
}
