import type { Argument, Command } from '../command.js';
import { everywhere } from '../options.js';

const folders: readonly Argument[] = [
  { syntax: '[dirs...]', summary: 'folders whose sub-folders are packs (default: .errdoctor/rules)' },
];

const rules: Command = {
  name: 'rules',
  summary: 'the rule packs, your own included',
  commands: [
    {
      name: 'list',
      summary: 'every cause that can be found, with its title',
      arguments: [{ syntax: '[pack]', summary: 'only the causes of this pack', known: 'packs' }],
      options: everywhere,
      run: () => import('../run/rules-list.js'),
    },
    {
      name: 'lint',
      summary: 'check rule files and say what is wrong with them',
      arguments: folders,
      options: everywhere,
      run: () => import('../run/rules-lint.js'),
    },
    {
      name: 'test',
      summary: 'diagnose the examples that rule files carry',
      arguments: folders,
      options: everywhere,
      run: () => import('../run/rules-test.js'),
    },
    {
      name: 'new',
      summary: 'start a pack, or a rule in a pack, from a commented template',
      arguments: [{ syntax: '<id>', summary: 'PACK or PACK/CAUSE; written to .errdoctor/rules or --rules' }],
      options: everywhere,
      examples: ['errdoctor rules new acme', 'errdoctor rules new acme/card-expired'],
      run: () => import('../run/rules-new.js'),
    },
    {
      name: 'schema',
      summary: 'print a JSON Schema, for your editor or your program',
      arguments: [
        {
          syntax: '[name]',
          summary: 'rule, pack, report or triage (default: rule)',
          choices: ['rule', 'pack', 'report', 'triage'],
        },
      ],
      options: everywhere,
      run: () => import('../run/rules-schema.js'),
    },
  ],
};

export default rules;
