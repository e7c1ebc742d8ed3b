import type { Facts } from '../facts/facts.js';

/** What has to be explained: the provider's or the network's own words. */
export interface Symptom {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly status?: number | undefined;
  readonly transport?: string | undefined;
}

/** A status and its class, as triggers write them. */
export function statusKeys({ status }: Symptom): readonly [status: string, ofClass: string] | undefined {
  if (status === undefined) return undefined;
  const text = String(status);
  return [text, `${text[0]}xx`];
}

/** No answer came, so that there is no status that might not have been captured. */
export function isUnanswered({ status, transport }: Symptom): boolean {
  return status === undefined && transport !== undefined;
}

/** An envelope that says failure under 2xx: the status that the rules wait for was lost on the way, its words were not. */
export function isDisguised({ status }: Symptom, { envelope }: Facts): boolean {
  return status !== undefined && status >= 200 && status < 300 && envelope.succeeded === false;
}
