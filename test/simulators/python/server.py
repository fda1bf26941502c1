"""A Hyper3D On-Premises status channel built with Debian's python3-socketio, from the vendor's page.

It shares no code with our simulator, so a client that works with both speaks the protocol and not
our own idea of it. Prints {"port": N} when it listens, then a line for each connection and query.
Ends on SIGTERM. With --polling-on it is the same channel on a web server through which no WebSocket gets,
as many deployments of python-socketio are.
"""

import argparse
import asyncio
import json
from urllib.parse import parse_qs

import socketio
from aiohttp import web


def say(**line):
    print(json.dumps(line), flush=True)


class Answers:
    """What is answered to a `query`: Running first, Succeeded from the given query on."""

    def __init__(self, options):
        self.subscription = options.subscription
        self.queries_until_done = options.queries_until_done
        self.asked = {}

    def check(self, environ):
        query = parse_qs(environ.get("QUERY_STRING", ""))
        given = query.get("subscription", [""])[0]
        say(connected=given, transport=query.get("transport", [""])[0])
        if self.subscription and given != self.subscription:
            raise socketio.exceptions.ConnectionRefusedError("Invalid subscription")

    def about(self, task_uuid):
        self.asked[task_uuid] = self.asked.get(task_uuid, 0) + 1
        say(query=task_uuid)
        done = self.asked[task_uuid] >= self.queries_until_done
        return {
            "taskUuid": task_uuid,
            "jobStatus": "Succeeded" if done else "Running",
            "jobMetricPayload": {
                "status": "Done" if done else "Generating",
                "error": "None",
                "message": "Process Done" if done else "Process Generating",
                "percentage": 100 if done else 50,
            },
        }


class Scheduler(socketio.AsyncNamespace):
    def __init__(self, namespace, answers):
        super().__init__(namespace)
        self.answers = answers

    async def on_connect(self, sid, environ):
        self.answers.check(environ)

    async def on_query(self, sid, task_uuid):
        await self.emit("message", self.answers.about(task_uuid), room=sid)


class PollingScheduler(socketio.Namespace):
    def __init__(self, namespace, answers):
        super().__init__(namespace)
        self.answers = answers

    def on_connect(self, sid, environ):
        self.answers.check(environ)

    def on_query(self, sid, task_uuid):
        self.emit("message", self.answers.about(task_uuid), room=sid)


def serve_gevent(options):
    """gevent without gevent-websocket's handler: a WebSocket is an error of the server."""
    from gevent.pywsgi import WSGIServer

    server = socketio.Server(async_mode="gevent")
    server.register_namespace(PollingScheduler(options.namespace, Answers(options)))
    app = socketio.WSGIApp(server, socketio_path=options.socketio_path)
    listener = WSGIServer(("127.0.0.1", options.port), app, log=None, error_log=None)
    listener.start()
    say(port=listener.server_port)
    listener.serve_forever()


def serve_tornado(options):
    """Tornado with polling only: a WebSocket is accepted, and nothing ever comes over it."""
    from tornado.httpserver import HTTPServer
    from tornado.ioloop import IOLoop
    from tornado.netutil import bind_sockets
    from tornado.web import Application

    server = socketio.AsyncServer(async_mode="tornado", transports=["polling"])
    server.register_namespace(Scheduler(options.namespace, Answers(options)))
    handler = socketio.get_tornado_handler(server)
    listener = HTTPServer(Application([(f"/{options.socketio_path}/", handler)]))
    sockets = bind_sockets(options.port, "127.0.0.1")
    listener.add_sockets(sockets)
    say(port=sockets[0].getsockname()[1])
    IOLoop.current().start()


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
    parser.add_argument("--polling-on", choices=["gevent", "tornado"])
    options = parser.parse_args()
    if options.polling_on == "gevent":
        return serve_gevent(options)
    if options.polling_on == "tornado":
        return serve_tornado(options)

    server = socketio.AsyncServer(async_mode="aiohttp")
    server.register_namespace(Scheduler(options.namespace, Answers(options)))
    app = web.Application()
    server.attach(app, socketio_path=options.socketio_path)

    asyncio.run(listen(app, options.port))


if __name__ == "__main__":
    main()
