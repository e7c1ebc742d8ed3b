import type { PackSettings } from '../../src/causes/pack.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { schemesOf } from '../../src/signing/choose-scheme.js';
import { examine as examineExchange } from '../../src/signing/examine.js';
import type { Finding } from '../../src/signing/finding.js';

/** Examines a capture that holds one exchange, with the secret in use and others of the same account. */
export type Examine = (
  capture: Buffer,
  pack: string,
  secrets: readonly string[],
  depth: number,
) => Promise<Finding>;

const TIMEOUT_SECONDS = 300;

/** The only place where the signed requests meet errdoctor's own code. */
export function engineOf(packs: ReadonlyMap<string, PackSettings>): Examine {
  return async (capture, pack, [secret = '', ...others], depth) => {
    const exchange = exchangeOf(capture);
    const given = [
      { value: secret, source: 'the secret' },
      ...others.map((value) => ({ value, source: 'another secret', scheme: 'none of these' })),
    ];
    const schemes = schemesOf(packs.get(pack), exchange);
    const finding = await examineExchange(exchange, schemes, {
      secrets: given,
      depth,
      timeoutSeconds: TIMEOUT_SECONDS,
    });
    if (!finding) throw new Error(`the pack ${pack} has no scheme for ${capture.toString('latin1')}`);
    return finding;
  };
}

function exchangeOf(capture: Buffer): Exchange {
  const [exchange] = readInput(new Input('capture', capture), formats).exchanges;
  if (!exchange) throw new Error('nothing was read');
  return exchange;
}
