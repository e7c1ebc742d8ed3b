import type { Engine } from '../causes/engine.js';
import type { PackSettings } from '../causes/pack.js';
import type { Authority } from '../certificates/authority.js';
import { loadArithmetic } from '../limits/compare.js';
import type { GivenSecret } from '../signing/given.js';
import { defaultRefusals } from './default-refusals.js';
import { type Issued, issue } from './issue.js';
import { type RunningServer, type ServerOptions, startServer } from './server.js';
import { StandIn, type StandInOptions } from './stand-in.js';
import { faultOfWish } from './wish.js';

export interface SimulatorOptions
  extends Pick<ServerOptions, 'port' | 'clock' | 'served' | 'maxBodyBytes' | 'requestSeconds'> {
  /** Name of the pack. */
  readonly provider: string;
  /** Name of one of its environments; the first by default. */
  readonly environment?: string | undefined;
  /** TLS with a certificate of this authority; `clientCa` is PEM of those who sign clients' certificates. */
  readonly tls?: { readonly authority: Authority; readonly clientCa?: string | undefined } | undefined;
  readonly fault?: string | undefined;
  readonly secrets?: readonly GivenSecret[];
  readonly admits?: StandInOptions['admits'];
}

export interface Simulator extends RunningServer {
  readonly pack: PackSettings;
  readonly environment: string;
  /** A host of the environment. */
  readonly host: string;
  readonly issued: Issued;
}

/** Whether a pack describes an API with hosts of its own, and not only deliveries or what any API can answer. */
export function canBeSimulated({ environments }: PackSettings): boolean {
  return Object.keys(environments).length > 0;
}

/**
 * Starts a server on 127.0.0.1 that behaves as a pack documents its provider.
 *
 * @throws RangeError for a pack without an API, an environment that it does not have, or a fault that nobody knows; the system's error for a port
 * that is taken
 */
export async function startSimulator(engine: Engine, options: SimulatorOptions): Promise<Simulator> {
  const { store } = engine;
  const { provider } = options;
  await Promise.all([store.load([provider]), loadArithmetic()]);
  const pack = store.packs.get(provider)?.settings as PackSettings;
  if (!canBeSimulated(pack)) throw new RangeError(`${pack.name} has no API of its own to simulate.`);
  const [environment, { hosts }] = environmentNamed(pack, options.environment);
  const host = hosts.map((one) => one.replace('*', 'api'))[0] ?? 'localhost';
  const [simulation, rules, common] = await Promise.all([
    store.simulation(provider),
    store.pages(provider),
    store.pages('http'),
  ]);
  const fault = options.fault && faultOfWish(options.fault, { settings: pack, rules }, common);
  if (fault) throw new RangeError(`The fault "${options.fault}": ${fault}`);
  const issued = issue(pack, environment, options.secrets ?? []);
  const standIn = new StandIn({
    pack: { settings: pack, rules },
    simulation: simulation.refuses ? simulation : { ...simulation, refuses: defaultRefusals(pack) },
    common,
    issued,
    fault: options.fault,
    admits: options.admits ?? (() => true),
  });
  const tls = options.tls && {
    identity: await options.tls.authority.issue(namesOf(pack)),
    clientCa: options.tls.clientCa,
  };
  const server = await startServer({ ...options, standIn, pack, host, tls });
  return { ...server, pack, environment, host, issued };
}

function environmentNamed({ name, environments }: PackSettings, wanted: string | undefined) {
  const all = Object.entries(environments);
  const found = all.find(
    ([one, { aka = [] }]) => wanted === undefined || one === wanted || aka.includes(wanted.toLowerCase()),
  );
  if (found) return found;
  throw new RangeError(
    `${name} has no environment "${wanted}"; it has ${all.map(([one]) => one).join(', ')}.`,
  );
}

/** Of this machine, and of the provider, for clients that are led here by its own names. */
function namesOf({ environments }: PackSettings): readonly string[] {
  return ['localhost', '127.0.0.1', '::1', ...Object.values(environments).flatMap(({ hosts }) => hosts)];
}
