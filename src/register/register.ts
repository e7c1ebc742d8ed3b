import { examine, finish } from './examiner-thread.js';
import { guarded } from './guarded.js';
import { openTaps } from './taps.js';
import { watchHttp } from './watch-http.js';
import { watchUndici } from './watch-undici.js';

/**
 * `import 'errdoctor/register'`: diagnoses the failed calls of the program that imports it, on standard error. Nothing
 * else changes. A second copy of errdoctor in one thread does nothing.
 */
guarded(() => {
  const loaded = Symbol.for('errdoctor.register');
  if (Object.hasOwn(process, loaded)) return;
  Object.defineProperty(process, loaded, { value: true });
  watchUndici(examine);
  watchHttp(examine);
  process.on('exit', () =>
    guarded(() => {
      for (const tap of openTaps) tap.left();
      finish();
    }),
  );
});
