"""Trains the embedded encoder: ``python -m assistant.encoder.train --jaquad FOLDER --out FOLDER``.

From the pinned package's weights, JaQuAD and the everyday questions of the bundled corpus to a model folder that
sentence-transformers loads and the setting ``model`` takes. A training that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import fields
from functools import cache, partial
from pathlib import Path

import numpy as np

from assistant.config import ROOT
from assistant.encoder.data import Pair, answer_pairs, everyday_pairs, read_jaquad, sentences_of
from assistant.encoder.forward import Forward
from assistant.encoder.measure import Task, everyday_task, jaquad_task, recalls
from assistant.encoder.negatives import Negatives, mine
from assistant.encoder.surface import rarity_of
from assistant.encoder.training import Plan, Training
from assistant.encoder.weights import package_folder, package_weights, write_trained
from assistant.errors import AssistantError, InputError
from assistant.index.model_folder import write_model_folder
from assistant.index.use_embedder import TRAINED, Trained, UseEmbedder, encoder_table, is_use_folder

# Documents of the bundled corpus whose everyday questions are never trained on: they are what is measured.
HELD_OUT = frozenset(["kpro-law-outline-2022", "kpro-outline-2022-06", "lecture-2024-12", "research-security-2025-12"])


def main(arguments: list[str] | None = None) -> int:
    """Train, write the model folder, measure. Exit code 2 on bad input, with one line that says what to do."""
    options = _parser().parse_args(arguments)
    try:
        trained = train(options.jaquad, options.corpus, options.out, _plan(options))
        figures = measure(options.jaquad, options.corpus, UseEmbedder.of_folder(options.out))
    except AssistantError as error:
        print(error.message("en"), file=sys.stderr)
        return error.exit_code
    print(json.dumps({"folder": str(options.out), "sha256": trained.sha256, **figures}, ensure_ascii=False, indent=1))
    return 0


def train(jaquad: Path, corpus: Path, out: Path, plan: Plan) -> Trained:
    """Train by ``plan`` and make ``out`` a model folder. Raises InputError for data that lacks a field."""
    from assistant.encoder.network import Network, initial_weights
    from assistant.encoder.tokenizer import read_tokenizer

    if out.exists() and not is_use_folder(out):
        raise InputError(
            f"{out} は符号化モデルのフォルダーではないので、置き換えません。--out に別の名前を指定してください。",
            f"{out} is no folder of this encoder and is left alone. Give another name with --out.",
        )
    pairs = answer_pairs(read_jaquad(jaquad / "jaquad-train.jsonl.gz")) + corpus_pairs(corpus, without=HELD_OUT)
    tokenizer = read_tokenizer(package_folder() / "sp.model")
    limit = encoder_table()["use"]["max_characters"]

    @cache
    def pieces(text: str) -> np.ndarray:
        return np.array(tokenizer.encode(text[:limit]), np.int32)

    start = initial_weights(package_weights(), np.array(tokenizer._scores, np.float32), plan.seed)
    negatives: Negatives = {}
    if plan.negatives:
        forward = Forward(start)
        negatives = mine(
            pairs,
            lambda texts: forward.encode([pieces(text) for text in texts], "query"),
            lambda texts: forward.encode([pieces(text) for text in texts], "document"),
            plan.negatives,
        )
    network = Network(start)
    out.parent.mkdir(parents=True, exist_ok=True)
    checkpoint = out.with_name(out.name + ".checkpoint")
    Training(network, pairs, pieces, plan, checkpoint, negatives=negatives).run(_Progress())
    file = out.with_name(out.name + "-" + TRAINED)
    rarity = rarity_of((text, pieces(text).tolist()) for text in _texts(jaquad))
    trained = Trained(file, write_trained(file, {**network.arrays(), **rarity}).sha256)
    write_model_folder(out, trained)
    for left in (file, checkpoint):
        left.unlink(missing_ok=True)
    return trained


def measure(jaquad: Path, corpus: Path, embedder: UseEmbedder) -> dict[str, dict[str, float]]:
    """Recall on JaQuAD's development part and on the held-out documents' everyday questions."""
    tasks: dict[str, Task] = {
        "jaquad_dev": jaquad_task(read_jaquad(jaquad / "jaquad-dev.jsonl.gz")),
        "everyday_held_out": everyday_task(corpus_pairs(corpus), HELD_OUT),
    }
    query, document = (partial(embedder.encode_whole, side=side) for side in ("query", "document"))
    return {name: recalls(task, query, document) for name, task in tasks.items()}


def _texts(jaquad: Path) -> list[str]:
    """All sentences of JaQuAD's training part, each once."""
    contexts = dict.fromkeys(row.context for row in read_jaquad(jaquad / "jaquad-train.jsonl.gz"))
    return list(dict.fromkeys(text for context in contexts for text in sentences_of(context)))


def corpus_pairs(corpus: Path, without: frozenset[str] = frozenset()) -> list[Pair]:
    """The everyday questions of a bundled corpus with what answers them."""
    from assistant.index.passages import passages_of
    from assistant.pipeline import read_sources

    documents, _ = read_sources([corpus])
    return everyday_pairs([passage for document in documents for passage in passages_of(document)], without)


class _Progress:
    """A line on stderr now and then."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def __call__(self, step: int, steps: int, loss: float) -> None:
        if step % 10 in (0, 1) or step == steps:
            print(f"step {step}/{steps}  loss {loss:.3f}  {time.monotonic() - self._start:.0f} s", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m assistant.encoder.train", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "--jaquad", type=Path, required=True, help="folder of jaquad-train.jsonl.gz and jaquad-dev.jsonl.gz"
    )
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus", help="the bundled corpus")
    parser.add_argument("--out", type=Path, required=True, help="model folder to make")
    for field in fields(Plan):
        if field.name != "half":
            parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    parser.add_argument("--no-half", dest="half", action="store_false", help="float32 throughout")
    return parser


def _plan(options: argparse.Namespace) -> Plan:
    return Plan(**{field.name: getattr(options, field.name) for field in fields(Plan)})


if __name__ == "__main__":
    sys.exit(main())
