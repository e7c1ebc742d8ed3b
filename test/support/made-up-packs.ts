import { compilePacks } from '../../src/causes/compile-packs.js';
import type { Rule } from '../../src/causes/rule.js';
import { inMemory } from './in-memory.js';

const rule = (parts: Partial<Rule>): Rule => ({
  title: 'A cause of the made-up provider',
  when: { code: 'REFUSED' },
  prior: 1,
  cause: 'Something has to change here.',
  fix: [{ say: 'Change it.' }],
  retry: { when: 'after-fix', why: 'refused' },
  references: ['https://acmepay.example/docs'],
  examples: { fires: [], silent: [] },
  ...parts,
});

/**
 * An engine with the rules of a made-up provider (`acmepay`, at api.acmepay.example) and generic ones (`http`), all
 * triggered by the code REFUSED unless they say otherwise.
 */
export function engine(rules: Record<string, Partial<Rule>>, generic: Record<string, Partial<Rule>> = {}) {
  const pack = (id: string, hosts: string[], list: Record<string, Partial<Rule>>) => ({
    id,
    settings: {
      id,
      name: id,
      recognise: {},
      environments: (hosts.length ? { live: { hosts } } : {}) as Record<string, { hosts: string[] }>,
      references: {},
    },
    rules: Object.entries(list).map(([name, parts]) => ({ id: `${id}/${name}`, rule: rule(parts) })),
  });
  return inMemory(compilePacks([pack('acmepay', ['api.acmepay.example'], rules), pack('http', [], generic)]));
}
