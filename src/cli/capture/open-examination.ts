import { Readable } from 'node:stream';
import { secretSettings } from '../../mask-for.js';
import { secretsGiven } from '../../signing/given.js';
import { type Leg, withBuffers } from '../../wire/leg.js';
import type { Io, Sink } from '../io.js';
import { openEngine } from '../open-engine.js';
import { readDescription } from '../read-description.js';
import { readSigning } from '../read-signing.js';
import { reportFormat } from '../report-context.js';
import { checkSaving } from '../save-exchanges.js';
import { UsageError } from '../usage-error.js';
import { noCounts } from './counts.js';
import { Examination } from './examination.js';
import type { Examined, ExaminerSetting } from './examiner-setting.js';
import { Notes } from './notes.js';
import { SavedCalls } from './saved-calls.js';

/** Plain data, which the thread gets as it is. */
export interface ExaminationSetting extends ExaminerSetting {
  /** Shared memory: a search for a signing mistake stops when the first number is not 0. */
  readonly stop: Int32Array;
}

/** A call, or the wish to begin or to end. */
export type Question = 'begin' | 'finish' | { readonly leg: Leg; readonly number: number };

export interface Answer {
  /** To be printed now. */
  readonly text: string;
  /** The options are wrong: a sentence. */
  readonly unusable?: string;
  readonly examined: Examined;
}

/** What answers questions about captured calls: here, or in a thread of its own. */
export async function openExamination(
  setting: ExaminationSetting,
): Promise<(question: Question) => Promise<Answer>> {
  const nothing = { summary: noCounts(), text: '', notes: [] };
  let said = '';
  try {
    const examination = await prepare(setting, (text) => {
      said += text;
    });
    return async (question) => {
      if (question === 'begin') return { text: said, examined: nothing };
      if (question === 'finish') return { text: '', examined: await examination.finish() };
      return {
        text: await examination.add(withBuffers(question.leg), question.number),
        examined: { ...nothing, summary: examination.summary },
      };
    };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return async () => ({ text: '', unusable: error.message, examined: nothing });
  }
}

async function prepare(setting: ExaminationSetting, say: (text: string) => void): Promise<Examination> {
  const { options, live } = setting;
  const io = ioOf(say);
  const [format, engine] = await Promise.all([reportFormat(options), openEngine(options, io)]);
  checkSaving(options);
  const signing = { ...(await readSigning(options, io)), stop: setting.stop };
  const description = await readDescription(options.openapi, io);
  const notes = new Notes();
  let saved: SavedCalls | undefined;
  if (options.saveHar !== undefined) {
    // Whose API it is does not matter: every header and prefix that a pack knows is looked for.
    await engine.store.load();
    const settings = secretSettings([...engine.store.packs.values()].map((pack) => pack.settings));
    const given = secretsGiven(signing.secrets, settings);
    saved = SavedCalls.open(options.saveHar, options.saveSecrets ?? false, settings, given, notes);
  }
  // Where a file takes the report, what is printed as it happens is for people.
  const liveFormat = options.output === undefined ? format : await reportFormat({});
  return new Examination({
    ...{ setting, engine, signing, description, format, saved, notes, io },
    liveFormat: live && liveFormat.streams ? liveFormat : undefined,
  });
}

/** Standard input belongs to the program that is captured. */
function ioOf(say: (text: string) => void): Io {
  const sink: Sink = {
    isTTY: false,
    columns: undefined,
    write: async (text) => say(typeof text === 'string' ? text : Buffer.from(text).toString()),
  };
  return {
    stdin: { isTTY: false, stream: Readable.from([]) },
    stdout: sink,
    stderr: sink,
    get terminal(): never {
      throw new Error('Nobody is asked here.');
    },
    env: process.env,
    onInterrupt: () => () => undefined,
  };
}
