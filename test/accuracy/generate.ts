import type { CauseSource } from './cause.js';
import { type AnyOf, type Capture, type Case, findField } from './exchange.js';
import { type Standing, type Separators, standingOf } from './identify.js';
import { addNoise } from './noise.js';
import { Random } from './random.js';
import { Words } from './wordings/wordings.js';
import type { Writer } from './writer.js';

/** One capture with all that is known about it. */
export interface Labelled {
  /** Says how to make exactly this one again. */
  readonly seed: string;
  readonly half: 'tune' | 'report';
  readonly source: CauseSource;
  readonly provider: string;
  readonly truth: Case;
  /** Who worded the answer. */
  readonly worded: Words['source'];
  readonly writer: Writer;
  readonly capture: Capture;
  /** What the user states beside the capture, because it does not hold it. */
  readonly stated: { readonly provider?: string; readonly status?: number };
  readonly standing: Standing;
}

/** Captures of a cause of weight 1. */
export const EACH = 96;
/** A new number draws every capture afresh: done after tuning, so that the half for reporting was seen by nobody. */
const EDITION = 2;
const LEAST = 2;
const SHARE_OF_NEEDLESS_STATEMENTS = 0.1;

/** All labelled captures: every cause in every format that can hold it, an even and an odd seed each. */
export function* generate(
  sources: readonly CauseSource[],
  writers: readonly Writer[],
  each = EACH,
): Generator<Labelled> {
  const separators: Separators = new Map(sources.map(({ id, tells }) => [id, tells]));
  const counts = new Map<string, number>();
  for (const source of sources) {
    const count = Math.max(LEAST, Math.round(each * (source.weight ?? 1)));
    for (let made = 0; made < count; made++) {
      // Several sources may share an id.
      const index = counts.get(source.id) ?? 0;
      counts.set(source.id, index + 1);
      yield labelled(source, index, writers, separators);
    }
  }
}

function labelled(
  source: CauseSource,
  index: number,
  writers: readonly Writer[],
  separators: Separators,
): Labelled {
  const seed = `${source.id}#${index}`;
  const random = new Random(`${EDITION} ${seed}`);
  const words = new Words(random);
  const truth = source.make(random, words);
  addNoise(truth.exchange, random, truth.accepts.length === 0);
  // Two neighbours, one of each half, share a format.
  const first =
    (Math.floor(index / 2) + new Random(source.id).between(0, writers.length - 1)) % writers.length;
  for (let tried = 0; tried < writers.length; tried++) {
    const writer = writers[(first + tried) % writers.length] as Writer;
    const capture = writer.write(truth.exchange, random);
    if (!capture) continue;
    const [provider = ''] = source.id.split('/');
    const stated = statement(provider, truth, capture, random);
    const dated = findField(truth.exchange.answer?.headers ?? [], 'date') !== undefined;
    const kept: Capture['keeps'] = (part) =>
      part === 'answer-date'
        ? dated && capture.keeps('answer-headers')
        : capture.keeps(part) || (part === 'status' && stated.status !== undefined);
    const whole = stated.provider ? { ...truth, named: [[]] as AnyOf } : truth;
    const standing = standingOf(whole, { keeps: kept }, separators);
    if (!standing.askable) continue;
    return {
      seed,
      half: index % 2 === 0 ? 'tune' : 'report',
      source,
      provider,
      truth,
      worded: words.source,
      writer,
      capture,
      stated,
      standing,
    };
  }
  throw new Error(`no format can hold ${seed}`);
}

/** Users are asked for the provider and the status where nothing in the capture says them. */
function statement(provider: string, truth: Case, { keeps }: Capture, random: Random): Labelled['stated'] {
  const survives = (sets: AnyOf) => sets.some((parts) => parts.every(keeps));
  const needless = random.chance(SHARE_OF_NEEDLESS_STATEMENTS);
  const status = truth.exchange.answer?.status;
  return {
    ...((needless || !survives(truth.named)) && provider !== 'http' && { provider }),
    ...(status !== undefined && !keeps('status') && (needless || !survives(truth.symptom)) && { status }),
  };
}
