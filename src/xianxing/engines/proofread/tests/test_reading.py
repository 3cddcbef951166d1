"""The whole engine with the packaged model: corrections, silence, tables, switches, the command."""

import io
import json
import runpy
import subprocess
import sys
import time

import pytest

from xianxing.engines.proofread import (
    DOCUMENT_KINDS,
    KIND_NAMES,
    STARTING_LIST,
    Kind,
    Listed,
    ProofreadError,
    Tables,
    packaged_model,
    proofread,
    proofread_many,
    stream,
)
from xianxing.engines.proofread.__main__ import main
from xianxing.engines.proofread.families import omission, particle, spelling, washed, wording
from xianxing.engines.proofread.tests.shown import points_at, short

SPELLER = packaged_model()
SPEECH = """同志们：
今年以来，全市上下深入贯彻落实党中央、国务院决策部署，坚持稳中求进工作总基调，扎实推进各项工作，经济社会保持平稳健康发展。
下一步，要切实加强组织领导，压实工作责任，完善工作机制，确保各项任务落到实处。"""


def test_speech_without_faults_has_no_findings() -> None:
    report = proofread(SPEECH, speller=SPELLER)
    assert (report.corrected, report.findings) == (SPEECH, ())


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("各级人民政付应当加强领导。", "各级人民政府应当加强领导。"),
        ("要认真贯撤落实中央决策部署。", "要认真贯彻落实中央决策部署。"),
        (
            "县级以上地方人民政府应当加强对安全声产工作的领导。",
            "县级以上地方人民政府应当加强对安全生产工作的领导。",
        ),
        ("会议布署了防汛工作。", "会议部署了防汛工作。"),
        ("要各抒已见，严于律已。", "要各抒己见，严于律己。"),
    ],
)
def test_wrong_characters_are_put_right(wrong: str, right: str) -> None:
    report = proofread(wrong, speller=SPELLER)
    assert report.corrected == right
    assert points_at(wrong, report.findings)
    assert {finding.kind for finding in report.findings} == {Kind.SPELLING}


def test_corrected_text_is_read_without_further_change() -> None:
    text = "各级人民政付应当贯撤落实安全声产责任，布署防汛工作。"
    corrected = proofread(text, speller=SPELLER).corrected
    assert proofread(corrected, speller=SPELLER).corrected == corrected


def test_matters_of_form_are_found_but_not_applied() -> None:
    text = "一是加强领导,二是落实责任。"
    report = proofread(text, speller=SPELLER)
    assert (report.corrected, short(report.findings)) == (text, [(",", ("，",))])


def test_names_are_not_touched() -> None:
    for text in ("记者林彻报道", "市长林彻说", "约翰·斯密斯到访", "推动中墨两国关系发展", "赛义德·萨勒曼"):
        assert spelling.SHOWN
        assert all(finding.kind is not Kind.SPELLING for finding in proofread(text, speller=SPELLER).findings)


def test_accepted_word_is_never_found_and_family_can_be_off() -> None:
    text = "会议布署了防汛工作,请落实。"
    assert len(proofread(text, speller=SPELLER).findings) == 2
    accepted = proofread(text, speller=SPELLER, tables=Tables(accepted=frozenset({"布署"})))
    assert short(accepted.findings) == [(",", ("，",))]
    off = proofread(text, speller=SPELLER, tables=Tables(off=frozenset(Kind)))
    assert (off.corrected, off.findings) == (text, ())


def test_office_list_takes_the_place_of_the_starting_list() -> None:
    own = Tables(listed=(Listed("县里", ("县政府",), "口语", "本单位用词表"),))
    assert short(proofread("县里关心残废人。", speller=SPELLER, tables=own).findings) == [
        ("县里", ("县政府",))
    ]
    assert short(proofread("关心残废人。", speller=SPELLER).findings) == [("残废人", ("残疾人",))]
    assert len(STARTING_LIST) > 20


