import { type Environment, proxyVariable } from '../../wire/proxy-variable.js';
import { isExempt } from './no-proxy.js';

/** Whom a connection is to reach. */
export interface Target {
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** Whom a URL of HTTP is for. */
export function targetOf({ protocol, hostname, port }: URL): Target {
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (protocol === 'https:' ? 443 : 80)) };
}

/** A forward proxy that the user's environment names. */
export interface UpstreamProxy extends Target {
  readonly secure: boolean;
  /** As it may be shown: `http://proxy.example:3128`, without user and password. */
  readonly name: string;
  /** The value of Proxy-Authorization, where the variable holds credentials. */
  readonly authorization?: string | undefined;
}

/** A variable names a proxy that cannot be used: a whole sentence, which does not show its value. */
export class UnusableProxy extends Error {
  override readonly name = 'UnusableProxy';
}

/** The proxies of an environment, by the schemes of URLs. */
export class ProxySetting {
  readonly #proxies: Readonly<Record<'http' | 'https', UpstreamProxy | undefined>>;
  readonly #exempt: string;

  /** @throws UnusableProxy */
  constructor(env: Environment) {
    this.#proxies = { http: proxyOf(env, 'http'), https: proxyOf(env, 'https') };
    this.#exempt = env.no_proxy || env.NO_PROXY || '';
  }

  /** The proxy through which calls of a scheme reach a host; undefined where they go directly. */
  for(scheme: 'http' | 'https', { host, port }: Target): UpstreamProxy | undefined {
    return isExempt(this.#exempt, host.toLowerCase(), port) ? undefined : this.#proxies[scheme];
  }
}

function proxyOf(env: Environment, scheme: 'http' | 'https'): UpstreamProxy | undefined {
  const variable = proxyVariable(env, scheme);
  if (variable === undefined) return undefined;
  const value = env[variable] ?? '';
  const [, kind = 'http'] = /^([a-z\d]+):\/\//i.exec(value) ?? [];
  if (!/^https?$/i.test(kind))
    throw new UnusableProxy(
      `${variable} names a proxy of the kind ${kind}: errdoctor takes http and https proxies only. Unset it, or name such a one.`,
    );
  const url = parsed(value.includes('://') ? value : `http://${value}`);
  if (!url?.hostname) throw new UnusableProxy(`${variable} is not the URL of a proxy.`);
  const { protocol, host, username, password } = url;
  return {
    ...targetOf(url),
    secure: protocol === 'https:',
    name: `${protocol}//${host}`,
    ...((username || password) && {
      authorization: `Basic ${Buffer.from(`${plain(username)}:${plain(password)}`).toString('base64')}`,
    }),
  };
}

function parsed(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** Credentials stand percent-encoded in a URL; a stray `%` is meant as one. */
function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
