import { editJoin, joins, type PlantFamily, shape } from '../plant.js';
import type { Draft } from '../signer.js';

const SEPARATORS = ['', '\n', '&', ',', '.', ':', '|'];

const plants: PlantFamily = [
  {
    id: 'sep-missing',
    make(draft, random) {
      const found = joins(shape(draft)).filter(({ label }) => label !== 'pairs');
      if (found.length === 0) return undefined;
      const join = random.pick(found);
      const separator = random.pick(SEPARATORS.filter((one) => one !== join.separator));
      separate(draft, join.label, separator);
      return `${JSON.stringify(separator)} in ${join.label}`;
    },
  },
  {
    id: 'sep-literal-n',
    make(draft, random) {
      const lines = joins(shape(draft)).filter(({ separator }) => separator === '\n');
      if (lines.length === 0) return undefined;
      const { label } = random.pick(lines);
      separate(draft, label, '\\n');
      return `in ${label}`;
    },
  },
  {
    id: 'sep-crlf',
    make(draft, random) {
      const lines = joins(shape(draft)).filter(({ separator }) => separator === '\n');
      if (lines.length === 0) return undefined;
      const { label } = random.pick(lines);
      separate(draft, label, '\r\n');
      return `in ${label}`;
    },
  },
  {
    id: 'sep-edge-newline',
    make(draft, random) {
      const way = random.pick(['at the end', 'at the end', 'at the start', 'a Windows one at the end']);
      const edge = way.startsWith('a Windows') ? '\r\n' : '\n';
      const { mac } = draft.recipe;
      draft.recipe.mac = (digest, key, message) =>
        mac(digest, key, way === 'at the start' ? edge + message : message + edge);
      return way;
    },
  },
  {
    id: 'sep-unescaped',
    make(draft) {
      const fields = joins(shape(draft)).find(({ label }) => label === 'fields');
      if (!fields?.of.some((piece) => 'text' in piece && piece.text.includes(':'))) return undefined;
      editJoin(draft, 'fields', ({ of }) => {
        for (const piece of of) if ('text' in piece) piece.text = piece.text.replaceAll(':', '\\:');
      });
      return 'colons escaped';
    },
  },
];
export default plants;

function separate(draft: Draft, label: string, separator: string): void {
  editJoin(draft, label, (join) => {
    join.separator = separator;
  });
}
