import type { RenderContext } from './format.js';
import { stripControls } from './strip-controls.js';

/** A masked report names files masked, so they are looked up by their masked names. */
export function inputsByShownName({ inputs, mask }: RenderContext): RenderContext['inputs'] {
  return new Map([...inputs].map(([name, input]) => [mask.text(stripControls(name)), input]));
}
