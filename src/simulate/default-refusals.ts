import type { CompiledCondition } from '../causes/condition.js';
import type { PackSettings, Refusal } from '../causes/pack.js';

/** What a pack that says nothing of its checks refuses: credentials that are missing or unknown, and wrong signatures. */
export function defaultRefusals({
  credentials = {},
  signatures = {},
}: PackSettings): Refusal<CompiledCondition>[] {
  const keys = Object.entries(credentials).filter(([, one]) => !one.public);
  const causes = Object.values(signatures).flatMap(({ by, causes: own }) =>
    by === 'client' && own['*'] ? [own['*']] : [],
  );
  return [
    ...keys.map(([name]) => ({ cause: '401', if: isnt(`server.knows.${name}`, true) })),
    ...causes.slice(0, 1).map((cause) => ({ cause, if: isnt('server.signature', 'right') })),
  ];
}

function isnt(fact: string, value: unknown): CompiledCondition {
  return { fact, tests: [['isnt', value]] };
}
