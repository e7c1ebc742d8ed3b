import { generateRegistries } from './generate-registries.js';
import { generateValidators } from './generate-validators.js';

await Promise.all([generateRegistries(), generateValidators()]);
