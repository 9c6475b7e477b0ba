"""The searches of `bench.pages_worker` on the PostgreSQL that DATABASE_URL names, filled first."""

import json
import os
import sys
import tempfile

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ISAF_DATA"] = folder
        from bench.pages_worker import search, start

        client = start()
        from bench.nation import build

        build(int(sys.argv[1]))
        print(json.dumps(search(client)))
