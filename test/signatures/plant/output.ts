import type { PlantFamily } from '../plant.js';
import { base64, hex } from '../recipe.js';

const plants: PlantFamily = [
  {
    id: 'enc-base64-of-hex',
    make({ recipe }) {
      recipe.write = (mac) => base64(hex(mac));
      return 'base64 of the hex text';
    },
  },
  {
    id: 'enc-hex-vs-base64',
    make({ recipe }) {
      recipe.write = recipe.encode === 'hex' ? base64 : hex;
      return recipe.encode === 'hex' ? 'base64' : 'hex';
    },
  },
  {
    id: 'enc-base64url',
    make({ recipe }, random) {
      if (recipe.encode !== 'base64') return undefined;
      const padded = random.chance(0.5);
      recipe.write = (mac) => {
        const text = base64(mac).replaceAll('+', '-').replaceAll('/', '_');
        return padded ? text : text.replaceAll('=', '');
      };
      return padded ? 'base64url' : 'base64url without padding';
    },
  },
  {
    id: 'enc-hex-case',
    make({ recipe }) {
      if (recipe.encode !== 'hex') return undefined;
      recipe.write = (mac) => hex(mac).toUpperCase();
      return 'upper case';
    },
  },
  {
    id: 'enc-prefix',
    make(draft, random) {
      const { call, carry } = draft;
      const probe = { ...call, headers: [...call.headers] };
      carry(probe, '<signature>');
      const prefix = /^(sha256=|v0=|v1,)<signature>$/.exec(probe.headers.at(-1)?.[1] ?? '')?.[1];
      if (!prefix) return undefined;
      const way = random.pick(['missing', 'doubled']);
      const name = probe.headers.at(-1)?.[0] as string;
      draft.carry = (call, signature) =>
        void call.headers.push([name, way === 'missing' ? signature : prefix + prefix + signature]);
      return way;
    },
  },
];
export default plants;
