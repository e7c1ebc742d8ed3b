import type { NetworkProbe } from '../network-probe.js';

/** This machine's clock against that of the host that was called. */
const clock: NetworkProbe = {
  learns: ['clock.thisMachine', 'clock.thisMachineWrong'],
  about({ exchange: { request, delivery } }) {
    const url = delivery ? null : URL.parse(request?.url ?? '');
    if (!url || !/^https?:$/.test(url.protocol)) return undefined;
    const { origin } = url;
    return {
      says: `probe clock ${origin}`,
      async take(seconds) {
        const { probeClock } = await import('../clock/clock.js');
        return (await probeClock(new URL(origin), seconds)).probed;
      },
    };
  },
};

export default clock;
