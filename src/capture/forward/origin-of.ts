import { authorityOf } from '../upstream/open-tunnel.js';
import type { Target } from '../upstream/proxy-setting.js';

/** `https://api.example.com:8443`; without the port that the scheme has anyway. */
export function originOf(scheme: 'http' | 'https', target: Target): string {
  const origin = `${scheme}://${authorityOf(target)}`;
  return URL.canParse(origin) ? new URL(origin).origin : origin;
}
