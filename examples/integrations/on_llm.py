"""A language model chooses, storysum checks. Needs ``pip install 'storysum[llm]'``; the model is a stub here.

Prints:

    Nobody at the museum had asked whether it still starts.
    None
    The Glass Orchard sold their van on Monday.
    The choice of 'llm' could not stand, and its ranking chose instead: sentence 2 is there twice.
"""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import storysum

STORY = "The Glass Orchard sold their van on Monday. Nobody at the museum had asked whether it still starts."
ANSWERS = iter(["[2]", "[2, 2]", "[2, 2]"])


class Stub(BaseHTTPRequestHandler):
    """In place of a model: the next answer."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        message = {"role": "assistant", "content": f'{{"sentences": {next(ANSWERS)}}}'}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"choices": [{"message": message}]}).encode())

    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """A choice that stands, and one that is refused twice."""
    server = HTTPServer(("127.0.0.1", 0), Stub)
    Thread(target=server.serve_forever, daemon=True).start()
    # Your endpoint goes here, and its key into OPENAI_API_KEY; cache="answers" keeps what it says.
    backend = storysum.backends.get("llm", model="small", base_url=f"http://127.0.0.1:{server.server_port}/v1")
    for _ in range(2):
        summary = storysum.summarize(STORY, length=storysum.Budget(words=10), backend=backend)
        print(summary, summary.shortfall, sep="\n")
    server.shutdown()


if __name__ == "__main__":
    main()
