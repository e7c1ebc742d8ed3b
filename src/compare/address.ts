import type { RequestMessage } from '../exchange/exchange.js';
import { hostOf, hostOfUrl, pathOf, queryOf } from '../exchange/request-url.js';
import type { Findings, Sides } from './difference.js';
import { comparePairs } from './pairs.js';
import { shown } from './shown.js';

/** Compares where the calls went and how: method, URL part by part, HTTP version. */
export function compareAddress(sides: Sides, found: Findings): void {
  const [bad, good] = [sides.bad.exchange.request, sides.good.exchange.request];
  const placed = { at: bad?.urlAt, goodAt: good?.urlAt };
  const method = (request: RequestMessage | undefined) => request?.method;
  const isCase = method(bad)?.toUpperCase() === method(good)?.toUpperCase();
  found.compare(method(bad), method(good), {
    what: isCase ? 'case of the method' : 'method',
    at: bad?.methodAt,
    goodAt: good?.methodAt,
    facts: ['request.method', 'request.methodAsSent', 'request.methodRefused', 'request.isWrite', 'redirect'],
    weight: 96,
  });
  found.compare(schemeOf(bad), schemeOf(good), {
    what: 'scheme of the URL',
    ...placed,
    facts: ['request.scheme', 'request.url', 'redirect', 'page.says.plain-http-to-tls-port'],
    weight: 95,
  });
  found.compare(hostOf(bad), hostOf(good), {
    what: 'host',
    at: hostOfUrl(bad?.url) ? bad?.urlAt : bad?.headers.get('host')?.at,
    goodAt: hostOfUrl(good?.url) ? good?.urlAt : good?.headers.get('host')?.at,
    facts: [
      'request.host',
      'request.url',
      'environment',
      'destination.hostFault',
      'destination.local',
      'destination.privateAddress',
      'authorization.otherMode',
      'transport.means',
    ],
    weight: 94,
  });
  // The default port follows the scheme.
  if (schemeOf(bad) === schemeOf(good) || writtenPort(bad) || writtenPort(good))
    found.compare(portOf(bad), portOf(good), {
      what: 'port',
      ...placed,
      facts: ['request.url', 'transport.means', 'page.says.plain-http-to-tls-port'],
      weight: 93,
    });
  compareTargets(bad, good, found);
  found.compare(bad?.httpVersion, good?.httpVersion, {
    what: 'HTTP version',
    at: bad?.at,
    goodAt: good?.at,
    facts: ['http2', 'transport.means'],
    weight: 47,
  });
}

function compareTargets(
  bad: RequestMessage | undefined,
  good: RequestMessage | undefined,
  found: Findings,
): void {
  const placed = { at: bad?.urlAt, goodAt: good?.urlAt };
  const [badPath, goodPath] = [pathOf(bad), pathOf(good)];
  if (badPath === undefined || goodPath === undefined) {
    found.compare(badPath, goodPath, { what: 'path', facts: [], weight: 0 });
    return;
  }
  if (badPath !== goodPath)
    found.add({
      ...pathDifference(badPath, goodPath),
      bad: shown(badPath),
      good: shown(goodPath),
      ...placed,
      facts: ['request.path', 'request.url', 'destination.pathFault', 'destination.pathSegment', 'redirect'],
    });
  const facts = (name: string) => [`request.query.${name}`, 'authorization.twice', 'signature'];
  comparePairs(queryOf(bad) ?? '', queryOf(good) ?? '', { noun: 'parameter', facts, ...placed }, found);
}

/** Ways in which two paths may mean the same, each with what it is called. */
const FOLDS: readonly (readonly [what: string, fold: (path: string) => string])[] = [
  ['case of the path', (path) => path.toLowerCase()],
  ['slash at the end of the path', (path) => path.replace(/\/$/, '')],
  ['doubled slash in the path', (path) => path.replace(/\/{2,}/g, '/')],
  ['encoding of the path', decoded],
];

function pathDifference(bad: string, good: string): { what: string; weight: number } {
  const fold = FOLDS.find(([, apply]) => apply(bad) === apply(good));
  if (fold) return { what: fold[0], weight: 92 };
  return templateOf(bad) === templateOf(good)
    ? { what: 'id in the path', weight: 40 }
    : { what: 'path', weight: 92 };
}

/** A path in which only what differs between routes is left: no case, no ids, no superfluous slash. */
export function templateOf(path: string): string {
  return foldedPath(path)
    .split('/')
    .map((segment) => (isId(segment) ? '{}' : segment))
    .join('/');
}

/** A path as forgiving servers read it. */
export function foldedPath(path: string): string {
  return decoded(path)
    .toLowerCase()
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '');
}

function isId(segment: string): boolean {
  return /^\d+$/.test(segment) || (segment.length >= 6 && /\d/.test(segment));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

function schemeOf(request: RequestMessage | undefined): string | undefined {
  return /^([a-z][a-z0-9+.-]*):\/\//i.exec(request?.url ?? '')?.[1]?.toLowerCase();
}

function portOf(request: RequestMessage | undefined): string | undefined {
  return writtenPort(request) ?? DEFAULT_PORTS[schemeOf(request) ?? ''];
}

function writtenPort(request: RequestMessage | undefined): string | undefined {
  return /^[^:]+:\/\/(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^:/?#]+):(\d+)/.exec(request?.url ?? '')?.[1];
}
