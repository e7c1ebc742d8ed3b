import json
import os
import requests

call = json.loads(os.environ["CALL"])
response = requests.request(
    call["method"], call["url"], headers=call["headers"], data=call.get("body"), timeout=0.5
)
response.raise_for_status()
