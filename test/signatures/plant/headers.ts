import { oneOf, type PlantFamily, replace } from '../plant.js';

const plants: PlantFamily = [
  {
    id: 'hdr-host',
    make: (draft, random) =>
      oneOf(random, {
        'with port 443': replace(draft, 'header:host', (host) => `${host}:443`),
        'without region': replace(draft, 'header:host', (host) => host.replace(/\.s3\.[\w-]+\./, '.s3.')),
      }),
  },
  {
    id: 'hdr-signed-list',
    make: (draft, random) =>
      oneOf(random, {
        'another Content-Type': replace(draft, 'header:content-type', (type) => `${type}; charset=utf-8`),
        'Content-Type was empty': replace(draft, 'header:content-type', () => ''),
      }),
  },
];
export default plants;
