import { defineFacts, known } from '../fact.js';

export default defineFacts({
  'provider.recognised': {
    means: 'whether the exchange belongs to the provider of a pack, recognised or named with --provider',
    get: ({ pack }) => known(pack !== undefined),
    says: (value, { pack }) => (value ? `the provider is ${pack?.name}` : 'no pack describes this provider'),
  },
});
