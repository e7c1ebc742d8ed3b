import type { Header, Headers } from '../exchange/headers.js';
import { isSecretHeader } from '../exchange/secret-names.js';
import { compareCredential, credentialFacts, isCredential } from './credential.js';
import type { Findings, Sides } from './difference.js';
import { formOf, roleOf } from './form.js';
import { shown, shownSecret } from './shown.js';

/** What follows from the host and the body, which are compared themselves, or belongs to one connection. */
const FOLLOWS = /^(?:host|content-length|connection|keep-alive|proxy-connection|http2-settings)$/;
const HARMLESS =
  /^(?:user-agent|accept-language|accept-encoding|sec-.*|referer|origin|dnt|priority|te|pragma|cache-control)$/;

/** Compares the request headers: which are there, and their values; credentials by their form. */
export function compareHeaders(sides: Sides, found: Findings): void {
  const [bad, good] = [sides.bad.exchange.request?.headers, sides.good.exchange.request?.headers];
  if (!bad || !good) return;
  const names = new Map([...good.list, ...bad.list].map(({ name }) => [name.toLowerCase(), name]));
  for (const [key, name] of names) {
    if (key.startsWith(':') || FOLLOWS.test(key)) continue;
    const [first, second] = [bad.get(key), good.get(key)];
    if (first && second) compareValues(name, bad, good, sides, found);
    else presence(name, first, second, sides, found);
  }
  for (const [headers, isBad] of [
    [bad, true],
    [good, false],
  ] as const) {
    if (headers.seen === 'some') found.skip('request headers that are absent', mayLeaveOut(isBad));
  }
}

/** Why an absent header is no difference. */
function mayLeaveOut(isBad: boolean): string {
  return `the capture of the ${isBad ? 'failing' : 'working'} call may leave headers out`;
}

function presence(
  name: string,
  bad: Header | undefined,
  good: Header | undefined,
  sides: Sides,
  found: Findings,
): void {
  const without = (bad ? sides.good : sides.bad).exchange.request?.headers;
  if (!without?.proveAbsence(name)) {
    if (!HARMLESS.test(name.toLowerCase())) found.skip(`header ${name}`, mayLeaveOut(!bad));
    return;
  }
  const secret = isCredential(name, sides.bad);
  const weight = secret ? 90 : HARMLESS.test(name.toLowerCase()) ? 15 : bad ? 48 : 58;
  const role = roleOf(name);
  found.add({
    what: `header ${name}`,
    bad: bad && shownHeader(bad),
    good: good && shownHeader(good),
    at: bad?.at,
    goodAt: good?.at,
    facts: factsOf(name, sides),
    name,
    weight:
      name.toLowerCase() === 'content-type' ? 85 : role === 'signature' || role === 'time' ? 84 : weight,
  });
}

function compareValues(name: string, badAll: Headers, goodAll: Headers, sides: Sides, found: Findings): void {
  const [bad, good] = [badAll.get(name) as Header, goodAll.get(name) as Header];
  if (bad.redacted || good.redacted) {
    if (bad.value !== good.value) found.skip(`the value of ${name}`, 'a recorder masked it');
    return;
  }
  const [badCount, goodCount] = [badAll.all(name).length, goodAll.all(name).length];
  const about = { at: bad.at, goodAt: good.at, facts: factsOf(name, sides), name };
  if (badCount !== goodCount) {
    found.add({
      ...about,
      what: `number of ${name} headers`,
      bad: `${badCount}`,
      good: `${goodCount}`,
      weight: 57,
    });
    return;
  }
  if (isCredential(name, sides.bad)) {
    compareCredential(bad, good, sides.bad, found);
    return;
  }
  const joined = (all: Headers) =>
    all
      .all(name)
      .map(({ raw }) => raw.replace(/\r$/, ''))
      .join(', ');
  if (joined(badAll) === joined(goodAll)) return;
  const role = roleOf(name);
  const values = { bad: shownHeader(bad), good: shownHeader(good) };
  if (role) {
    const forms = { bad: formOf(role, bad.raw), good: formOf(role, good.raw) };
    if (forms.bad === forms.good) found.add({ ...about, ...values, what: name, weight: 10, everyCall: true });
    else {
      const withForm = (side: 'bad' | 'good') =>
        role === 'signature' ? forms[side] : `${values[side]} (${forms[side]})`;
      found.add({
        ...about,
        what: `form of ${name}`,
        bad: withForm('bad'),
        good: withForm('good'),
        weight: 84,
      });
    }
    return;
  }
  const raw = { bad: shown(bad.raw.replace(/\r$/, '')), good: shown(good.raw.replace(/\r$/, '')) };
  found.add({ ...about, ...contentDifference(name, bad.value, good.value), ...raw });
}

/** What a value that differs is called: Content-Type by media type and charset. */
function contentDifference(name: string, bad: string, good: string): { what: string; weight: number } {
  const key = name.toLowerCase();
  if (key === 'content-type') {
    const type = (value: string) => value.split(';')[0]?.trim().toLowerCase();
    return type(bad) === type(good)
      ? { what: 'parameters of Content-Type', weight: 70 }
      : { what: `header ${name}`, weight: 85 };
  }
  if (key === 'content-encoding') return { what: `header ${name}`, weight: 84 };
  return { what: `header ${name}`, weight: HARMLESS.test(key) ? 15 : 46 };
}

function factsOf(name: string, { bad }: Sides): string[] {
  const key = name.toLowerCase();
  const role = roleOf(name);
  return [
    ...(isCredential(name, bad) ? credentialFacts(name, bad) : [`request.header.${key}`]),
    ...(key === 'content-type' ? ['request.contentType', 'content'] : []),
    ...(key === 'content-encoding' || key === 'transfer-encoding' ? ['content'] : []),
    ...(key.includes('idempoten') ? ['idempotency'] : []),
    ...(role === 'signature' ? ['signature'] : []),
    ...(role === 'time' ? ['timestamp'] : []),
    ...(key === 'origin' ? ['cors'] : []),
  ];
}

function shownHeader({ name, value }: Header): string {
  return isSecretHeader(name) ? shownSecret(name, value) : shown(value);
}
