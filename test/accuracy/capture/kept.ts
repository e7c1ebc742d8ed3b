import type { Capture, Part } from '../exchange.js';

/** What a capture holds of an exchange. Names of headers are lower case. */
export interface Kept {
  readonly line?: boolean;
  /** Whether all request headers are there, but for those that are named as lost or masked. */
  readonly requestHeaders?: boolean;
  readonly lost?: ReadonlySet<string>;
  readonly masked?: ReadonlySet<string>;
  readonly requestBody?: boolean;
  readonly status?: boolean;
  readonly answerHeaders?: boolean;
  readonly answerBody?: boolean;
  readonly clientWords?: boolean;
  readonly history?: boolean;
}

const NONE: ReadonlySet<string> = new Set();

export function capture(text: string | Uint8Array, kept: Kept, entry = 1): Capture {
  return { bytes: typeof text === 'string' ? Buffer.from(text) : text, keeps: keeping(kept), entry };
}

function keeping({ lost = NONE, masked = NONE, ...kept }: Kept): Capture['keeps'] {
  const parts: Partial<Record<Part, boolean | undefined>> = {
    line: kept.line,
    'request-body': kept.requestBody,
    status: kept.status,
    'answer-headers': kept.answerHeaders,
    'answer-body': kept.answerBody,
    'client-words': kept.clientWords,
    history: kept.history,
  };
  return (part) => {
    const [kind, name] = part.split(':');
    if (name === undefined) return parts[part] ?? false;
    return kept.requestHeaders === true && !lost.has(name) && (kind === 'sent' || !masked.has(name));
  };
}

/** Whether a recorder that masks would mask this header. */
export const SECRET =
  /^(?:authorization|cookie|set-cookie|x-api-key|x-api-user|x-contro-api-key|x-api-token|x-signature|x-platform-signature)$/i;
