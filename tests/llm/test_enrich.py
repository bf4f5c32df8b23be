from __future__ import annotations

import json
from pathlib import Path

import pytest
from local_model import NAME, LocalModel, Reply, serving
from samples import GLOSSARY, passage
from shared import Built, Cli, one_line

from assistant.config import Settings
from assistant.errors import AssistantError
from assistant.index.store import open_index
from assistant.llm.backend import Backend
from assistant.llm.enrich import Cost, Enricher, wants_questions
from assistant.model import Passage

TEXTS = (
    "みらい防災育成プログラムの予算は総額120億円です。",
    "公募は2024年6月3日に始まり、7月31日に締め切られます。",
    "中間評価は外部の専門家7名が行い、結果を公表します。",
)
OWN = [passage(text, kind="text") for text in TEXTS]


def enricher(model: LocalModel, folder: Path, costs: list[Cost] | None = None, agree: bool = True) -> Enricher:
    def agreed(cost: Cost) -> bool:
        (costs if costs is not None else []).append(cost)
        return agree

    backend = Backend(Settings(llm_base_url=model.url, llm_model=NAME))
    return Enricher(backend, GLOSSARY, folder, agreed)


def questions(passages: list[Passage]) -> list[tuple[str, ...]]:
    return [one.questions for one in passages]


def test_sound_questions_are_kept_and_the_others_left_out(tmp_path: Path):
    written = "1. 防災にいくらお金が出るの？\n- 予算は130億円ですか？\n予算の話です。\n<b>いくら？</b>\nNEDOが配りますか？\n防災にいくらお金が出るの？\n"
    with serving(written) as model:
        assert questions(enricher(model, tmp_path)(OWN[:1])) == [("防災にいくらお金が出るの？",)]
    assert TEXTS[0] in model.asked()


def test_the_cost_is_shown_first_and_an_unchanged_passage_costs_nothing(tmp_path: Path):
    costs: list[Cost] = []
    with serving("いつ始まりますか？") as model:
        enricher(model, tmp_path, costs)(OWN[:2])
        again = enricher(model, tmp_path, costs)(OWN)
        enricher(model, tmp_path, costs)(OWN)
    assert [(cost.passages, cost.known, cost.requests) for cost in costs] == [(2, 0, 2), (3, 2, 1)]
    assert all(cost.tokens_in > 100 and cost.tokens_out > 50 for cost in costs)
    assert len(model.requests) == 3 and questions(again) == [("いつ始まりますか？",)] * 3


def test_nothing_is_sent_when_the_cost_is_refused(tmp_path: Path):
    with serving("いつ始まりますか？") as model, pytest.raises(AssistantError):
        enricher(model, tmp_path, agree=False)(OWN)
    assert not model.requests


def test_goes_on_where_it_stopped(tmp_path: Path):
    with (
        serving("いつ始まりますか？", Reply(status=500)) as model,
        pytest.raises(AssistantError, match="1箇所で止めました"),
    ):
        enricher(model, tmp_path)(OWN)
    (kept,) = tmp_path.glob("*.jsonl")
    kept.write_text(kept.read_text("utf-8") + '\n{"passage": "half', encoding="utf-8")  # broke off while writing
    with serving("誰が評価しますか？") as model:
        found = questions(enricher(model, tmp_path)(OWN))
    assert len(model.requests) == 2 and found == [
        ("いつ始まりますか？",),
        ("誰が評価しますか？",),
        ("誰が評価しますか？",),
    ]


def test_another_model_writes_anew(tmp_path: Path):
    with serving("いつ始まりますか？") as model:
        enricher(model, tmp_path)(OWN)
        other = Backend(Settings(llm_base_url=model.url, llm_model="another"))
        Enricher(other, GLOSSARY, tmp_path, lambda cost: True)(OWN)
    assert len(model.requests) == 6


def test_only_passages_of_own_documents(tmp_path: Path):
    assert wants_questions(OWN[0]) and wants_questions(passage(TEXTS[0], kind="row"))
    assert not wants_questions(passage(TEXTS[0])) and not wants_questions(passage("2024年4月1日", kind="text"))
    assert not wants_questions(passage(TEXTS[0], kind="text", questions=("いくら？",)))
    assert not wants_questions(passage(TEXTS[0], kind="row", asks=(("予算",),)))


def test_the_command_indexes_the_questions(own: Built, cli: Cli, monkeypatch: pytest.MonkeyPatch):
    one_line(cli("build", "--corpus", own.corpus, "--index", own.index, "--enrich"), 2, "POLICY_ASSISTANT_LLM_BASE_URL")
    with serving("防災にいくらお金が出るの？") as model:
        monkeypatch.setenv("POLICY_ASSISTANT_LLM_BASE_URL", model.url)
        monkeypatch.setenv("POLICY_ASSISTANT_LLM_MODEL", NAME)
        refused = cli("build", "--corpus", own.corpus, "--index", own.index, "--enrich")
        assert refused.code == 2 and "--yes" in refused.err and not model.requests
        ran = cli("build", "--corpus", own.corpus, "--index", own.index, "--enrich", "--yes")
    assert ran.code == 0 and model.url in ran.err and f"{len(model.requests)}回" in ran.err
    found = open_index(own.index)
    # A title page has questions of its own.
    wanted = [one for one in found.passages if one.kind != "cover" and wants_questions_before(one)]
    assert wanted and all("防災にいくらお金が出るの？" in one.questions for one in wanted)
    assert "防災にいくらお金が出るの？" in {unit.text for unit in found.units}
    (kept,) = (own.index.parent / "enriched").glob("*.jsonl")
    assert len([json.loads(line) for line in kept.read_text("utf-8").split("\n") if line]) == len(model.requests)


def wants_questions_before(one: Passage) -> bool:
    return wants_questions(Passage(**{**vars(one), "questions": ()}))
