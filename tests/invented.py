"""An invented document with its digest: what the tests of the check are made of."""

from __future__ import annotations

import hashlib
from pathlib import Path

ORIGINAL = """河川観測プログラムについて

令和7年4月1日

観測庁

1. 目的

河川観測プログラムは、全国120か所の水位を毎時観測し、洪水のおそれを早く知らせるために2024年度から続けられている。

2. 予算

- 令和7年度の予算額は1兆2,500億円で、前年度から3.5%増えた。
- 観測所の更新には、⻑期の計画に基づいて250億円を充てる。

3. 観測所の一覧

観測所\t管理者\t設置
北川観測所\t観測庁\t平成30年5月
南川観測所\t北町\t2019年8月2日
"""
CATALOG = """
[[document]]
id = "rivers-2025-04"
title = "河川観測プログラムについて"
issuer = "観測庁"
date = "2025-04-01"
status = "説明資料"
source_file = "rivers.txt"
sha256 = "{sha256}"
"""
HEAD = '+++\ndocument = "rivers-2025-04"\n+++\n\n'
DIGEST = """
- 河川観測プログラムが水位を測るのは全国120か所です。1時間ごとに測って、洪水のおそれを早く伝えます。2024年度に始まりました。
  - 出典: 1. 目的
- 河川観測プログラムの2025年度（令和7年度）の予算は1兆2500億円で、前の年度を3.5％上回ります。
  - 出典: 2. 予算
- 観測所の更新に使う予算は25,000百万円ではなく250億円で、長期の計画に基づきます。
  - 出典: 2. 予算
  - 補い: 25,000
"""
TABLE = """観測所,管理者,設置,文書,出典
北川観測所,観測庁,2018年5月,rivers-2025-04,3. 観測所の一覧
南川観測所,北町,令和元年8月2日,rivers-2025-04,3. 観測所の一覧
"""
READING = """title = "観測所"
subject = "「{観測所}」"
[[sentence]]
columns = ["管理者"]
text = "{subject}の管理者は{管理者}です。"
[[sentence]]
columns = ["設置"]
text = "{subject}が置かれたのは{設置}です。"
"""
GLOSSARY = (
    '[[entry]]\nname = "河川観測プログラム"\nkind = "programme"\n[[entry]]\nname = "観測庁"\nkind = "organisation"\n'
)


def write_corpus(folder: Path, digest: str = DIGEST, table: str = TABLE, original: str = ORIGINAL) -> tuple[Path, Path]:
    """The corpus folder and the folder of its original, with the given digest, table and original."""
    corpus, originals = folder / "corpus", folder / "originals"
    for made in (corpus / "documents", corpus / "tables", originals):
        made.mkdir(parents=True)
    (originals / "rivers.txt").write_text(original, encoding="utf-8")
    (originals / "other.txt").write_text("別の文書です。", encoding="utf-8")
    checksum = hashlib.sha256(original.encode()).hexdigest()
    (corpus / "catalog.toml").write_text(CATALOG.format(sha256=checksum), encoding="utf-8")
    (corpus / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
    (corpus / "documents" / "rivers.md").write_text(HEAD + digest, encoding="utf-8")
    (corpus / "tables" / "stations.csv").write_text(table, encoding="utf-8")
    (corpus / "tables" / "stations.toml").write_text(READING, encoding="utf-8")
    return corpus, originals
