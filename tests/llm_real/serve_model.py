"""Serves a model file with xllamacpp on 127.0.0.1 and runs a command with the assistant set to it.

    .llm-cache/venv/bin/python tests/llm_real/serve_model.py MODEL -- COMMAND …

Runs in an environment of its own: the project itself does not need xllamacpp.
"""

from __future__ import annotations

import os
import subprocess
import sys

CONTEXT_TOKENS, ANSWER_TOKENS, TIMEOUT = 2048, 200, 900


def main(model: str, command: list[str]) -> int:
    """The exit status of ``command``, which finds the server in its environment."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = model
    params.hostnames = ["127.0.0.1"]
    params.port = 0  # any free one
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = 1
    params.warmup = False
    params.cpuparams.poll = 0  # threads that wait do not keep the cores from the assistant
    server = xllamacpp.Server(params)
    setting = {
        "POLICY_ASSISTANT_LLM_BASE_URL": f"{server.listening_address}/v1",
        "POLICY_ASSISTANT_LLM_MODEL": "qwen2.5-coder-1.5b-instruct",
        "POLICY_ASSISTANT_LLM_CONTEXT_TOKENS": str(CONTEXT_TOKENS),
        "POLICY_ASSISTANT_LLM_ANSWER_TOKENS": str(ANSWER_TOKENS),
        "POLICY_ASSISTANT_LLM_TIMEOUT": str(TIMEOUT),  # two cores that others use as well
    }
    return subprocess.run(command, env={**os.environ, **setting}, check=False).returncode


if __name__ == "__main__":
    divider = sys.argv.index("--")
    sys.exit(main(sys.argv[1], sys.argv[divider + 1 :]))
