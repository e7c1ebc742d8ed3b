import type { Diagnosis } from '../diagnose.js';
import { openQuestions } from '../open-questions.js';
import { networkProbes } from './network.generated.js';
import { type Look, learns, type ProbeGiven } from './network-probe.js';
import { PROBE_SECONDS } from './finding.js';
import type { Probed } from './probed.js';

export interface NetworkOptions extends ProbeGiven {
  readonly seconds?: number | undefined;
  /** Told of each look before it is taken. */
  readonly onLook?: (says: string) => Promise<void>;
}

/** A capture may hold many hosts; nobody expects one command to call on all of them. */
const MOST_LOOKS = 20;

/** Runs the probes that would decide between the leading causes of a diagnosis, and only those; each look once. */
export class Network {
  readonly #taken = new Map<string, Promise<Probed>>();

  constructor(private readonly options: NetworkOptions) {}

  async ask(diagnosis: Diagnosis): Promise<readonly Probed[]> {
    const looks = openLooks(diagnosis, this.options).filter(
      ({ says }) => this.#taken.has(says) || this.#taken.size < MOST_LOOKS,
    );
    return Promise.all(looks.map((look) => this.#take(look)));
  }

  async #take(look: Look): Promise<Probed> {
    const before = this.#taken.get(look.says);
    if (before) return before;
    const taken = (async () => {
      await this.options.onLook?.(look.says);
      return look.take(this.options.seconds ?? PROBE_SECONDS);
    })();
    this.#taken.set(look.says, taken);
    return taken;
  }
}

function openLooks(diagnosis: Diagnosis, given: ProbeGiven): Look[] {
  const open = openQuestions(diagnosis).map(({ fact }) => fact);
  if (open.length === 0) return [];
  return networkProbes
    .filter((probe) => open.some((fact) => learns(probe, fact)))
    .flatMap((probe) => probe.about(diagnosis.facts, given) ?? []);
}
