import json
import sys

documents = [json.loads(text) for text in json.load(sys.stdin)]


def dumps(**options):
    return [json.dumps(value, **options) for value in documents]


compact = {"separators": (",", ":")}
sys.stdout.reconfigure(encoding="utf-8")
json.dump(
    {
        "Python's json.dumps": dumps(),
        "Python's json.dumps without spaces": dumps(**compact),
        "Python's json.dumps with ensure_ascii=False": dumps(ensure_ascii=False),
        "Python's json.dumps with ensure_ascii=False, without spaces": dumps(ensure_ascii=False, **compact),
        "Python's json.dumps with sort_keys": dumps(sort_keys=True),
        "Python's json.dumps with sort_keys, without spaces": dumps(sort_keys=True, **compact),
        "Python's json.dumps with an indent of 2": dumps(indent=2),
        "Python's json.dumps with an indent of 4": dumps(indent=4),
        "Python's str()": [str(value) for value in documents],
    },
    sys.stdout,
)