def test_texts_are_read_alike_alone_and_together() -> None:
    texts = ["各级人民政付应当加强领导。", "", "会议布署工作\n请落实,", SPEECH]
    assert proofread_many(texts, speller=SPELLER) == [proofread(text, speller=SPELLER) for text in texts]
    assert proofread_many([], speller=SPELLER) == []


def test_stream_finds_what_a_single_reading_finds() -> None:
    text = "\n".join(["各级人民政付应当加强领导。", "2026年2月30日,会议布署工作", "一、甲\n三、乙"] * 3)
    streamed = [finding for part in stream(text, speller=SPELLER) for finding in part.findings]
    assert sorted(streamed, key=lambda each: (each.start, each.end, each.kind)) == list(
        proofread(text, speller=SPELLER).findings
    )


def test_long_text_streams_with_progress() -> None:
    text = "\n".join([SPEECH] * 120)
    parts = list(stream(text, speller=SPELLER))
    reads = [part.read for part in parts]
    assert len(parts) > 2
    assert reads == sorted(reads)
    assert (parts[-1].read, parts[-1].total) == (len(text), len(text))


def test_lines_are_read_alike_alone_and_together() -> None:
    lines = ["各级人民政付应当加强领导。", "2026年2月30日,会议布署工作", "", "坚持“人民至上的思想"]
    alone = [
        (line, finding.wrong, finding.suggestions, finding.confidence)
        for line in lines
        for finding in proofread(line, speller=SPELLER).findings
        if finding.kind not in DOCUMENT_KINDS
    ]
    text = "\n".join(lines)
    together = [
        (text[: finding.start].count("\n"), finding.wrong, finding.suggestions, finding.confidence)
        for finding in proofread(text, speller=SPELLER).findings
        if finding.kind not in DOCUMENT_KINDS
    ]
    assert [(lines.index(line), *rest) for line, *rest in alone] == together


def test_line_of_a_megabyte_takes_no_longer_than_its_length_says() -> None:
    line = "各级人民政府应当加强领导，落实责任。" * 1_500
    started = time.process_time()
    proofread(line, speller=SPELLER)
    once = time.process_time() - started
    started = time.process_time()
    proofread(line * 4, speller=SPELLER)
    assert time.process_time() - started < 8 * once + 1.0


def test_extra_missing_and_swapped_characters_are_found() -> None:
    extra = "县级以上地方各级人民政府应当加强强对安全生产工作的领导。"
    assert [each for line in omission.find([extra], SPELLER) for each in line]
    missing = "县级以上地方各级人民府应当加强对安全生产工作的领导。"
    (found,) = [each for line in omission.find([missing], SPELLER) for each in line]
    assert (found.wrong, found.suggestions) == ("民府", ("民政府",))
    swapped = "县级以上地方各级民人政府应当加强对安全生产工作的领导。"
    assert [each for line in omission.find([swapped], SPELLER) for each in line]
    swapped = "深入贯落彻实党的二十大精神，"
    assert "彻落" in [each.suggestions[0] for line in wording.find([swapped], SPELLER) for each in line]
    assert not any(omission.find([SPEECH.split("\n")[1]], SPELLER))
    assert list(omission.find(["", "a"], SPELLER)) == [[], []]
    assert list(wording.find(["", "的"], SPELLER)) == [[], []]


def test_doubled_words_are_found() -> None:
    assert short(omission.doubled("做好的的工作")) == [("的的", ("的",))]
    assert short(omission.doubled("加强加强领导")) == [("加强加强", ("加强",))]
    assert not list(omission.doubled("一件一件办，目的的确定"))


def test_clashing_expressions_are_found() -> None:
    ((found,),) = wording.find(["这次会议的目的是为了统一思想。"], SPELLER)
    assert (found.wrong, found.suggestions) == ("目的是为了", ("目的是",))


