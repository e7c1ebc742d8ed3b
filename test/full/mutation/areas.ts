/** What is changed, and the tests that have to notice it: those that read no packs and start no programs. */
export interface Area {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

const RANKING = ['match-rule', 'rank-causes', 'condition', 'message-template', 'path-template', 'recognise'];

export const AREAS: Readonly<Record<string, Area>> = {
  ranking: {
    mutate: RANKING.map((name) => `src/causes/${name}.ts`),
    tests: [
      'test/causes/{condition,match-evidence,match-limits,match-trigger,match-working,message-template,path-template}.test.ts',
      'test/causes/{rank-candidates,rank-causes,rank-weights,recognise}.test.ts',
      'test/faults/with-limits.test.ts',
    ],
  },
  facts: {
    mutate: ['src/facts/**/*.ts', '!**/*.generated.ts'],
    // hostile asks for time, not for values.
    tests: ['test/facts/**/!(hostile).test.ts'],
  },
  signing: {
    mutate: [
      'src/signing/**/*.ts',
      '!**/*.generated.ts',
      // What prints programs is judged by running them (test/signing/code.test.ts), which takes seconds a mutant.
      '!src/signing/{code,curl-command,shell*,checklist}.ts',
      '!src/signing/code/*.ts',
      // Threads load the code anew, outside of the mutant.
      '!src/signing/search-{threads,worker}.ts',
    ],
    tests: ['test/signing/**/!(code).test.ts'],
  },
};

/** The area that holds a source file, narrowed to it. */
export function areaOf(file: string): Area | undefined {
  const folder = file.split('/')[1] as string;
  const area = AREAS[folder === 'causes' ? 'ranking' : folder];
  return area && { ...area, mutate: [file] };
}
