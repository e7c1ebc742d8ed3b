const { openSync, readSync } = require('node:fs');

/** What a triage is measured by: finds each line of a file and parses it, and does nothing with it. */
const file = openSync(process.argv[2]);
const buffer = Buffer.allocUnsafe(1 << 20);
let kept = 0;
for (;;) {
  const read = readSync(file, buffer, kept, buffer.length - kept, null);
  if (read === 0) break;
  const bytes = buffer.subarray(0, kept + read);
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    JSON.parse(bytes.toString('utf8', start, end));
    start = end + 1;
  }
  kept = bytes.copy(buffer, 0, start);
}