def test_particle_that_the_counts_contradict_is_found() -> None:
    (found,) = particle.find(["要切实的加强组织领导，稳步的推进改革。"], SPELLER)
    assert short(found) == [("的", ("地",)), ("的", ("地",))]
    assert list(particle.find(["目的是加强土地管理"], SPELLER)) == [[]]
    assert list(particle.find(["加强领导"], SPELLER)) == [[]]


def test_washed_text_is_found_and_its_original_is_not() -> None:
    right = (
        "要全面加强党的建设，提高干部队伍素质，完善管理制度，坚持依法行政，认真履行职责，"
        "切实保障人民群众合法权益，积极发挥作用，推动经济社会发展，维护社会稳定，优化营商环境。"
    )
    wrong = right
    for original, instead in (
        ("制度", "轨制"),
        ("素质", "本质"),
        ("认真", "当真"),
        ("作用", "感化"),
        ("稳定", "不变"),
    ):
        wrong = wrong.replace(original, instead)
    assert list(washed.find(right, SPELLER)) == []
    findings = list(washed.find(wrong, SPELLER))
    assert points_at(wrong, findings)
    assert {finding.suggestions[0] for finding in findings} >= {"制度", "认真", "作用"}
    assert findings[0].rule.text.startswith("全文没有“")
    assert list(washed.find("轨制", SPELLER)) == []


def _run(lines: bytes, *arguments: str, patch: pytest.MonkeyPatch) -> tuple[int, list[dict[str, object]]]:
    out = io.BytesIO()
    patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    patch.setattr(sys, "stdout", io.TextIOWrapper(out, write_through=True))
    status = main(arguments)
    return status, [json.loads(line) for line in out.getvalue().decode().splitlines()]


def test_command_answers_each_line(monkeypatch: pytest.MonkeyPatch) -> None:
    given = '{"text":"会议布署了工作"}\n\n[]\n{"text":1}\n{"txt":""}\nnot json\n'.encode()
    status, answers = _run(given, patch=monkeypatch)
    assert status == 1
    assert answers[0] == {
        "corrected": "会议部署了工作",
        "findings": [
            {
                "start": 2,
                "end": 3,
                "wrong": "布",
                "suggestions": ["部"],
                "kind": "spelling",
                "rule": "常见错别字",
                "source": "现代汉语词典（第7版）；本项目的错字表 known_errors.txt",
                "confidence": 0.99,
            }
        ],
    }
    assert [answer["error"] for answer in answers[1:]] == [
        '字段应只有 text；应为 {"text":"……"}',
        "text 应为字符串",
        '字段应只有 text；应为 {"text":"……"}',
        "不是 UTF-8 的 JSON；应为一行一个 JSON 对象",
    ]


def test_command_can_leave_families_out(monkeypatch: pytest.MonkeyPatch) -> None:
    given = '{"text":"会议布署了工作"}'.encode()
    status, answers = _run(given, "--off", "spelling", patch=monkeypatch)
    assert (status, answers) == (0, [{"corrected": "会议布署了工作", "findings": []}])


def test_command_refuses_an_unknown_family(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--off", "poetry"]) == 1
    assert capsys.readouterr().err == f"没有“poetry”这一类；可用 {'、'.join(Kind)}\n"
    assert isinstance(ProofreadError("x"), ValueError)
    assert set(KIND_NAMES) == set(Kind)


def test_module_runs_as_a_command_with_a_model_of_ones_own() -> None:
    asked = [sys.executable, "-m", "xianxing.engines.proofread", "--model", "absent.bin"]
    ran = subprocess.run(asked, capture_output=True, text=True, check=False, input="")
    assert (ran.returncode, ran.stderr) == (
        1,
        "模型 absent.bin 打不开（No such file or directory）；请核对路径\n",
    )


def test_module_can_be_run_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["proofread", "--off", "poetry"])
    monkeypatch.delitem(sys.modules, "xianxing.engines.proofread.__main__")
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("xianxing.engines.proofread", run_name="__main__")
    assert ended.value.code == 1
