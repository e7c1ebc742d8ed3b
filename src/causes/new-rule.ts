import type { PackSettings } from './pack.js';

/** A commented rule to start from, as YAML. Its examples fit the pack, so that it passes lint and test as it stands. */
export function newRule(cause: string, settings: PackSettings): string {
  const code = cause.toUpperCase().replaceAll('-', '_');
  const reference = Object.values(settings.references)[0] ?? 'https://docs.example.com/errors';
  return `# One file is one cause; its name is the second half of the id ${settings.id}/${cause} and never changes once released.
# "errdoctor rules schema rule" prints the schema for your editor.

# What is wrong, not what is checked, in one line.
title: The request was refused with ${code}

# What makes this cause a candidate. A code is best; then a message (words in order, * for any words between); a bare
# status only where the provider says nothing more.
when: { code: ${JSON.stringify(code)} }

# How common the cause is among those with the same trigger: 1 when it is the only one.
prior: 1

# Evidence: how many times likelier the test holds (yes) or fails (no) when this is the cause.
# clues:
#   - { fact: request.method, is: POST, yes: 3, no: 0.5, says: "only writes are refused so" }

# What excludes the cause, with the reason that the report gives.
# unless:
#   - { fact: request.method, is: GET, because: "reading is never refused so" }

# What happened and why, in your own words. {facts} may stand in every text.
cause: "${settings.name} refused the request with ${code}. Say here what that means."

# What to change, most likely first; run is a command that works as it stands.
fix:
  - { say: "Say here what to change." }

# now, after-wait, after-fix, after-check, re-signed or never; basis is documented unless it says ours.
retry: { when: after-fix, why: "nothing changes by sending it again", basis: ours }

references: [${JSON.stringify(reference)}]

# Whole exchanges as curl -v prints them: the tests. Keys must be visibly fake. fires: this cause must lead.
# silent: close relatives for which it must not.
examples:
  fires:
    - name: refused with the code
      http: |
${exchange(settings, code)}
  silent:
    - name: refused with another code
      http: |
${exchange(settings, 'SOMETHING_ELSE')}
`;
}

function exchange({ environments, envelope }: PackSettings, code: string): string {
  const host = Object.values(environments).flatMap(({ hosts }) => hosts)[0] ?? 'api.example.com';
  const path = envelope?.code?.find((one) => /^(?:header:)?[\w.-]+$/.test(one)) ?? 'error.code';
  const body: Record<string, unknown> = {};
  for (const [member, value] of Object.entries(envelope?.failed ?? {})) put(body, member.split('.'), value);
  const inHeader = path.startsWith('header:');
  if (!inHeader) put(body, path.split('.'), code);
  return [
    '> GET /v1/things HTTP/1.1',
    `> Host: ${host.replace('*', 'api')}`,
    '>',
    '< HTTP/1.1 400 Bad Request',
    '< Content-Type: application/json',
    ...(inHeader ? [`< ${path.slice('header:'.length)}: ${code}`] : []),
    '<',
    JSON.stringify(body),
  ]
    .map((line) => `        ${line}`)
    .join('\n');
}

function put(
  target: Record<string, unknown>,
  [first = '', ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = typeof target[first] === 'object' && target[first] !== null ? target[first] : {};
  target[first] = inner;
  put(inner as Record<string, unknown>, rest, value);
}
