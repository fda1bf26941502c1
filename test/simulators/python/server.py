"""A Hyper3D On-Premises status channel built with Debian's python3-socketio, from the vendor's page.

It shares no code with our simulator, so a client that works with both speaks the protocol and not
our own idea of it. Prints {"port": N} when it listens, then a line for each connection and query.
Ends on SIGTERM.
"""

import argparse
import asyncio
import json
from urllib.parse import parse_qs

import socketio
from aiohttp import web


def say(**line):
    print(json.dumps(line), flush=True)


class Scheduler(socketio.AsyncNamespace):
    """Answers a `query` with a `message`: Running first, Succeeded from the given query on."""

    def __init__(self, namespace, options):
        super().__init__(namespace)
        self.subscription = options.subscription
        self.queries_until_done = options.queries_until_done
        self.asked = {}

    async def on_connect(self, sid, environ):
        given = parse_qs(environ.get("QUERY_STRING", "")).get("subscription", [""])[0]
        say(connected=given)
        if self.subscription and given != self.subscription:
            raise socketio.exceptions.ConnectionRefusedError("Invalid subscription")

    async def on_query(self, sid, task_uuid):
        self.asked[task_uuid] = self.asked.get(task_uuid, 0) + 1
        say(query=task_uuid)
        done = self.asked[task_uuid] >= self.queries_until_done
        payload = {
            "taskUuid": task_uuid,
            "jobStatus": "Succeeded" if done else "Running",
            "jobMetricPayload": {
                "status": "Done" if done else "Generating",
                "error": "None",
                "message": "Process Done" if done else "Process Generating",
                "percentage": 100 if done else 50,
            },
        }
        await self.emit("message", payload, room=sid)


async def listen(app, port):
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    say(port=runner.addresses[0][1])
    await asyncio.Event().wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscription", default="", help="the only key that is let in")
    parser.add_argument("--namespace", default="/api/scheduler_socket")
    parser.add_argument("--socketio-path", default="socket.io")
    parser.add_argument("--queries-until-done", type=int, default=1)
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()

    server = socketio.AsyncServer(async_mode="aiohttp")
    server.register_namespace(Scheduler(options.namespace, options))
    app = web.Application()
    server.attach(app, socketio_path=options.socketio_path)

    asyncio.run(listen(app, options.port))


if __name__ == "__main__":
    main()
