import type { Runtime } from '../runtime.js';

const perl: Runtime = {
  name: 'Perl',
  commands: /^(?:perl|prove|cpanm?)$/,
  authorities: ['PERL_LWP_SSL_CA_FILE', 'HTTPS_CA_FILE', 'MOJO_CA_FILE'],
  variables: () => ({ PERL_LWP_ENV_PROXY: '1', MOJO_PROXY: '1' }),
  goesPast: 'LWP, HTTP::Tiny and Mojo::UserAgent go through the proxy; Net::Curl does where it is told.',
  refuses: 'give ssl_opts => { SSL_ca_file => $ENV{SSL_CERT_FILE} }.',
};

export default perl;
