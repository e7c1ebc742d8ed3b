"""Prints each JSON text of standard input (one JSON string a line) again, as Python programs do."""
import json
import sys

WAYS = {
    'Python json.dumps': lambda value: json.dumps(value),
    'Python json.dumps, compact': lambda value: json.dumps(value, separators=(',', ':')),
    'Python json.dumps, sorted': lambda value: json.dumps(value, sort_keys=True),
    'Python json.dumps, compact and sorted': lambda value: json.dumps(value, separators=(',', ':'), sort_keys=True),
    'Python json.dumps, UTF-8': lambda value: json.dumps(value, ensure_ascii=False),
    'Python json.dumps, compact and UTF-8': lambda value: json.dumps(value, separators=(',', ':'), ensure_ascii=False),
    'Python json.dumps, indent 2': lambda value: json.dumps(value, indent=2),
    'Python json.dumps, indent 4': lambda value: json.dumps(value, indent=4),
    'Python str': str,
}

for line in sys.stdin:
    value = json.loads(json.loads(line))
    print(json.dumps({name: print_it(value) for name, print_it in WAYS.items()}))
