"""Clients that ask a service all at once, in a process of their own, as cheaply as can be.

`python -m bench.clients PORT CLIENTS SECONDS` takes a JSON list of queries on standard input, asks
them in turns, and prints in how many seconds all were answered, and the seconds that each took.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from itertools import cycle

HEAD = (
    "POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
    "content-length: "
)


def requests(queries: list[str]) -> Iterator[bytes]:
    """The queries as they go over the wire, again and again."""
    bodies = (json.dumps({"query": query}).encode() for query in queries)
    return cycle([f"{HEAD}{len(body)}\r\n\r\n".encode() + body for body in bodies])


async def ask(
    port: int, clients: int, seconds: float, queries: list[str]
) -> tuple[float, list[float]]:
    """How long all answers and each took; every client asks as soon as it is answered."""
    wire, began, taken = requests(queries), time.monotonic(), list[float]()
    await asyncio.gather(*(_client(port, wire, began + seconds, taken) for _ in range(clients)))
    return time.monotonic() - began, taken


async def _client(port: int, wire: Iterator[bytes], end: float, taken: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while time.monotonic() < end:
            began = time.perf_counter()
            writer.write(next(wire))
            head = await reader.readuntil(b"\r\n\r\n")
            body = await reader.readexactly(int(head.partition(b"content-length: ")[2].split()[0]))
            taken.append(time.perf_counter() - began)
            if b'"errors"' in body or not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(body[:300].decode())
    finally:
        writer.close()
        await writer.wait_closed()


if __name__ == "__main__":
    port, clients, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    json.dump(asyncio.run(ask(port, clients, seconds, json.load(sys.stdin))), sys.stdout)
