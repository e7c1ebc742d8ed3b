import sys
import requests

answer = requests.post(sys.argv[1], data='{"amount":1}')
print(answer.status_code, answer.text)
