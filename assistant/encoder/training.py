"""The training itself: batches, loss, checkpoints. The same seed gives the same model, also after a kill."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from assistant.encoder.data import Pair, batches
from assistant.encoder.negatives import Negatives
from assistant.encoder.network import Network
from assistant.errors import InputError
from assistant.index.files import write_file

# (step, steps in all, loss)
Told = Callable[[int, int, float], None]


@dataclass(frozen=True)
class Plan:
    """The settings of a training; every default is the value that measured best (docs/encoder.md)."""

    epochs: float = 1.0
    batch: int = 512
    rate: float = 3e-4  # learning rate of everything but the two below
    words_rate: float = 1e-3  # of the matrices that turn the words
    piece_rate: float = 5e-3  # of the weights of pieces
    temperature: float = 0.05
    warm_up: float = 0.1  # share of the steps; a cosine down to zero follows
    half: bool = True  # bfloat16 where torch thinks it safe: twice as fast
    negatives: int = 0  # hard negatives of each kind that are mined for a question; one is used at a time
    seed: int = 0


@dataclass
class Training:
    """Trains ``network`` on ``pairs``. ``pieces`` gives each text as piece numbers."""

    network: Network
    pairs: Sequence[Pair]
    pieces: Callable[[str], np.ndarray]
    plan: Plan
    checkpoint: Path | None = None
    save_every: int = 10
    negatives: Negatives = field(default_factory=dict)

    def run(self, told: Told) -> None:
        """All steps, from the checkpoint on when there is one. Raises InputError when it is of another training."""
        plan = self.plan
        torch.manual_seed(plan.seed)
        optimizer = torch.optim.AdamW(self._groups(), weight_decay=0.0)
        rates = [group["lr"] for group in optimizer.param_groups]
        steps = batches(self.pairs, plan.batch, plan.epochs, plan.seed)
        for step in range(self._resume(optimizer), len(steps)):
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * _schedule(step, len(steps), plan.warm_up)
            loss = self._loss(steps[step], step)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            optimizer.step()
            told(step + 1, len(steps), loss.item())
            if self.checkpoint and (step + 1) % self.save_every == 0:
                self._save(optimizer, step + 1)

    def _groups(self) -> list[dict[str, object]]:
        named = self.network.trained
        words = [value for name, value in named.items() if name.endswith("_words")]
        rest = [value for name, value in named.items() if not name.endswith("_words") and name != "piece"]
        plan = self.plan
        return [
            {"params": words, "lr": plan.words_rate},
            {"params": [named["piece"]], "lr": plan.piece_rate},
            {"params": rest, "lr": plan.rate},
        ]

    def _loss(self, batch: Sequence[tuple[str, str, str]], step: int) -> Tensor:
        """Each question against the texts of the batch; another text of its own passage is no wrong answer."""
        questions, texts, passages = (list(column) for column in zip(*batch, strict=True))
        for text, passage in self._hard(questions, step):
            texts.append(text)
            passages.append(passage)
        numbers = {name: number for number, name in enumerate(dict.fromkeys(passages))}
        owners = torch.tensor([numbers[name] for name in passages])
        with torch.autocast("cpu", torch.bfloat16, enabled=self.plan.half):
            asked = self.network([self.pieces(text) for text in questions], "query").float()
            found = self.network([self.pieces(text) for text in texts], "document").float()
        scores = asked @ found.T / self.plan.temperature
        own = owners[: len(batch), None] == owners[None]
        excused = own & ~torch.eye(len(batch), len(texts), dtype=torch.bool)
        return cross_entropy(scores.masked_fill(excused, -1e4), torch.arange(len(batch)))

    def _hard(self, questions: Sequence[str], step: int) -> list[tuple[str, str]]:
        """One hard negative for each question that has any."""
        rng = np.random.default_rng([self.plan.seed, step])
        choices = [self.negatives[question] for question in questions if self.negatives.get(question)]
        return [texts[int(rng.integers(len(texts)))] for texts in choices]

    def _mark(self) -> str:
        return json.dumps({**asdict(self.plan), "pairs": len(self.pairs)}, sort_keys=True)

    def _save(self, optimizer: torch.optim.AdamW, step: int) -> None:
        from safetensors.torch import save

        assert self.checkpoint is not None
        tensors = {f"value.{name}": value.detach() for name, value in self.network.trained.items()}
        for name, value in self.network.trained.items():
            state: Mapping[str, Tensor] = optimizer.state[value]
            tensors |= {f"{key}.{name}": state[key] for key in ("exp_avg", "exp_avg_sq", "step")}
        new = self.checkpoint.with_suffix(".new")
        write_file(new, save(tensors, {"step": str(step), "plan": self._mark()}))
        os.replace(new, self.checkpoint)

    def _resume(self, optimizer: torch.optim.AdamW) -> int:
        """The step to go on from; 0 without a checkpoint."""
        if self.checkpoint is None or not self.checkpoint.is_file():
            return 0
        from safetensors import SafetensorError, safe_open

        try:
            with safe_open(self.checkpoint, "pt") as file:
                about = file.metadata() or {}
                if about.get("plan") != self._mark():
                    raise ValueError("another plan or other data")
                for name, value in self.network.trained.items():
                    value.data.copy_(file.get_tensor(f"value.{name}"))
                    optimizer.state[value] = {
                        key: file.get_tensor(f"{key}.{name}") for key in ("exp_avg", "exp_avg_sq", "step")
                    }
                return int(about["step"])
        except (OSError, SafetensorError, ValueError, KeyError) as error:
            raise InputError(
                f"学習の途中経過 {self.checkpoint} は続けられません（{error}）。消してから、やり直してください。",
                f"The training cannot go on from {self.checkpoint} ({error}). Remove it and start again.",
            ) from error


def _schedule(step: int, steps: int, warm_up: float) -> float:
    return min(1.0, (step + 1) / max(1.0, warm_up * steps)) * 0.5 * (1 + math.cos(math.pi * step / steps))
