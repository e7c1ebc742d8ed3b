import type { PackSettings } from '../causes/pack.js';
import type { FactContext } from '../facts/fact.js';
import { readCarrier } from './carrier.js';
import { addressChecks } from './checks/address.js';
import { bodyChecks } from './checks/body.js';
import { type Check, type CheckContext, signedParts } from './checks/check.js';
import { keyCheck, secretCheck } from './checks/key.js';
import { layoutChecks } from './checks/layout.js';
import { signatureChecks } from './checks/signature.js';
import { timestampChecks } from './checks/timestamp.js';
import type { Finding } from './finding.js';
import { secretsFor } from './given.js';
import { materialOf } from './material.js';
import { readMaterial } from './read-material.js';

/**
 * What can be said of a signature without recomputing it, point by point in the order of debugging. Only points that
 * concern this scheme are listed. After a proof nothing is left of it but what is suspicious about the secrets that
 * were given; after a search in vain or a comparison of the string, nothing is open about what is signed.
 */
export function checklistOf(pack: PackSettings, finding: Finding, facts: FactContext): Check[] {
  const scheme = pack.signatures?.[finding.scheme];
  if (!scheme) return [];
  const given = secretsFor(finding.scheme, facts.stated.signing?.secrets ?? []);
  const secrets = given.map((secret) => secretCheck(secret, { scheme, pack, facts }));
  // The user's own log proves what was signed, and nothing about how.
  const isByLog = finding.explanations[0]?.bits === 0;
  if (finding.is === 'right' || (finding.is === 'mistake' && !isByLog)) return secrets.filter(isWrong);

  const material = materialOf(readMaterial(facts.exchange));
  const carried = readCarrier(scheme, material);
  const signed = signedParts(scheme, material, carried?.tokens ?? {});
  const { expected } = finding;
  const context: CheckContext = { pack, scheme, facts, material, carried, signed, expected };
  const open = [...layoutChecks(context), ...addressChecks(context), ...bodyChecks(context)];
  // What a search or a comparison went through is no longer open.
  const isSettled = finding.is === 'not-found' || finding.logged?.isExpected !== undefined;
  const points = [
    ...signatureChecks(context),
    ...(given.length > 0 ? secrets : [keyCheck(context)]),
    ...(isSettled ? open.filter(isWrong) : open),
    ...timestampChecks(context),
  ];
  return isByLog ? points.filter(isWrong) : points;
}

function isWrong({ is }: Check): boolean {
  return is === 'wrong';
}
