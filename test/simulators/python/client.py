"""A client of the Hyper3D On-Premises status channel built with Debian's python3-socketio.

It shares no code with socket.io's own client and server, so what it understands is the protocol.
Connects with the handshake query and the namespace, asks for one uuid, prints the message's
payload as one line of JSON. Ends with 1 and a reason on stderr when there is no answer.
"""

import argparse
import asyncio
import json
import sys
from urllib.parse import quote

import socketio


def payload_of(arguments):
    """The first argument that looks like the documented object: the vendor's samples differ."""
    for argument in arguments:
        if isinstance(argument, dict) and ("jobStatus" in argument or "taskUuid" in argument):
            return argument
    return None


async def ask(options):
    client = socketio.AsyncClient(reconnection=False)
    answer = asyncio.get_running_loop().create_future()

    async def on_message(*arguments):
        payload = payload_of(arguments)
        if payload and payload.get("taskUuid") == options.uuid and not answer.done():
            answer.set_result(payload)

    client.on("message", on_message, namespace=options.namespace)
    await client.connect(
        f"{options.base_url}?subscription={quote(options.subscription, safe='')}",
        namespaces=[options.namespace],
        socketio_path=options.socketio_path,
        transports=[options.transport],
    )
    try:
        await client.emit("query", options.uuid, namespace=options.namespace)
        return await asyncio.wait_for(answer, options.timeout)
    finally:
        await client.disconnect()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base_url")
    parser.add_argument("uuid")
    parser.add_argument("--subscription", default="")
    parser.add_argument("--namespace", default="/api/scheduler_socket")
    parser.add_argument("--socketio-path", default="socket.io")
    parser.add_argument("--transport", choices=["websocket", "polling"], default="websocket")
    parser.add_argument("--timeout", type=float, default=5)
    options = parser.parse_args()
    try:
        print(json.dumps(asyncio.run(ask(options))))
    except asyncio.TimeoutError:
        sys.exit("No answer in time")
    except socketio.exceptions.ConnectionError as error:
        sys.exit(f"Not connected: {error}")


if __name__ == "__main__":
    main()
