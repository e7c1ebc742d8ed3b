import type { Runtime } from '../runtime.js';

const ruby: Runtime = {
  name: 'Ruby',
  commands: /^(?:ruby[\d.]*|rails|rake|bundle|rspec|irb)$/,
  goesPast:
    'Net::HTTP (and Faraday with it), Excon and Typhoeus go through the proxy, but Net::HTTP never to this machine, by whatever name; HTTP.rb does with .via(host, port).',
  refuses: 'leave out ca_file, or set it to ENV["SSL_CERT_FILE"].',
};

export default ruby;
