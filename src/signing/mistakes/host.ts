import type { Material } from '../material.js';
import { defineMistakes, type Variant } from '../mistake.js';
import { urlParts, writeUrl } from '../url-parts.js';
import { varyLines } from '../vary-step.js';

/** The host, or the whole URL, as another program on the way sees it. */
export default defineMistakes({
  mistakes: {
    'hdr-host': {
      often: 'high',
      done: 'with {detail}',
      fix: 'Sign the Host header as it is sent, with its port where it has one.',
    },
    'path-proxy-url': {
      often: 'high',
      done: 'with {detail}',
      fix: 'Take the public URL, as the provider knows it: from the configuration, or from X-Forwarded-Proto and X-Forwarded-Host of a trusted proxy.',
    },
  },
  atoms: {
    host: (value, { material }) => hosts(value, material),
    *header(value, { material }, atom) {
      if ('header' in atom && atom.header.toLowerCase() === 'host') yield* hosts(value, material);
    },
    *url(value, { material }) {
      const parts = urlParts(value);
      if (!parts.authority) return;
      const seen = (detail: string, scheme: string, authority: string): Variant => ({
        id: 'path-proxy-url',
        detail,
        value: writeUrl({ ...parts, scheme, authority }),
      });
      const { scheme, authority } = parts;
      const other = scheme === 'https' ? 'http' : 'https';
      const forwarded = forwardedHost(material);
      const proto = firstOf(material.header('x-forwarded-proto')) || 'https';
      yield seen(`${other} in place of ${scheme}`, other, authority);
      if (forwarded) {
        yield seen('the host and scheme of X-Forwarded-Host and X-Forwarded-Proto', proto, forwarded);
        yield seen('the host of X-Forwarded-Host', scheme, forwarded);
      }
      const sent = material.header('host');
      if (sent) {
        yield seen('the host of the Host header', scheme, sent);
        yield seen(`the host of the Host header and ${other}`, other, sent);
      }
      const bare = withoutPort(authority);
      for (const each of [scheme, other]) {
        const and = each === scheme ? '' : ` and ${other} in place of ${scheme}`;
        if (bare !== authority) yield seen(`the URL without its port${and}`, each, bare);
        else yield seen(`the default port written out${and}`, each, `${bare}:${DEFAULT_PORTS[each] ?? 443}`);
      }
      const anonymous = authority.slice(authority.lastIndexOf('@') + 1);
      yield seen('the URL without user name and password', scheme, anonymous);
    },
  },
  steps: (before, steps, { material }) =>
    varyLines(before, steps, material, (name, value) => (name === 'host' ? hosts(value, material) : [])),
});

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** What may stand in place of a host, the likeliest first. */
function* hosts(value: string, material: Material): Iterable<Variant> {
  if (value === '') return;
  const as = (detail: string, changed: string): Variant => ({ id: 'hdr-host', detail, value: changed });
  const { scheme, authority } = urlParts(material.url ?? '');
  if (authority) yield as('the host of the URL', authority.slice(authority.lastIndexOf('@') + 1));
  const sent = material.header('host');
  if (sent) yield as('the Host header', sent);
  const forwarded = forwardedHost(material);
  if (forwarded) yield as('the host of X-Forwarded-Host', forwarded);
  const bare = withoutPort(value);
  yield as('the host without its port', bare);
  if (bare === value) yield as('the default port after the host', `${bare}:${DEFAULT_PORTS[scheme] ?? 443}`);
  yield as('the host in lower case', value.toLowerCase());
  // www., a region, a bucket or a tenant: clients differ in which names lead to the same service.
  const labels = value.split('.');
  for (const [index, label] of labels.slice(0, -2).entries())
    yield as(`the host without ${label}.`, labels.toSpliced(index, 1).join('.'));
}

function forwardedHost(material: Material): string {
  return firstOf(material.header('x-forwarded-host')) || firstOf(material.header('x-original-host'));
}

/** Each proxy adds what it saw to the end. */
function firstOf(list: string | undefined): string {
  return (list ?? '').split(',', 1)[0]?.trim() ?? '';
}

function withoutPort(authority: string): string {
  return authority.replace(/:\d*$/, '');
}
