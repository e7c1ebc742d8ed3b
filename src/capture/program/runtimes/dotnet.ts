import type { Runtime } from '../runtime.js';

const dotnet: Runtime = {
  name: '.NET',
  commands: /^(?:dotnet|pwsh)(?:\.exe)?$/,
  goesPast: 'HttpClient goes through the proxy, unless its handler has UseProxy = false.',
  refuses:
    'on macOS and Windows .NET asks the system alone, not SSL_CERT_FILE: capture with --to there, or accept the certificate in ServerCertificateCustomValidationCallback.',
};

export default dotnet;
