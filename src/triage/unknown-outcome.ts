import type { Diagnosis } from '../diagnose.js';
import { idempotencyKey } from '../facts/idempotency-key.js';
import { isObject } from '../facts/json-reading.js';
import { checksFor } from '../report/check-first.js';
import type { Mask } from '../report/mask.js';
import { stripControls } from '../report/strip-controls.js';
import type { UnknownOutcome } from '../report/triage-report.js';

/** Members by which a caller knows its own request again. */
const IDS =
  /^(?:id|.*(?:[_-]id|Id|ID)|.*(?:reference|_?ref|number)|nonce|correlation.*|idempotency.*|external.*)$/;
const AMOUNTS = ['amount', 'total', 'value', 'price', 'sum'];
const LONGEST = 120;
const IDS_KEPT = 8;

/** A write that may have been carried out, with what it said of itself and how it can be looked up. */
export function unknownOutcome(
  diagnosis: Diagnosis,
  source: UnknownOutcome['source'],
  mask: Mask,
): UnknownOutcome {
  const { exchange, facts, pack, faults } = diagnosis;
  const clean = (text: string) => mask.text(stripControls(text)).slice(0, LONGEST);
  const body = facts.body('request');
  const members = body.is === 'json' && isObject(body.value) ? flat(body.value) : [];
  const key = idempotencyKey(facts);
  const named = [
    ...(key.is === 'known' && typeof key.value === 'string' ? [['idempotency key', key.value] as const] : []),
    ...members.filter(([name]) => IDS.test(name)),
    ...(diagnosis.facts.envelope.requestId
      ? [['request id', diagnosis.facts.envelope.requestId.text] as const]
      : []),
  ];
  const amount = AMOUNTS.map((name) => members.find(([one]) => one.toLowerCase() === name)?.[1]).find(
    Boolean,
  );
  const currency = members.find(([name]) => /currency$/i.test(name))?.[1];
  const [check] = checksFor(diagnosis);
  const time = exchange.time?.start ?? exchange.time?.end;
  return {
    time: time === undefined ? null : new Date(time).toISOString(),
    source,
    provider: pack?.settings.id ?? null,
    method: exchange.request?.method?.toUpperCase() ?? '',
    url: exchange.request?.url ? clean(exchange.request.url) : null,
    ids: Object.fromEntries(named.slice(0, IDS_KEPT).map(([name, value]) => [clean(name), clean(value)])),
    amount: amount === undefined ? null : clean(amount),
    currency: currency === undefined ? null : clean(currency),
    status: exchange.response?.status ?? null,
    cause: faults[0]?.causes[0]?.candidate.rule.id ?? null,
    check: check
      ? { method: check.method, url: clean(check.url), lookFor: mask.text(stripControls(check.lookFor)) }
      : null,
  };
}

/** Texts and numbers of an object and of the objects in it. */
function flat(value: Readonly<{ [name: string]: unknown }>, depth = 0): (readonly [string, string])[] {
  return Object.entries(value).flatMap(([name, one]) => {
    if (typeof one === 'string' || typeof one === 'number') return [[name, String(one)] as const];
    return isObject(one) && depth < 3 ? flat(one, depth + 1) : [];
  });
}
