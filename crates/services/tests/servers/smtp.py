"""A real SMTP server that prints its port, then each mail it takes as a line of JSON.

The first mail to an address that begins with "later" is put off (451), every one
to an address that begins with "never" is refused (550).
"""

import asyncio
import email
import email.policy
import json
import sys

from aiosmtpd.smtp import SMTP

put_off = set()


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("never"):
            return "550 no such mailbox"
        if address.startswith("later") and address not in put_off:
            put_off.add(address)
            return "451 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = [
            {
                "type": part.get_content_type(),
                "name": part.get_filename(),
                "size": len(part.get_payload(decode=True)),
                "text": part.get_content() if part.get_content_maintype() == "text" else None,
            }
            for part in message.walk()
            if not part.is_multipart()
        ]
        headers = {name.lower(): str(value) for name, value in message.items()}
        print(json.dumps({"to": envelope.rcpt_tos, "headers": headers, "parts": parts}), flush=True)
        return "250 OK"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Handler(), hostname="localhost", enable_SMTPUTF8=True), "127.0.0.1", 0
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    # The test closes standard input when it is done.
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
