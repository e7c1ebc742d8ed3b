import { parentPort, workerData } from 'node:worker_threads';
import { Search, type SearchInput, type Share } from './search.js';

/** One thread of a search: tries its share and tells how far it is. */
const { input, share } = workerData as { input: SearchInput; share: Share };
const result = new Search(input).run(share, (tried) => parentPort?.postMessage({ tried }));
parentPort?.postMessage({ result });
