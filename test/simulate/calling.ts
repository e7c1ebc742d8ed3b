import { type Engine, loadEngine } from '../../src/causes/engine.js';
import type { DiagnoseOptions } from '../../src/diagnose.js';
import { withHistory } from '../../src/history/with-history.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { expectationOf } from '../../src/signing/expected.js';
import { readMaterial } from '../../src/signing/read-material.js';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulate/start.js';
import { runCurlMerged } from '../support/curl.js';
import { exchangeWith } from '../support/exchange.js';

const engine: Engine = await loadEngine({ all: true });

/** A simulated provider, and the real curl to call it with. */
export class Calling {
  private constructor(readonly simulator: Simulator) {}

  static async start(provider: string, options: Partial<SimulatorOptions> = {}): Promise<Calling> {
    return new Calling(await startSimulator(engine, { provider, ...options }));
  }

  close(): Promise<void> {
    return this.simulator.close();
  }

  /** The headers that carry the credentials that were printed, some of them changed; undefined leaves one out. */
  credentials(changed: Readonly<Record<string, string | undefined>> = {}): Record<string, string> {
    const entries = this.simulator.issued.credentials.flatMap(({ name, header: at, scheme, value }) => {
      const sent = name in changed ? changed[name] : value;
      return sent === undefined ? [] : [[at, scheme ? `${scheme} ${sent}` : sent] as const];
    });
    return Object.fromEntries(entries);
  }

  /** The signature of a request by the first scheme, in the header where it travels. */
  signature(
    { method, path, headers, body }: Call,
    secret = this.simulator.issued.secrets[0]?.value ?? '',
  ): Record<string, string> {
    const [, scheme] = Object.entries(this.simulator.pack.signatures ?? {})[0] ?? [];
    if (!scheme) throw new Error('the pack signs nothing');
    const url = `https://${this.simulator.host}${path}`;
    const material = readMaterial(
      exchangeWith({ method, url, headers, ...(body !== undefined && { body }) }),
    );
    const { expected } = expectationOf(scheme, material, {}, secret);
    return { [scheme.at.header as string]: expected?.signature ?? '' };
  }

  /** What curl shows of some calls over one connection, as `--trace` writes it. */
  async curl(calls: readonly Call[], options: readonly string[] = []): Promise<Buffer> {
    const words = calls.flatMap(({ method, path, headers, body }, index) => [
      ...(index > 0 ? ['--next'] : []),
      ...['-sS', '--max-time', '10', '--trace', '-', '--trace-time', '-o', '/dev/null', ...options],
      ...['-X', method, `http://127.0.0.1:${this.simulator.port}${path}`],
      ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
      ...(body === undefined ? [] : ['--data-binary', body]),
    ]);
    return runCurlMerged(words);
  }

  /** The status of each call, and the leading cause that a diagnosis of curl's output names. */
  async causes(
    calls: readonly Call[],
    options: DiagnoseOptions & { stateless?: boolean } = {},
  ): Promise<[number | undefined, string][]> {
    return diagnosed(await this.curl(calls), { provider: this.simulator.pack.id, ...options });
  }
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Status and leading cause of each exchange in a capture; `-` where nothing failed. */
export async function diagnosed(
  capture: Uint8Array,
  options: DiagnoseOptions & { stateless?: boolean },
): Promise<[number | undefined, string][]> {
  const { exchanges } = readInput(new Input('-', capture), formats);
  const seen = await withHistory(engine, exchanges, options);
  await engine.prepare(exchanges, seen);
  const results: [number | undefined, string][] = [];
  for (const exchange of exchanges) {
    const { outcome, faults } = await engine.prove(exchange, seen);
    const leading = faults[0]?.causes[0]?.candidate.rule.id ?? 'nothing';
    results.push([exchange.response?.status, outcome === 'succeeded' ? '-' : leading]);
  }
  return results;
}
