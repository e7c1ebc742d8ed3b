<?php
// Prints each JSON text of standard input (one JSON string a line) again, as PHP programs do.
$ways = [
    'PHP json_encode' => 0,
    'PHP json_encode, slashes' => JSON_UNESCAPED_SLASHES,
    'PHP json_encode, UTF-8' => JSON_UNESCAPED_UNICODE,
    'PHP json_encode, slashes and UTF-8' => JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE,
    'PHP json_encode, pretty' => JSON_PRETTY_PRINT,
    'PHP json_encode, fractions' => JSON_PRESERVE_ZERO_FRACTION,
];
while (($line = fgets(STDIN)) !== false) {
    $text = json_decode($line);
    $printed = [];
    foreach ($ways as $name => $flags) {
        $printed[$name] = json_encode(json_decode($text), $flags);
        $printed["$name, from an array"] = json_encode(json_decode($text, true), $flags);
    }
    echo json_encode($printed), "\n";
}
