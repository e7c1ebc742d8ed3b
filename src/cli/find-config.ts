import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The `.errdoctor/config.yaml` of the working folder, or of the nearest folder above that has one. */
export function findConfig(): string | undefined {
  let folder = workingFolder();
  while (folder !== undefined) {
    const path = join(folder, '.errdoctor', 'config.yaml');
    if (existsSync(path)) return path;
    const above = dirname(folder);
    folder = above === folder ? undefined : above;
  }
  return undefined;
}

function workingFolder(): string | undefined {
  try {
    return resolve();
  } catch {
    // It was removed while the shell stood in it.
    return undefined;
  }
}
