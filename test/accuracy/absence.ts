import type { Diagnosis } from '../../src/diagnose.js';
import type { DiagnosisReport } from '../../src/report/diagnosis.js';
import type { TrueExchange } from './exchange.js';
import { findField } from './exchange.js';

/** Something that was sent, and of which errdoctor says that it was not. */
export interface FalseAbsence {
  readonly what: string;
  readonly says: string;
}

const NOT_THERE = ['absent', 'empty', 'placeholder'];
/** What a generated call sends where its program forgot to put the real value. */
const STANDS_FOR_A_VALUE = /^["<$]|\{\{|your_|^(?:Platform|Bearer)$/i;

/** Whether a sentence says of a header that it was not sent, or without a value. */
function saysAbsent(sentence: string, header: string): boolean {
  const name = header.replace(/[^\w-]/g, '');
  return new RegExp(
    `\\b(?:no|without|lacks) (?:the |a )?${name}\\b|\\b${name}\\b[^,.;]* (?:absent|missing|not sent|not there|empty|has no value)\\b`,
    'i',
  ).test(sentence);
}

/**
 * Every claim of absence that the truth contradicts: facts that are *known* to be absent, and sentences of
 * evidence that name a header that was sent.
 */
export function falseAbsences(
  { call }: TrueExchange,
  { facts, pack }: Diagnosis,
  report: DiagnosisReport,
): FalseAbsence[] {
  const found: FalseAbsence[] = [];
  const claims = (name: string, isAbsent: (value: unknown) => boolean) => {
    const fact = facts.fact(name);
    if (fact.is === 'known' && isAbsent(fact.value)) found.push({ what: name, says: String(fact.value) });
  };
  const sent = (header: string | undefined) => {
    const value = header && findField(call.headers, header)?.[1];
    return value && !STANDS_FOR_A_VALUE.test(value) ? value : undefined;
  };
  const isIn = (value: unknown) => NOT_THERE.includes(String(value));

  for (const [name] of call.headers)
    claims(`request.header.${name.toLowerCase()}`, (value) => value === undefined);
  for (const [name, { header }] of Object.entries(pack?.settings.credentials ?? {}))
    if (sent(header)) claims(`credential.${name}.state`, isIn);
  const { signatures, idempotency } = pack?.settings ?? {};
  for (const { at, time } of Object.values(signatures ?? {})) {
    if (!sent(at.header)) continue;
    claims('signature.sent', isIn);
    const from = time?.from;
    if (typeof from === 'object' && 'header' in from && sent(from.header))
      claims('timestamp.sent', (value) => value === undefined);
  }
  if (sent(idempotency?.header)) claims('idempotency.state', isIn);
  for (const name of bodyMembers(call.body)) claims(`request.type.${name}`, (value) => value === 'absent');

  for (const { says } of report.causes.flatMap(({ evidence }) => evidence)) {
    for (const [name] of call.headers)
      if (sent(name) && saysAbsent(says, name)) found.push({ what: name, says });
  }
  return found;
}

function bodyMembers(body: string | undefined): string[] {
  try {
    const value: unknown = JSON.parse(body ?? 'null');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  } catch {
    return [];
  }
}
