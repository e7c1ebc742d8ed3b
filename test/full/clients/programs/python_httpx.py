import json
import os
import httpx

call = json.loads(os.environ["CALL"])
response = httpx.request(
    call["method"], call["url"], headers=call["headers"], content=call.get("body"), timeout=0.5
)
response.raise_for_status()
