import { isSecretText } from '../exchange/credential-ranges.js';
import { isSecretMember } from '../exchange/secret-names.js';
import { maskOf } from '../exchange/secret-shapes.js';
import type { DiagnosisReport, Report } from './diagnosis.js';
import type { Mask } from './mask.js';
import { stripControls } from './strip-controls.js';

/** Members whose values come from packs and from us, never from the input: masking them could only do harm. */
const OURS = new Set([
  'errdoctor',
  'id',
  'certainty',
  'outcome',
  'when',
  'basis',
  'kind',
  'folded',
  'mistakes',
  'explains',
]);

/** A server may nest its envelope as deep as it likes; nobody reads further down than this. */
const DEEPEST = 40;

/**
 * A copy of a report that is safe to print: control sequences are stripped (before masking, because one inside a
 * secret would hide it) and secrets masked in every string, in the keys of `details` too. Safe to apply twice.
 */
export function maskReport(report: Report, mask: Mask): Report {
  return { ...report, diagnoses: report.diagnoses.map((diagnosis) => maskDiagnosis(diagnosis, mask)) };
}

/** The same for one diagnosis. */
export function maskDiagnosis(diagnosis: DiagnosisReport, mask: Mask): DiagnosisReport {
  const clean = cleanerOf(mask);
  const ours = copy(diagnosis, clean, false, 0) as DiagnosisReport;
  if (!diagnosis.response) return ours;
  const details = copy(diagnosis.response.details, clean, true, 0) as Record<string, unknown>;
  return { ...ours, response: { ...(ours.response as NonNullable<DiagnosisReport['response']>), details } };
}

/**
 * The same for any part of a report.
 *
 * @param foreign where names of members come from the input too: they are masked, and they tell what to mask
 */
export function maskPart<Part>(part: Part, mask: Mask, foreign = false): Part {
  return copy(part, cleanerOf(mask), foreign, 0) as Part;
}

type Clean = (text: string) => string;

const cleaners = new WeakMap<Mask, Clean>();
const REMEMBERED = 4096;

/** Most strings of a report are a pack's and come again in the next diagnosis: they are cleaned once. */
function cleanerOf(mask: Mask): Clean {
  const existing = cleaners.get(mask);
  if (existing) return existing;
  const known = new Map<string, string>();
  const clean = (text: string) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = mask.text(stripControls(text));
    if (known.size >= REMEMBERED) known.clear();
    if (text.length <= REMEMBERED) known.set(text, result);
    return result;
  };
  cleaners.set(mask, clean);
  return clean;
}

function copy(value: unknown, clean: Clean, foreign: boolean, depth: number): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value === 'number' && foreign) return copyNumber(value, clean);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value)) return value.map((item) => copy(item, clean, foreign, depth + 1));
  if (!foreign) return copyMembers(value as Record<string, unknown>, clean, depth);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [clean(key), copyForeign(key, item, clean, depth)]),
  );
}

/** Of an object of ours, whose names are known. */
function copyMembers(value: Record<string, unknown>, clean: Clean, depth: number): Record<string, unknown> {
  const copied: Record<string, unknown> = {};
  for (const key in value) copied[key] = copyOurs(key, value[key], clean, depth);
  return copied;
}

function copyOurs(key: string, value: unknown, clean: Clean, depth: number): unknown {
  if (OURS.has(key)) return copy(value, stripControls, false, depth + 1);
  return key === 'details' ? {} : copy(value, clean, false, depth + 1);
}

/** A member whose name says so is masked whole: its value may be too short to be recognised elsewhere. */
function copyForeign(key: string, value: unknown, clean: Clean, depth: number): unknown {
  if (!isSecretMember(key) || (typeof value !== 'string' && typeof value !== 'number')) {
    return copy(value, clean, true, depth + 1);
  }
  const text = clean(String(value));
  return isSecretText(text) ? maskOf(text) : text;
}

/** A card number or a PIN may be a JSON number. */
function copyNumber(value: number, clean: Clean): unknown {
  const text = String(value);
  const masked = clean(text);
  return masked === text ? value : masked;
}
