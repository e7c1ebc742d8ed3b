import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Authority } from '../../certificates/authority.js';
import type { Input } from '../../input/input.js';
import { nearest } from '../../nearest.js';
import { readAddress } from '../../probe/address.js';
import { entryFor, readAllowlist } from '../../probe/dns/allowlist.js';
import { createMask } from '../../report/mask.js';
import { type GivenSecret, secretsGiven } from '../../signing/given.js';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulate/start.js';
import type { Call } from '../command.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { openEngine } from '../open-engine.js';
import { openingPort } from '../opening-port.js';
import { readOne } from '../read-inputs.js';
import { readSecrets, type SecretOptions } from '../read-secrets.js';
import { greeting, logLine, Tally } from '../simulate-words.js';
import { UsageError } from '../usage-error.js';

export interface SimulateOptions extends SecretOptions {
  readonly port?: number;
  readonly env?: string;
  readonly tls?: boolean;
  readonly clientCa?: string;
  readonly fault?: string;
  readonly now?: number;
  readonly allowlist?: string;
  readonly rules?: readonly string[];
  readonly quiet?: boolean;
}

/** Serves a provider's stand-in until Ctrl-C: what to do with it on standard output, a line a request on standard error. */
export default async function simulate({
  arguments: [provider = ''],
  options,
  io,
}: Call<SimulateOptions>): Promise<ExitCode> {
  const { tls, clientCa, quiet, allowlist } = options;
  if (clientCa !== undefined && !tls)
    throw new UsageError('A client certificate travels in TLS: give --client-ca together with --tls.');
  const engine = await openEngine({ ...options, provider }, io);
  const secrets = readSecrets(options, io);
  const admits = allowlist === undefined ? undefined : allowed(await readOne(allowlist, io));
  const trusted = clientCa === undefined ? undefined : clientAuthority(await readOne(clientCa, io));
  const authority = tls
    ? await (await import('../../certificates/authority.js')).createAuthority()
    : undefined;

  const mask = createMask(secretsGiven(secrets));
  const tally = new Tally();
  const simulator = await openingPort(() =>
    startSimulator(engine, {
      provider,
      environment: options.env,
      port: options.port,
      fault: options.fault,
      clock: options.now === undefined ? undefined : clockFrom(options.now),
      secrets,
      ...(admits && { admits }),
      tls: authority && { authority, clientCa: trusted },
      served: (call) => {
        tally.count(call);
        if (!quiet) void io.stderr.write(mask.text(logLine(call)));
      },
    } satisfies SimulatorOptions),
  );
  checkSecrets(simulator, secrets);
  const file = authority && keepCertificate(authority);
  const ended = new Promise<void>((resolve) => io.onInterrupt(resolve));
  try {
    await io.stdout.write(
      greeting(simulator, { certificate: file?.path, needsCertificate: trusted !== undefined }),
    );
    await ended;
  } finally {
    await simulator.close();
    file?.remove();
  }
  if (!quiet) await io.stderr.write(tally.summary());
  return exitCodes.ok;
}

/** A clock that shows this time now, and runs. */
function clockFrom(time: number): () => number {
  const begun = performance.now();
  return () => time + Math.round(performance.now() - begun);
}

/** Whether an address stands on the list; a list that cannot be read whole would refuse the wrong callers. */
function allowed({ name, bytes }: Input): (address: string) => boolean {
  const list = readAllowlist(new TextDecoder().decode(bytes));
  const [unreadable] = list.unreadable;
  if (unreadable)
    throw new UsageError(
      `${name}:${unreadable.line}: expected an address or a network such as 203.0.113.0/24.`,
    );
  return (caller) => {
    const address = readAddress(caller);
    return address !== undefined && entryFor(address, list) !== undefined;
  };
}

/** Certificates in PEM of who signs those of clients. */
function clientAuthority({ name, latin1 }: Input): string {
  try {
    new X509Certificate(latin1);
  } catch {
    throw new UsageError(`${name} holds no certificate in PEM (-----BEGIN CERTIFICATE-----).`);
  }
  return latin1;
}

/** A secret for something that the provider does not have would never be used. */
function checkSecrets({ pack, issued, close }: Simulator, secrets: readonly GivenSecret[]): void {
  const names = [
    ...issued.credentials.map(({ name }) => name),
    ...issued.secrets.map(({ scheme }) => scheme),
  ];
  const unknown = secrets.find(({ scheme }) =>
    scheme === undefined ? issued.secrets.length === 0 : !names.includes(scheme),
  );
  if (!unknown) return;
  void close();
  const meant =
    unknown.scheme &&
    nearest(
      unknown.scheme,
      names.filter((name) => name !== undefined),
    );
  throw new UsageError(
    unknown.scheme === undefined
      ? `${pack.name} documents no signature of requests: say which credential it is, as in --secret-env ${names[0] ?? 'NAME'}=VARIABLE.`
      : `${pack.name} has no credential or signing scheme "${unknown.scheme}"${meant ? `; did you mean "${meant}"?` : `; it has ${names.join(', ')}.`}`,
  );
}

/** The authority's certificate for clients, in a file that only this user can read. */
function keepCertificate({ certificate }: Authority): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'errdoctor-simulate-'));
  const path = join(folder, 'ca.pem');
  writeFileSync(path, certificate, { mode: 0o600 });
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
