import type { Connection } from '../exchange/exchange.js';
import type { Fact } from '../facts/fact.js';
import type { Findings, Sides } from './difference.js';

/** Compares what was seen below HTTP. */
export function compareConnection(sides: Sides, found: Findings): void {
  const [bad, good] = [sides.bad.exchange.connection, sides.good.exchange.connection];
  if (!bad || !good) return;
  const [badTls, goodTls] = [bad.tls, good.tls];
  const tls = { at: badTls?.at, goodAt: goodTls?.at, facts: ['tls', 'transport.means', 'page.says'] };
  const both = badTls && goodTls;
  if (both) {
    const sent = (certificate: boolean | undefined) =>
      certificate === undefined ? undefined : certificate ? 'sent' : 'not sent';
    const certificate = { ...tls, what: 'client certificate', weight: 68 };
    found.compare(sent(badTls.clientCertificateSent), sent(goodTls.clientCertificateSent), certificate);
    found.compare(badTls.version, goodTls.version, { ...tls, what: 'TLS version', weight: 57 });
    found.compare(badTls.alpn, goodTls.alpn, { ...tls, what: 'ALPN', weight: 45 });
    found.compare(badTls.serverIssuer, goodTls.serverIssuer, {
      ...tls,
      what: 'issuer of the server certificate',
      weight: 65,
    });
  }
  compareProxies(sides, bad, good, found);
  comparePeers(bad, good, found);
}

/** A recorder that names the address it connected to names a proxy too. */
function compareProxies({ bad, good }: Sides, one: Connection, other: Connection, found: Findings): void {
  const sameRecorder = bad.exchange.recorder.name === good.exchange.recorder.name;
  if (one.proxy?.name === other.proxy?.name || !(sameRecorder || (one.proxy && other.proxy))) return;
  found.add({
    what: 'proxy',
    bad: one.proxy?.name,
    good: other.proxy?.name,
    at: one.proxy?.at,
    goodAt: other.proxy?.at,
    facts: ['transport', 'page.says.proxy-refusal'],
    weight: 64,
  });
}

function comparePeers(bad: Connection, good: Connection, found: Findings): void {
  const [one, other] = [bad.peer?.address, good.peer?.address];
  if (one === undefined || other === undefined || one === other) return;
  const isFamily = one.includes(':') !== other.includes(':');
  found.add({
    what: isFamily ? 'IP version' : 'address of the server',
    bad: one,
    good: other,
    at: bad.peer?.at,
    goodAt: good.peer?.at,
    facts: ['destination', 'egress'],
    weight: isFamily ? 44 : 12,
  });
}

/** Two stamps that lie as far from the server's clock as this differ by the way of the call alone. */
const TOLERANCE_SECONDS = 60;

/** Compares how far the stamp of each call lies from the clock of the server that answered it. */
export function compareClocks({ bad, good }: Sides, found: Findings): void {
  for (const name of ['timestamp.age', 'clock.stampAge']) {
    const [one, other] = [bad.fact(name), good.fact(name)];
    const [seconds, otherSeconds] = [numberOf(one), numberOf(other)];
    if (seconds === undefined && otherSeconds === undefined) continue;
    if (seconds === undefined || otherSeconds === undefined) {
      const without = seconds === undefined ? one : other;
      if (without.is === 'not-collected') found.skip('distance from the clock of the server', without.how);
      return;
    }
    if (Math.abs(seconds - otherSeconds) <= TOLERANCE_SECONDS) return;
    found.add({
      what: 'time of the stamp against the clock of the server',
      bad: ageWords(seconds),
      good: ageWords(otherSeconds),
      at: 'at' in one ? one.at : undefined,
      goodAt: 'at' in other ? other.at : undefined,
      facts: ['timestamp', 'clock'],
      weight: 83,
    });
    return;
  }
}

function numberOf(fact: Fact): number | undefined {
  return fact.is === 'known' && typeof fact.value === 'number' ? fact.value : undefined;
}

function ageWords(seconds: number): string {
  if (seconds === 0) return 'the same second';
  return `${Math.abs(seconds)} s ${seconds > 0 ? 'before' : 'after'} it`;
}
