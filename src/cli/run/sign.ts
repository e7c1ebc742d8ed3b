import type { PackSettings } from '../../causes/pack.js';
import { maskFor } from '../../mask-for.js';
import { stripControls } from '../../report/strip-controls.js';
import { readCarrier } from '../../signing/carrier.js';
import { schemesOf } from '../../signing/choose-scheme.js';
import { expectationOf } from '../../signing/expected.js';
import type { Expected } from '../../signing/finding.js';
import { secretsFor } from '../../signing/given.js';
import { type MaterialData, materialOf } from '../../signing/material.js';
import { bytes, readMaterial } from '../../signing/read-material.js';
import type { NamedScheme, Scheme } from '../../signing/scheme.js';
import { writeTimestamp } from '../../signing/timestamp.js';
import { visible } from '../../signing/visible.js';
import type { Call } from '../command.js';
import { complain } from '../complain.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { oneExchange } from '../one-exchange.js';
import { openEngine } from '../open-engine.js';
import { readSecrets, type SecretOptions } from '../read-secrets.js';
import type { RequestFiles } from '../request-half.js';
import { signingProvider } from '../signing-provider.js';
import { statedExchange } from '../stated-exchange.js';
import { splitScheme } from '../split-scheme.js';
import type { Statement } from '../../exchange/statement.js';
import { UsageError } from '../usage-error.js';

export interface SignOptions extends Omit<Statement, 'code'>, RequestFiles, SecretOptions {
  readonly provider?: string;
  readonly now?: number;
  readonly rules?: readonly string[];
  readonly quiet?: boolean;
  /** A language, perhaps for one scheme: `webhook=node`. */
  readonly code?: string;
  readonly curl?: boolean;
}

/** Prints the canonical string of a request part by part, and with a secret the header to send; or a program instead. */
export default async function sign({
  arguments: [name],
  options: given,
  io,
}: Call<SignOptions>): Promise<ExitCode> {
  const { code: wanted, ...options } = given;
  const code = wanted === undefined ? undefined : splitScheme(wanted);
  if (code && options.curl) throw new UsageError('Choose one of --code and --curl.');
  const engine = await openEngine(options, io);
  const secrets = readSecrets(options, io);
  const { exchange, read } =
    code && options.provider !== undefined && name === undefined
      ? { exchange: statedExchange(options), read: [] }
      : await oneExchange(name, options, io, secrets);
  const pack = await signingProvider(engine, exchange, options);
  const named = chosenScheme(pack, schemesOf(pack, exchange), code?.scheme ?? secrets[0]?.scheme);
  const [id, scheme] = named;
  if (code) {
    const { printSigningCode } = await import('../print-signing-code.js');
    await printSigningCode(pack, named, code, options.quiet, io);
    return exitCodes.ok;
  }
  const mask = maskFor(read, [pack], secrets);
  if (options.curl) {
    const { printCurlCommand } = await import('../print-curl-command.js');
    await printCurlCommand(pack, named, readMaterial(exchange), options.secretEnv ?? [], mask, io);
    return exitCodes.ok;
  }
  const [secret] = secretsFor(id, secrets);
  const stamped = stamp(scheme, readMaterial(exchange), options.now ?? Date.now());
  const { expected, missing } = expectationOf(scheme, stamped.material, stamped.tokens, secret?.value);
  if (!expected)
    throw new UsageError(
      `The ${scheme.name} covers what this capture does not hold: ${missing.join(', ')}. A request with its exact body can be given with --request and --data.`,
    );
  const remarks = [
    ...(stamped.fresh ? ['the request has no timestamp, so it was stamped now'] : []),
    ...(secret ? [] : ['without a secret there is no signature: name it with --secret-env or --secret-file']),
  ];
  if (!options.quiet) await complain(io, remarks.map((remark) => `note: ${remark}\n`).join(''));
  const lines = [
    `${scheme.name} (${pack.id}/${id}): ${scheme.mac}, ${[scheme.encode].flat().join(' or ')}`,
    '',
    ...partLines(expected),
    '',
    `canonical string, ${expected.message.length} bytes`,
    `  ${visible(expected.message)}`,
    ...headerLines(scheme, stamped, expected.signature),
  ];
  // The signature is what was asked for; it is no secret, and everything else is masked.
  const text = lines.map((line) => (line.endsWith(expected.signature ?? '\n') ? line : mask.text(line)));
  await io.stdout.write(stripControls(`${text.join('\n')}\n`, 'keep'));
  return exitCodes.ok;
}

interface Stamped {
  readonly material: MaterialData;
  readonly tokens: Readonly<Record<string, string>>;
  /** The timestamp that was put in, where the request has none. */
  readonly fresh?: string;
}

/** The request with a timestamp: its own, or one of now. */
function stamp(scheme: Scheme, material: MaterialData, now: number): Stamped {
  const tokens = readCarrier(scheme, materialOf(material))?.tokens ?? {};
  const { time } = scheme;
  if (!time || typeof time.from !== 'object') return { material, tokens };
  const fresh = writeTimestamp(BigInt(Math.trunc(now)) * 1_000_000n, time.unit[0] ?? 's');
  if ('token' in time.from && !tokens[time.from.token])
    return { material, tokens: { ...tokens, [time.from.token]: fresh }, fresh };
  if (!('header' in time.from) || materialOf(material).header(time.from.header)) return { material, tokens };
  const headers = [...material.headers, [time.from.header, bytes(fresh)] as const];
  return { material: { ...material, headers }, tokens, fresh };
}

function chosenScheme(
  pack: PackSettings,
  fitting: readonly NamedScheme[],
  wanted: string | undefined,
): NamedScheme {
  const all = Object.entries(pack.signatures ?? {});
  const chosen = wanted === undefined ? (fitting[0] ?? all[0]) : all.find(([name]) => name === wanted);
  if (chosen) return chosen;
  const names = all.map(([name]) => name).join(', ');
  throw new UsageError(`${pack.name} has no signing scheme "${wanted}"; it has ${names}.`);
}

function partLines({ parts }: Expected): string[] {
  const width = Math.max(...parts.map(({ label }) => label.length));
  return parts.map(({ label, value }) => `  ${label.padEnd(width)}  ${visible(value, 400)}`);
}

function headerLines({ at, time }: Scheme, { fresh }: Stamped, signature: string | undefined): string[] {
  if (signature === undefined) return [];
  const timeHeader = typeof time?.from === 'object' && 'header' in time.from ? time.from.header : undefined;
  const stampLine = fresh && timeHeader ? [`  ${timeHeader}: ${fresh}`] : [];
  const place = at.header ?? at.param ?? at.form ?? at.field;
  return ['', at.header ? 'headers to send' : 'signature', ...stampLine, `  ${place}: ${signature}`];
}
