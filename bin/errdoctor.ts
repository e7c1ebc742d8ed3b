#!/usr/bin/env node
import { processIo } from '../src/cli/io.js';
import { main } from '../src/cli/main.js';

void main(process.argv.slice(2), processIo).then((code) => {
  process.exitCode = code;
});
