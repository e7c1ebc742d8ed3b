import { type Body, decodedBytes } from '../exchange/body.js';
import type { RequestMessage } from '../exchange/exchange.js';
import { placeOfBody } from '../facts/message-facts.js';
import { readJson } from '../signing/json/read-json.js';
import { type Findings, type Sides, whoLacks } from './difference.js';
import { compareJson } from './json.js';
import { comparePairs } from './pairs.js';

const BOM = '\uFEFF';

/** Compares the request bodies: whether there is one, as JSON or form member by member, and how it is written. */
export function compareBodies(sides: Sides, found: Findings): void {
  const { bad, good } = sides;
  const [badBody, goodBody] = [bad.exchange.request?.body, good.exchange.request?.body];
  for (const [context, isBad] of [
    [bad, true],
    [good, false],
  ] as const) {
    if (context.body('request').is !== 'not-captured') continue;
    found.skip('the request body', whoLacks(isBad));
    return;
  }
  if (!badBody || !goodBody) return;
  const about = {
    at: placeOfBody(bad, 'request'),
    goodAt: placeOfBody(good, 'request'),
    facts: ['request.body', 'content'],
  };
  const [badKind, goodKind] = [kind(sides.bad.exchange.request), kind(sides.good.exchange.request)];
  if (badKind === 'none' || goodKind === 'none') {
    found.compare(badKind, goodKind, { ...about, what: 'request body', weight: 86 });
    return;
  }
  if (badBody.is === 'cut' || goodBody.is === 'cut') {
    found.skip(
      'the request body',
      `the capture of the ${badBody.is === 'cut' ? 'failing' : 'working'} call cut it off`,
    );
    return;
  }
  const [badText, goodText] = [textOf(bad.exchange.request), textOf(good.exchange.request)];
  if (badText === goodText) return;
  const isParsed = badBody.is === 'parsed' || goodBody.is === 'parsed';
  const count = found.differences.length;
  const [badPlain, goodPlain] = [badText.replace(BOM, ''), goodText.replace(BOM, '')];
  if (!isParsed && badPlain.length - badText.length !== goodPlain.length - goodText.length)
    found.add({ ...about, ...marks(badText, goodText), what: 'byte-order mark before the body', weight: 71 });
  const [badJson, goodJson] = [readJson(badPlain), readJson(goodPlain)];
  const places = {
    at: 'at' in badBody ? badBody : undefined,
    goodAt: 'at' in goodBody ? goodBody : undefined,
  };
  if (badJson && goodJson) compareJson(badJson, goodJson, places, !isParsed, found);
  else if (badKind !== goodKind || badJson || goodJson)
    found.add({ ...about, what: 'syntax of the body', bad: badKind, good: goodKind, weight: 87 });
  else if (badKind === 'form') {
    const facts = (name: string) => [`request.form.${name}`, 'signature'];
    comparePairs(badPlain.trim(), goodPlain.trim(), { ...about, noun: 'form field', facts }, found);
  } else if (badPlain.replace(/\s+/g, '') !== goodPlain.replace(/\s+/g, ''))
    found.add({ ...about, what: 'content of the body', ...sizes(badText, goodText), weight: 50 });
  if (found.differences.length === count && !isParsed) compareWhiteSpace(badPlain, goodPlain, about, found);
}

type About = Parameters<Findings['compare']>[2];

/** What is left between two texts that say the same. */
function compareWhiteSpace(
  bad: string,
  good: string,
  about: Omit<About, 'what' | 'weight'>,
  found: Findings,
): void {
  const ending = (text: string) =>
    text.includes('\r\n') ? 'CRLF' : text.trimEnd().includes('\n') ? 'LF' : 'none inside';
  const unified = (text: string) => text.replaceAll('\r\n', '\n');
  const final = (text: string) => (/\n$/.test(text) ? 'a line break' : 'none');
  if (unified(bad) === unified(good))
    found.compare(ending(bad), ending(good), { ...about, what: 'line ends of the body', weight: 42 });
  else if (unified(bad).trimEnd() === unified(good).trimEnd())
    found.compare(final(bad), final(good), {
      ...about,
      what: 'line break at the end of the body',
      weight: 41,
    });
  else found.add({ ...about, what: 'white space of the body', ...sizes(bad, good), weight: 31 });
}

function marks(bad: string, good: string): { bad: string | undefined; good: string | undefined } {
  const mark = (text: string) => (text.startsWith(BOM) ? 'UTF-8 byte-order mark' : undefined);
  return { bad: mark(bad), good: mark(good) };
}

function sizes(bad: string, good: string): { bad: string; good: string } {
  const size = (text: string) => `${Buffer.byteLength(text)} bytes`;
  return { bad: size(bad), good: size(good) };
}

/** `none`, `JSON`, `broken JSON`, `form`, `multipart`, … */
function kind(request: RequestMessage | undefined): string {
  const text = textOf(request);
  if (text.trim() === '') return 'none';
  if (readJson(text.replace(BOM, ''))) return 'JSON';
  const type = request?.headers.get('content-type')?.value.toLowerCase() ?? '';
  if (/^\s*[[{]/.test(text)) return 'broken JSON';
  if (type.startsWith('multipart/') || /^--\S+\r?\n/.test(text)) return 'multipart';
  if (/^\s*</.test(text)) return 'markup';
  return /^[\w.~%[\]*+-]+=[^\s&]*(?:&[\w.~%[\]*+-]+=[^\s&]*)*$/.test(text.trim()) ? 'form' : 'text';
}

function textOf(request: RequestMessage | undefined): string {
  const body: Body | undefined = request?.body;
  if (body?.is === 'parsed') return JSON.stringify(body.value) ?? '';
  const bytes = body && decodedBytes(body, request?.headers.get('content-encoding')?.value);
  return bytes ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : '';
}
