/** A program may call any number of hosts; what is forgotten of one is learned again. */
const MOST = 5000;

/** Hosts of which something was learned: the last that were met. */
export class RecentHosts {
  readonly #hosts = new Set<string>();

  add(host: string): void {
    // Those that are met again stand behind those that were not.
    this.#hosts.delete(host);
    this.#hosts.add(host);
    const [oldest = ''] = this.#hosts;
    if (this.#hosts.size > MOST) this.#hosts.delete(oldest);
  }

  has(host: string): boolean {
    const isKnown = this.#hosts.has(host);
    if (isKnown) this.add(host);
    return isKnown;
  }
}
