import type { RequestMessage } from '../exchange/exchange.js';
import { hostOf, pathOf } from '../exchange/request-url.js';
import { isObject } from '../facts/json-reading.js';
import { nearest } from '../nearest.js';
import type { DescriptionDocument, Part } from './document.js';
import { fitSegments, type Segment, segmentsOf } from './url-template.js';

/** One path of the description under one base path of its servers. */
interface Route {
  /** As it is described: `/orders/{id}`. */
  readonly template: string;
  /** With the base path before it. */
  readonly whole: string;
  readonly segments: readonly Segment[];
  readonly part: Part;
  /** What is described for it; undefined where a reference leads nowhere. */
  readonly item: Part | undefined;
}

/** The described path that a request called, with the texts that stand for its parameters. */
export interface RouteMatch {
  readonly route: Route;
  readonly parameters: ReadonlyMap<string, string>;
}

export const METHODS: ReadonlySet<string> = new Set([
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
]);

/** Longer paths are not compared letter by letter. */
const LONGEST_COMPARED = 300;

/** All paths of a description, under all base paths of its servers (OpenAPI 3.1.1, sections 4.8.5 and 4.8.8). */
export class Routes {
  readonly #routes: readonly Route[];
  readonly #hosts: readonly RegExp[];

  constructor(private readonly document: DescriptionDocument) {
    const root = { value: document.root, path: [] };
    const servers = serversOf(document, root);
    const items = document.members(document.in(root, 'paths')).flatMap(([template, part]) => {
      const item = document.in(part);
      return template.startsWith('/') ? [{ template, part, item }] : [];
    });
    const own = items.flatMap(({ item }) => [
      ...(serversOf(document, item) ?? []),
      ...document.members(item).flatMap(([, operation]) => serversOf(document, operation) ?? []),
    ]);
    this.#hosts = [...(servers ?? []), ...own].flatMap(({ host }) => host ?? []);
    this.#routes = items.flatMap(({ template, part, item }) => {
      const bases = new Set(
        [
          serversOf(document, item) ?? servers ?? [],
          ...document.members(item).map(([, one]) => serversOf(document, one) ?? []),
        ]
          .flat()
          .map(({ base }) => base),
      );
      return [...(bases.size > 0 ? bases : [''])].map((base): Route => {
        const whole = `${base}${template}`;
        return { template, whole, segments: segmentsOf(whole), part, item };
      });
    });
  }

  /** The described path that fits best: one that has the method before one that has not, plain text before parameters. */
  match(request: RequestMessage): RouteMatch | undefined {
    const given = pathSegments(request);
    if (!given) return undefined;
    const found = this.#routes.flatMap((route): (RouteMatch & { order: string })[] => {
      const parameters = fitSegments(route.segments, given);
      if (!parameters) return [];
      const order = route.segments.map(({ names }) => (names.length === 0 ? '0' : '1')).join('');
      return [{ route, parameters, order }];
    });
    found.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
    const method = (request.method ?? 'get').toLowerCase();
    return found.find(({ route }) => this.document.in(route.item, method)) ?? found[0];
  }

  /** The described path that was most probably meant: with its base path, or nearly the same letters. */
  nearest(request: RequestMessage): Route | undefined {
    const given = pathSegments(request);
    if (!given) return undefined;
    for (const drop of [0, 1, 2]) {
      const rest = given.slice(drop);
      const found = this.#routes.find(
        ({ segments, template }) =>
          fitSegments(segmentsOf(template), rest) || (drop > 0 && fitSegments(segments, rest)),
      );
      if (found && rest.length > 0 && found.segments.some(({ names }) => names.length === 0)) return found;
    }
    const path = `/${given.join('/')}`;
    if (path.length > LONGEST_COMPARED) return undefined;
    const filled = new Map(
      this.#routes.map((route) => [
        `/${route.segments.map(({ names }, index) => (names.length > 0 ? given[index] : route.whole.split('/')[index + 1])).join('/')}`,
        route,
      ]),
    );
    return filled.get(nearest(path, filled.keys()) ?? '');
  }

  /** The host that was called, where the description names servers and it is none of them. */
  otherHost(request: RequestMessage): string | undefined {
    const host = hostOf(request);
    return host && this.#hosts.length > 0 && !this.#hosts.some((one) => one.test(host)) ? host : undefined;
  }

  /** The methods that are described for a path, upper case. */
  methodsOf({ item }: Route): readonly string[] {
    return this.document.members(item).flatMap(([name]) => (METHODS.has(name) ? [name.toUpperCase()] : []));
  }
}

function pathSegments(request: RequestMessage): readonly string[] | undefined {
  const path = pathOf(request);
  return path?.startsWith('/') ? path.slice(1).split('/') : undefined;
}

interface Server {
  /** Without a slash at its end. */
  readonly base: string;
  readonly host: RegExp | undefined;
}

/** The servers that a part of the description names; undefined where it names none of its own. */
function serversOf(document: DescriptionDocument, part: Part | undefined): readonly Server[] | undefined {
  const list = document.items(document.in(part, 'servers'));
  const servers = list.flatMap((server): Server[] => {
    const url = isObject(server.value) ? server.value.url : undefined;
    if (typeof url !== 'string') return [];
    const [, host, path = ''] = /^(?:[\w+.{}-]+:)?\/\/([^/?#]*)([^?#]*)/.exec(url) ?? [url, undefined, url];
    return [
      {
        base: path.replace(/^(?=[^/])/, '/').replace(/\/+$/, ''),
        host: host ? hostPattern(host) : undefined,
      },
    ];
  });
  return servers.length > 0 ? servers : undefined;
}

/** The host of a server as a pattern: each `{variable}` stands for letters, digits, hyphens and dots. */
function hostPattern(host: string): RegExp {
  const [name = ''] = host.toLowerCase().split(/:(?=\d+$|\{)/);
  const parts = name.split(/\{[^}]*\}/).map((text) => text.replace(/[^\w-]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\w.-]*')}$`);
}
