"""Stripe's API as far as it is used, after its documentation; prints its port.

It reads requests with other code than ours writes them, answers in Stripe's shape,
keeps answers under their idempotency keys as Stripe does, and plays faults:

POST /control/faults   a JSON list of what happens to the next calls
POST /control/session  {"id", ...}: changes a session
GET  /control/requests everything that was asked
"""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

KEY = "rk_test_51Example"
VERSION = "2026-08-26.dahlia"

lock = threading.Lock()
requests, faults, sessions, refunds, kept = [], [], {}, {}, {}
# Calls that hang do so until the test is over.
over = threading.Event()


def nested(pairs):
    """Fields whose names are paths, as an object: a[0][b]=1 is {"a": {"0": {"b": "1"}}}."""
    whole = {}
    for name, value in pairs:
        head, *rest = name.replace("]", "").split("[")
        place = whole
        for step, following in zip([head, *rest], rest):
            place = place.setdefault(step, {})
        last = [head, *rest][-1]
        if last == "":
            last = str(len(place))
        if last in place:
            raise ValueError(f"{name} twice")
        place[last] = value
    return whole


def fault(kind, code=None, param=None):
    return {
        "error": {
            "type": kind,
            "code": code,
            "param": param,
            "message": "Invalid email address: jean@exemple.fr",
            "doc_url": "https://stripe.com/docs/error-codes",
        }
    }


def open_session(form):
    line = form["line_items"]["0"]
    price = line["price_data"]
    if int(price["unit_amount"]) < 50:
        return 400, fault("invalid_request_error", "amount_too_small", "line_items[0]")
    name = f"cs_test_{len(sessions) + 1}"
    sessions[name] = {
        "id": name,
        "object": "checkout.session",
        "url": f"https://checkout.stripe.com/c/pay/{name}#fid",
        "status": "open",
        "payment_status": "unpaid",
        "currency": price["currency"],
        "amount_total": int(price["unit_amount"]) * int(line["quantity"]),
        "customer_email": form.get("customer_email"),
        "metadata": form["metadata"],
        "payment_intent": None,
    }
    return 200, dict(sessions[name])


def read_session(name, form):
    session = dict(sessions[name])
    expanded = "payment_intent" in form.get("expand", {}).values()
    if session["payment_intent"] and not expanded:
        session["payment_intent"] = session["payment_intent"]["id"]
    return 200, session


def expire_session(name, form):
    if sessions[name]["status"] != "open":
        return 400, fault("invalid_request_error")
    sessions[name].update(status="expired", url=None)
    return read_session(name, form)


def refund(form):
    paid = [
        session
        for session in sessions.values()
        if (session["payment_intent"] or {}).get("id") == form["payment_intent"]
    ]
    if not paid:
        return 404, fault("invalid_request_error", "resource_missing", "payment_intent")
    taken = sum(
        one["amount"]
        for one in refunds.values()
        if one["payment_intent"] == form["payment_intent"]
    )
    if taken + int(form["amount"]) > paid[0]["amount_total"]:
        return 400, fault("invalid_request_error", "charge_already_refunded")
    name = f"re_{len(refunds) + 1}"
    refunds[name] = {
        "id": name,
        "object": "refund",
        "amount": int(form["amount"]),
        "payment_intent": form["payment_intent"],
        "status": "pending" if int(form["amount"]) == 77 else "succeeded",
    }
    return 200, refunds[name]


def answer(method, path, form):
    match (method, path.strip("/").split("/")):
        case ("POST", ["v1", "checkout", "sessions"]):
            return open_session(form)
        case ("GET", ["v1", "checkout", "sessions", name]) if name in sessions:
            return read_session(name, form)
        case ("POST", ["v1", "checkout", "sessions", name, "expire"]) if name in sessions:
            return expire_session(name, form)
        case ("POST", ["v1", "refunds"]):
            return refund(form)
        case ("GET", ["v1", "refunds", name]) if name in refunds:
            return 200, refunds[name]
    return 404, fault("invalid_request_error", "resource_missing", "id")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def say(self, status, body, **headers):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Request-Id", f"req_{len(requests)}")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def control(self, path, body):
        if path == "/control/requests":
            return self.say(200, requests)
        given = json.loads(body)
        if path == "/control/faults":
            faults.extend(given)
        else:
            sessions[given["id"]].update(given)
        return self.say(200, {})

    def handle_one(self):
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if url.path.startswith("/control/"):
            return self.control(url.path, body)
        text = body.decode() if self.command == "POST" else url.query
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text))
        form = nested(pairs)
        with lock:
            requests.append(
                {
                    "method": self.command,
                    "path": url.path,
                    "headers": {name.lower(): value for name, value in self.headers.items()},
                    "form": form,
                }
            )
            planned = faults.pop(0) if faults else None
        if planned == "hang":
            over.wait()
            return None
        if planned == "refuse the connection":
            self.close_connection = True
            return None
        if isinstance(planned, dict):
            return self.say(planned["status"], planned["body"], **planned.get("headers", {}))
        if self.headers.get("Authorization") != f"Bearer {KEY}":
            return self.say(401, fault("invalid_request_error", "api_key_expired"))
        if self.headers.get("Stripe-Version") != VERSION:
            return self.say(400, fault("invalid_request_error"))
        status, said, replayed = self.once(url.path, form)
        if planned == "lose the answer":
            self.close_connection = True
            return None
        return self.say(status, said, **replayed)

    def once(self, path, form):
        key = self.headers.get("Idempotency-Key")
        with lock:
            if self.command != "POST" or key is None:
                return *answer(self.command, path, form), {}
            if key not in kept:
                kept[key] = ((path, form), answer(self.command, path, form))
                return *kept[key][1], {}
            if kept[key][0] != (path, form):
                return 400, fault("idempotency_error"), {}
            return *kept[key][1], {"Idempotent_Replayed": "true"}

    do_GET = do_POST = handle_one


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
# The test closes standard input when it is done.
sys.stdin.read()
