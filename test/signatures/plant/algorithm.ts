import type { PlantFamily } from '../plant.js';
import { hash } from '../recipe.js';

const plants: PlantFamily = [
  {
    id: 'alg-digest',
    make({ recipe }, random) {
      recipe.digest = random.pick(
        ['sha1', 'sha256', 'sha384', 'sha512'].filter((name) => name !== recipe.digest),
      );
      return recipe.digest;
    },
  },
  {
    id: 'alg-args-swapped',
    make({ recipe }, random) {
      const { mac } = recipe;
      const way = random.pick([
        'arguments swapped',
        'hash of secret and message',
        'hash of message and secret',
      ]);
      recipe.mac = (digest, key, message) =>
        way === 'arguments swapped'
          ? mac(digest, message, key)
          : hash(digest, way === 'hash of secret and message' ? key + message : message + key);
      return way;
    },
  },
];
export default plants;
