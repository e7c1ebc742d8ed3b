/** What `npm run bench:signatures` measures, as it is published: bundled, with its worker beside it. */
export { engineOf } from '../../signatures/engine.js';
export { signAfresh, tryFixedList } from './fixed-list.js';
