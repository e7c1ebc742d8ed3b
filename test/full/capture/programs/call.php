<?php
$call = curl_init($argv[1]);
curl_setopt_array($call, [CURLOPT_RETURNTRANSFER => true, CURLOPT_POSTFIELDS => '{"amount":1}']);
$body = curl_exec($call);
echo curl_getinfo($call, CURLINFO_RESPONSE_CODE), ' ', $body === false ? curl_error($call) : $body, "\n";
