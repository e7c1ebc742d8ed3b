const { readFileSync, writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

/** Required before a program: writes the most memory that its process ever held, in KB, to the file that PEAK names. */
if (isMainThread) {
  process.on('exit', () => {
    writeFileSync(process.env.PEAK, /VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'latin1'))[1]);
  });
}
