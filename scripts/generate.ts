import { compileAssembly } from './compile-assembly.js';
import { generateRegistries } from './generate-registries.js';

await generateRegistries();
await compileAssembly();
