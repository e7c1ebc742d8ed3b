import { editJoin, joins, oneOf, type PlantFamily, replace, shape } from '../plant.js';

const plants: PlantFamily = [
  {
    id: 'met-case',
    make: (draft, random) =>
      oneOf(random, {
        'lower case': replace(draft, 'method', (method) => method.toLowerCase()),
        'mixed case': replace(draft, 'method', (method) => method[0] + method.slice(1).toLowerCase()),
      }),
  },
  {
    id: 'met-missing',
    make(draft) {
      const join = joins(shape(draft)).find(({ of }) => of.some(({ label }) => label === 'method'));
      if (!join) return undefined;
      editJoin(draft, join.label, (one) => {
        one.of = one.of.filter(({ label }) => label !== 'method');
      });
      return 'left out';
    },
  },
];
export default plants;
