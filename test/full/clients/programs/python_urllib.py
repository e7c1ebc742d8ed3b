import json
import os
import urllib.request

call = json.loads(os.environ["CALL"])
body = call.get("body")
request = urllib.request.Request(
    call["url"], method=call["method"], headers=call["headers"], data=body and body.encode()
)
urllib.request.urlopen(request, timeout=0.5)
