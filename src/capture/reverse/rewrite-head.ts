import type { Rewritten } from '../../wire/leg.js';

/** A head as it is to travel, and what of it is no longer as it came. */
interface RewrittenHead {
  readonly bytes: Buffer;
  readonly rewritten?: Rewritten;
}

const TARGET = /^([\r\n]*\S+ )(\S.*?)(?= HTTP\/1\.[01][ \t]*\r?\n)/;
const HOST = /(\nhost:[ \t]*)([^\s,]+)(?=[ \t]*\r?\n)/gi;

/**
 * Turns the head of a request to errdoctor's own address into one to a server: `Host` names the server, unless it does so
 * already, and the path begins with that of the server's URL. All else stays to the byte.
 *
 * @param to the base URL of the server
 */
export function rewriteHead(bytes: Buffer, to: URL): RewrittenHead {
  const text = bytes.toString('latin1');
  const [, method = '', target = ''] = TARGET.exec(text) ?? [];
  const path = originForm(target);
  const base = path.startsWith('/') ? to.pathname.replace(/\/+$/, '') : '';
  const hosts: string[] = [];
  const rest = text.slice(method.length + target.length).replace(HOST, (line, name: string, host: string) => {
    if (namesServer(host, to)) return line;
    hosts.push(host);
    return name + to.host;
  });
  const [from] = hosts;
  return {
    bytes: Buffer.from(method + base + path + rest, 'latin1'),
    ...((from || base) && {
      rewritten: { ...(from && { host: { from, to: to.host } }), ...(base && { base }) },
    }),
  };
}

/** Whether an authority, as `Host` has it (RFC 9110, section 7.2), is that of a URL. */
export function namesServer(authority: string, { protocol, hostname, port }: URL): boolean {
  const [, name = '', number] = /^(.*?)(?::(\d*))?$/.exec(authority) ?? [];
  const usual = protocol === 'https:' ? '443' : '80';
  return name.toLowerCase() === hostname && (number || usual) === (port || usual);
}

/** The form in which servers are asked (RFC 9112, section 3.2.1). */
function originForm(target: string): string {
  const [authority] = /^https?:\/\/[^/?#]*/i.exec(target) ?? [];
  if (authority === undefined) return target;
  const rest = target.slice(authority.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}
