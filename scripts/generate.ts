import { generateRegistries } from './generate-registries.js';

await generateRegistries();
