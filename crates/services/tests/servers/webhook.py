"""A receiver of webhooks that verifies with the public library. It prints its port, then
answers 200 to a message whose signature holds under the secret, else 401.

The secret is the first line of standard input.
"""

import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

secrets = []


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        try:
            Webhook(secrets[0]).verify(body, dict(self.headers))
            status = 200
        except WebhookVerificationError as error:
            print(error, file=sys.stderr)
            status = 401
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
secrets.append(sys.stdin.readline().strip())
server.serve_forever()
