import { createHash } from 'node:crypto';
import { isExplained } from '../causes/rank-causes.js';
import type { Diagnosis } from '../diagnose.js';
import { hostOf, pathOf, routeOf } from '../exchange/request-url.js';
import type { Mask } from '../report/mask.js';
import { stripControls } from '../report/strip-controls.js';
import type { Certainty } from '../report/diagnosis.js';
import type { Shared } from '../report/triage-report.js';
import { fingerprintOf } from './fingerprint.js';
import { foldMessage } from './fold-message.js';

/** What makes two exchanges members of one group, and what a group is called by. */
export interface Kind {
  readonly outcome: Diagnosis['outcome'];
  /** The leading cause of each fault. */
  readonly causes: readonly {
    readonly id: string;
    readonly certainty: Certainty;
    readonly fallback: boolean;
  }[];
  /** Whether each fault has a cause better than a fallback. */
  readonly explained: boolean;
  readonly shared: Shared;
  readonly code: string | null;
  readonly message: string | null;
  readonly transport: string | null;
  /** Nothing tells what became of the request. */
  readonly unanswered: boolean;
}

/** What a diagnosis contributes to the whole. */
export function kindOf(diagnosis: Diagnosis): Kind {
  const { exchange, facts, outcome, pack, symptom, faults } = diagnosis;
  const { request, response, transport } = exchange;
  const failed = outcome !== 'succeeded';
  const path = pathOf(request);
  return {
    outcome,
    causes: failed
      ? faults.flatMap(({ causes: [leading] }) =>
          leading
            ? [
                {
                  id: leading.candidate.rule.id,
                  certainty: leading.certainty,
                  fallback: leading.candidate.rule.fallback ?? false,
                },
              ]
            : [],
        )
      : [],
    explained: failed && faults.length > 0 && faults.every(isExplained),
    shared: {
      provider: pack?.settings.id ?? null,
      method: request?.method?.toUpperCase() ?? null,
      route: path === undefined ? null : routeOf(path),
      host: hostOf(request) ?? null,
      credential: fingerprintOf(facts, () => prefixesOf(diagnosis)),
      client: clientOf(request?.headers.get('user-agent')?.value),
      status: response?.status ?? facts.envelope.status?.number ?? null,
    },
    code: failed ? (symptom.code ?? null) : null,
    message: failed && symptom.message ? foldMessage(symptom.message) : null,
    transport: failed ? (transport?.kind ?? null) : null,
    unanswered: !failed && !response && !transport,
  };
}

/** Equal for exchanges of one kind; lists and texts are told apart. */
export function keyOf(kind: Kind): string {
  const { outcome, causes, explained, shared, code, message, transport, unanswered } = kind;
  return JSON.stringify([
    outcome,
    explained,
    Object.values(shared),
    code,
    message,
    transport,
    unanswered,
    causes.map(({ id, certainty }) => [id, certainty]),
  ]);
}

/** Equal for exchanges to which the same happened, whoever called what. */
export function whyOf({ outcome, causes, code, transport }: Kind): string {
  return [outcome, code, transport, ...causes.map(({ id, certainty }) => `${id} ${certainty}`)].join(' ');
}

/** A kind as it is shown. */
export function maskKind(kind: Kind, mask: Mask): Kind {
  const clean = <T>(value: T): T =>
    (typeof value === 'string' ? mask.text(stripControls(value)) : value) as T;
  const { shared, code, message } = kind;
  return {
    ...kind,
    code: clean(code),
    message: clean(message),
    shared: {
      ...shared,
      route: clean(shared.route),
      host: clean(shared.host),
      client: clean(shared.client),
      method: clean(shared.method),
    },
  };
}

/** A name for a key that tells nothing of it. */
export function idOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 12);
}

function prefixesOf({ pack }: Diagnosis): readonly string[] {
  return Object.values(pack?.settings.credentials ?? {}).flatMap(({ prefixes }) =>
    Object.keys(prefixes ?? {}),
  );
}

/** Name and version of the program, the first product of User-Agent (RFC 9110, section 10.1.5). */
function clientOf(userAgent: string | undefined): string | null {
  return userAgent?.trim().split(/\s/, 1)[0]?.slice(0, 80) || null;
}
