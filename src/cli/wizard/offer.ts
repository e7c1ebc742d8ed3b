import type { Engine } from '../../causes/engine.js';
import type { Diagnosis } from '../../diagnose.js';
import type { ProbeGiven } from '../../probe/network-probe.js';
import type { Report } from '../../report/diagnosis.js';
import type { RenderContext } from '../../report/format.js';
import type { Mask } from '../../report/mask.js';
import type { Case } from '../../wizard/case.js';
import type { Question } from '../../wizard/question.js';
import type { Session } from '../../wizard/session.js';
import type { AccessOptions } from '../read-access.js';
import type { Io } from '../io.js';
import type { Aside, Prompts, Reply } from './prompts.js';

/** Something that the wizard can do for a person: one file of `offers/`. The list of them is made by the build. */
export interface Offer {
  /** What it is called among the others, without a final stop; undefined where it makes no sense now. */
  label(setting: OfferSetting): string | undefined;
  /** Does it, after asking for what it takes. An aside says that nothing was done. */
  take(setting: OfferSetting): Promise<Reply<Taken>>;
}

/** What was done. */
export interface Taken {
  /** In a few words, as an answer stands in the transcript. Never a secret. */
  readonly words: string;
  /** What was seen, line by line, masked; shown already where it had to be. */
  readonly says: readonly string[];
  /** The case as it is now, where it is another one. */
  readonly then?: Case;
}

/** What an offer may look at and use. */
export interface OfferSetting {
  readonly session: Session;
  readonly diagnosis: Diagnosis;
  /** What is still open; what is asked first comes first. */
  readonly questions: readonly Question[];
  readonly engine: Engine;
  readonly prompts: Prompts;
  readonly io: Io;
  /** What every question of the offer lets people do instead. */
  readonly asides: readonly Aside[];
  /** What probes know from the command line. */
  readonly given: ProbeGiven;
  readonly options: AccessOptions & {
    readonly network?: boolean | undefined;
    readonly timeout?: number | undefined;
    readonly resolver?: string | undefined;
    readonly names?: string | undefined;
    readonly allowlist?: string | undefined;
  };
  /** Knows the secrets of everything that was read. */
  readonly mask: Mask;
  /** What would be found of a case; waits for the search for a signing mistake where there is one to search. */
  examine(one: Case): Promise<Diagnosis>;
  /** The report of the case as it stands, and what writers need for it. */
  report(): Promise<{ readonly report: Report; readonly context: RenderContext }>;
}
