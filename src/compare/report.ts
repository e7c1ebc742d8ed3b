import type { Engine } from '../causes/engine.js';
import type { DiagnoseOptions, Diagnosis } from '../diagnose.js';
import type { ReadInputResult } from '../input/read-input.js';
import type { Place } from '../exchange/place.js';
import type { Input } from '../input/input.js';
import type { ComparisonReport } from '../report/diagnosis.js';
import { positionOf } from '../report/evidence.js';
import { type Comparison, compareWithGood } from './compare.js';
import { GoodCalls } from './good-calls.js';

/** A failing exchange diagnosed beside a working one, and what differs. */
export interface Compared {
  readonly diagnosis: Diagnosis;
  readonly comparison: ComparisonReport;
}

/** What compares each failing exchange of an input with the working one that fits it best. */
export function comparer(
  engine: Engine,
  good: ReadInputResult,
  options: DiagnoseOptions,
): (diagnosis: Diagnosis, input: Input) => Promise<Compared> {
  const goods = new GoodCalls(engine, good, options);
  return async (failing, input) => {
    const { diagnosis, comparison } = await compareWithGood(engine, failing, goods, options);
    return { diagnosis, comparison: comparisonReport(comparison, input, good.input) };
  };
}

/** A comparison in the form of the report, with places in both inputs. */
function comparisonReport(comparison: Comparison, input: Input, goodInput: Input): ComparisonReport {
  const { says, differences, notCompared } = comparison;
  const place = (from: Input, at: Place | undefined) => at && positionOf(from, at);
  return {
    says,
    with: comparison.with
      ? {
          file: goodInput.name,
          entry: comparison.with.entry,
          line: goodInput.lineAt(comparison.with.exchange.at.spans[0]?.start ?? 0),
        }
      : null,
    differences: differences.map(({ what, bad, good, explains, everyCall, at, goodAt }) => {
      const [position, goodPosition] = [place(input, at), place(goodInput, goodAt)];
      return {
        what,
        bad: bad ?? null,
        good: good ?? null,
        explains: explains ?? null,
        everyCall: everyCall ?? false,
        ...(position && { at: position }),
        ...(goodPosition && { goodAt: goodPosition }),
      };
    }),
    notCompared,
  };
}
