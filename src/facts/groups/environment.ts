import { defineFacts, known, notCollected } from '../fact.js';
import { environmentOf } from '../host-names.js';
import { show } from '../message-facts.js';

export default defineFacts({
  'environment.host': {
    means: "the pack's environment that the host belongs to; absent when the host belongs to none",
    get: (context) => {
      const host = context.fact('request.host');
      return host.is === 'known' ? known(environmentOf(context.pack, host.value as string), host.at) : host;
    },
    says: (value) =>
      value === undefined ? 'the host belongs to no documented environment' : `the host is that of ${value}`,
  },
  'environment.claimed': {
    means: 'the environment that the credentials belong to, as stated with --env',
    get: ({ stated, pack }) => {
      if (!stated.env)
        return notCollected(
          'which environment the credentials belong to',
          `--env ${Object.keys(pack?.environments ?? { NAME: 0 }).join('|')}`,
        );
      const wanted = stated.env.toLowerCase();
      const found = Object.entries(pack?.environments ?? {}).find(
        ([name, one]) => name === wanted || one.aka?.includes(wanted),
      );
      return known(found?.[0] ?? wanted);
    },
    says: (value) => `the credentials are those of ${value}`,
  },
  'environment.disagrees': {
    means: 'whether --env, or the prefix of a credential, names another environment than the host',
    get: (context) => {
      const host = context.fact('environment.host');
      if (host.is !== 'known' || host.value === undefined)
        return host.is === 'known' ? notCollected('the environment of the host', 'capture the URL') : host;
      const said = [
        context.fact('environment.claimed'),
        ...Object.keys(context.pack?.credentials ?? {}).map((name) =>
          context.fact(`credential.${name}.environment`),
        ),
      ];
      const named = said.filter((fact) => fact.is === 'known' && fact.value !== undefined);
      if (named.length === 0) return context.fact('environment.claimed');
      const other = named.find((fact) => fact.is === 'known' && fact.value !== host.value);
      return known(other !== undefined, other?.is === 'known' ? (other.at ?? host.at) : host.at);
    },
    says: (value, context) => {
      const host = context.fact('environment.host');
      return value
        ? `the credentials belong to another environment than the host (${host.is === 'known' ? show(host.value) : ''})`
        : 'credentials and host are of one environment';
    },
  },
});
