import type { FactContext } from '../facts/fact.js';
import type { DnsQuestion } from './dns/probe-dns.js';
import type { Probed } from './probed.js';
import type { TlsSetting } from './tls/probe-tls.js';

/** A probe as `analyze --network` runs it: one file of `network/`. */
export interface NetworkProbe {
  /** Names of the facts that it learns, or of families of them with a star: `dns.*`. */
  readonly learns: readonly string[];
  /** What has to be given before there is anything to look at. */
  readonly needs?: 'calling address';
  /** What there is to look at for an exchange; undefined where nothing is, or where what the probe needs was not given. */
  about(facts: FactContext, given: ProbeGiven): Look | undefined;
}

/** A look at the network that has not been taken yet. */
export interface Look {
  /** The probe with its target, as the user is told before it is sent out: `probe clock https://api.example.com/`. */
  readonly says: string;
  take(seconds: number): Promise<Probed>;
}

/** What probes know from the command line. */
export interface ProbeGiven {
  /** The calling address, and what it is held against. */
  readonly dns?: DnsQuestion | undefined;
  readonly tls: TlsSetting;
}

/** Whether a probe tells this fact. */
export function learns({ learns: names }: NetworkProbe, fact: string): boolean {
  return names.some((name) => (name.endsWith('*') ? fact.startsWith(name.slice(0, -1)) : fact === name));
}
