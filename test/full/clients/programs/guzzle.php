<?php
// Debian's package of Guzzle brings its own autoloader.
require '/usr/share/php/GuzzleHttp/autoload.php';

$call = json_decode(getenv('CALL'), true);
$client = new GuzzleHttp\Client(['timeout' => 0.5, 'verify' => getenv('SSL_CERT_FILE')]);
$options = ['headers' => $call['headers']] + (isset($call['body']) ? ['body' => $call['body']] : []);
if (getenv('FORM') === 'uncaught') {
    $client->request($call['method'], $call['url'], $options);
}
try {
    $client->request($call['method'], $call['url'], $options);
} catch (Exception $error) {
    echo $error->getMessage(), "\n";
}
