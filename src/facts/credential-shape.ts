import type { Header } from '../exchange/headers.js';
import { isPlaceholder } from './placeholder.js';

/** What is visibly wrong with a pasted credential, whoever it is for. The first that fits. */
export type ShapeFault = 'placeholder' | 'quoted' | 'edge-space';

/** Looks at a credential (`value`, without a scheme word) and at the header that carries it. */
export function shapeFault(header: Header, value: string): ShapeFault | undefined {
  if (isPlaceholder(value)) return 'placeholder';
  if (/^["'`]|["'`]$/.test(value) || /^["'`]/.test(header.value)) return 'quoted';
  if (/^\s|[ \t\n]$|\r./.test(header.raw) || /\\[nr]$|%0[ad]$/i.test(value)) return 'edge-space';
  return undefined;
}
