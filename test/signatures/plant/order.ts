import { editJoin, joins, leaves, type PlantFamily, shape } from '../plant.js';
import { leaf } from '../recipe.js';
import { url } from '../call.js';

/** Nobody adds to a list of fields, nor to what libraries alone put together. */
const FIXED = new Set(['fields', 'string to sign']);

const plants: PlantFamily = [
  {
    id: 'can-field-order',
    make(draft, random) {
      const found = joins(shape(draft)).filter(({ label }) => label !== 'pairs');
      if (found.length === 0) return undefined;
      const { label, of } = random.pick(found);
      const first = random.between(0, of.length - 2);
      // Long lists are mostly right but for neighbours.
      const second = of.length > 4 ? first + 1 : random.between(first + 1, of.length - 1);
      editJoin(draft, label, (join) => {
        const { of } = join;
        const [one, other] = [of[first], of[second]];
        if (one && other) [of[first], of[second]] = [other, one];
      });
      return `${of[first]?.label} and ${of[second]?.label}`;
    },
  },
  {
    id: 'can-part-missing',
    make(draft, random) {
      const found = joins(shape(draft)).filter(({ label }) => label !== 'pairs');
      if (found.length === 0) return undefined;
      const { label, of } = random.pick(found);
      const at = random.between(0, of.length - 1);
      editJoin(draft, label, (join) => void join.of.splice(at, 1));
      return `${of[at]?.label} of ${label}`;
    },
  },
  {
    id: 'can-part-extra',
    make(draft, random) {
      const { call } = draft;
      const message = shape(draft);
      const present = new Set(leaves(message).map(({ label }) => label));
      const time = call.headers.find(([name]) => /timestamp|date/i.test(name));
      const candidates = Object.entries({
        method: call.method,
        path: call.path,
        url: call.query?.includes('timestamp=') ? undefined : url(call),
        body: call.body,
        time: time?.[1],
      }).filter(([name, value]) => !present.has(name) && !(name === 'url' && present.has('path')) && value);
      const isFixed = FIXED.has(joins(message)[0]?.label ?? '') || draft.recipe.parts.url !== undefined;
      if (candidates.length === 0 || isFixed) return undefined;
      const [name, value = ''] = random.pick(candidates);
      const end = random.chance(0.5);
      const [outer] = joins(message);
      if (outer)
        editJoin(
          draft,
          outer.label,
          ({ of }) => void (end ? of.push(leaf(name, value)) : of.unshift(leaf(name, value))),
        );
      else {
        const { mac } = draft.recipe;
        const separator = random.pick(['', '.', '\n']);
        draft.recipe.mac = (digest, key, text) =>
          mac(digest, key, end ? text + separator + value : value + separator + text);
      }
      return `${name} ${end ? 'at the end' : 'in front'}`;
    },
  },
  {
    id: 'can-sorted-wrongly',
    make(draft, random) {
      if (joins(shape(draft))[0]?.label !== 'fields') return undefined;
      const named = random.chance(0.5);
      editJoin(draft, 'fields', (join) => {
        join.of.sort((one, other) => (one.label < other.label ? -1 : 1));
        if (named) join.of.unshift(...join.of.map(({ label }) => leaf(label, label)));
      });
      return named ? 'sorted names, then values' : 'sorted by name';
    },
  },
  {
    id: 'can-param-sort',
    make(draft) {
      const pairs = joins(shape(draft)).find(({ label }) => label === 'pairs');
      const body = draft.call.body;
      if (!pairs || body === undefined) return undefined;
      const sent = new URLSearchParams(body);
      const order = [...sent.keys()];
      editJoin(draft, 'pairs', (join) => {
        join.of.sort((one, other) => order.indexOf(one.label) - order.indexOf(other.label));
      });
      return 'as sent';
    },
  },
  {
    id: 'body-multipart',
    make(draft) {
      const body = draft.call.body;
      const pairs = joins(shape(draft)).find(({ label }) => label === 'pairs');
      if (!pairs || body === undefined) return undefined;
      editJoin(draft, 'pairs', (join) => {
        join.of = [leaf('body', body)];
      });
      return 'the body as sent in place of its sorted pairs';
    },
  },
];
export default plants;
