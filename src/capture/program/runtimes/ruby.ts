import type { Runtime } from '../runtime.js';

const ruby: Runtime = {
  name: 'Ruby',
  commands: /^(?:ruby[\d.]*|rails|rake|bundle|rspec|irb)$/,
  goesPast:
    'Net::HTTP, and with it Faraday, goes through the proxy, but never to localhost and 127.0.0.1; so do Excon and Typhoeus. HTTP.rb does with .via(host, port).',
  refuses: 'Leave out ca_file, or set it to ENV["SSL_CERT_FILE"].',
};

export default ruby;
