import type { PackIndex, PackMatch } from './compiled.js';

/**
 * Hosts of the user's own behind which a provider answers, such as a company's gateway: each with the pack, and with
 * the environment that it leads to where only one does. `*.example.com` is any host below.
 */
export type GatewayHosts = Readonly<Record<string, { readonly provider: string; readonly env?: string }>>;

/** The index that recognises these hosts as it does the provider's own. */
export function indexWith(index: PackIndex, gateways: GatewayHosts): PackIndex {
  if (Object.keys(gateways).length === 0) return index;
  const hosts = Object.entries(gateways).map(([host, { provider, env = '' }]) => [host, [provider, env]]);
  return { ...index, hosts: { ...index.hosts, ...Object.fromEntries(hosts) } };
}

/** The pack with these hosts in the environments that they lead to. */
export function packWith(pack: PackMatch, gateways: GatewayHosts): PackMatch {
  if (Object.keys(gateways).length === 0) return pack;
  const environments = { ...pack.settings.environments };
  for (const [host, { provider, env }] of Object.entries(gateways)) {
    if (provider !== pack.settings.id || env === undefined) continue;
    const name = Object.keys(environments).find(
      (one) => one === env || environments[one]?.aka?.includes(env),
    );
    const present = environments[name ?? env];
    environments[name ?? env] = { ...present, hosts: [...(present?.hosts ?? []), host] };
  }
  return { ...pack, settings: { ...pack.settings, environments } };
}
