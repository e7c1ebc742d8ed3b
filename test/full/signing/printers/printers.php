<?php
$documents = json_decode(stream_get_contents(STDIN));
$encode = fn(int $flags, bool $arrays = false) =>
    array_map(fn($text) => json_encode(json_decode($text, $arrays), $flags), $documents);
echo json_encode([
    "PHP's json_encode" => $encode(0),
    "PHP's json_encode with JSON_UNESCAPED_SLASHES" => $encode(JSON_UNESCAPED_SLASHES),
    "PHP's json_encode with JSON_UNESCAPED_UNICODE" => $encode(JSON_UNESCAPED_UNICODE),
    "PHP's json_encode with both JSON_UNESCAPED flags" => $encode(JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE),
    "PHP's json_encode of an array" => $encode(0, true),
    "PHP's json_encode with JSON_PRETTY_PRINT" => $encode(JSON_PRETTY_PRINT),
]);
