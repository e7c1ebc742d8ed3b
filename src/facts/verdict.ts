import type { Envelope } from '../causes/pack.js';
import { isObject, peek } from './json-reading.js';

/**
 * The member that says failure: `ok:false`, `success:false`, `status:"error"` (JSend: also `"fail"`) say it under every
 * status, and packs may add their own. `"failed"` is the state of a payment that was read without any fault.
 */
export function failingMember(root: unknown, pack: Envelope | undefined): string | undefined {
  if (!isObject(root)) return undefined;
  const own = Object.entries(pack?.failed ?? {}).find(([name, failing]) => holds(peek(root, name), failing));
  if (own) return own[0];
  if (root.ok === false) return 'ok';
  if (root.success === false) return 'success';
  const failed = typeof root.status === 'string' && /^(?:error|fail)$/i.test(root.status);
  return failed ? 'status' : undefined;
}

/** Whether a member has the value by which a pack knows a failure (`failed` in pack.yaml). */
function holds(value: unknown, failing: unknown): boolean {
  if (isObject(failing)) return value !== undefined && value !== null && value !== failing.not;
  if (typeof failing === 'string' && failing.endsWith('*'))
    return typeof value === 'string' && value.startsWith(failing.slice(0, -1));
  return value === failing;
}

/** Whether the envelope itself says that the call succeeded. */
export function saysSuccess(root: unknown): boolean {
  if (!isObject(root)) return false;
  if (root.ok === true || root.success === true) return true;
  return typeof root.status === 'string' && /^(?:success|succeeded|ok)$/i.test(root.status);
}
