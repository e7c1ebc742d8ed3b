import type { Material } from './material.js';
import type { Variant } from './mistake.js';
import type { Step } from './scheme.js';
import { applySteps } from './steps.js';

/**
 * What a chain of steps gives when one of them went wrong.
 *
 * @param vary variants of the step's result, given the value before it; nothing for steps that it does not know
 */
export function* varyStep(
  before: string,
  steps: readonly Step[],
  material: Material,
  vary: (before: string, step: Step) => Iterable<Variant>,
): Iterable<Variant> {
  for (const [index, step] of steps.entries()) {
    const reached = applySteps(steps.slice(0, index), before, material);
    const rest = steps.slice(index + 1);
    for (const variant of vary(reached, step))
      yield { ...variant, value: applySteps(rest, variant.value, material) };
  }
}

/**
 * What `headerLines` gives when one header was signed with another value.
 *
 * @param vary variants of a header's value, given its name in lower case
 */
export function varyLines(
  before: string,
  steps: readonly Step[],
  material: Material,
  vary: (name: string, value: string) => Iterable<Variant>,
): Iterable<Variant> {
  return varyStep(before, steps, material, function* (list, step) {
    if (step !== 'headerLines') return;
    const lines = applySteps([step], list, material).split('\n');
    for (const [index, line] of lines.entries()) {
      const colon = line.indexOf(':');
      if (colon <= 0) continue;
      const name = line.slice(0, colon);
      for (const variant of vary(name, line.slice(colon + 1)))
        yield { ...variant, value: lines.with(index, `${name}:${variant.value}`).join('\n') };
    }
  });
}
