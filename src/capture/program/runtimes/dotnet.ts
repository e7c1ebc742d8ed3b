import type { Runtime } from '../runtime.js';

const dotnet: Runtime = {
  name: '.NET',
  commands: /^(?:dotnet|pwsh)(?:\.exe)?$/,
  goesPast: 'HttpClient goes through the proxy, unless its handler has UseProxy = false.',
  refuses: 'on macOS and Windows SSL_CERT_FILE is not read: capture with --to.',
};

export default dotnet;
