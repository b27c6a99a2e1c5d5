from hypothesis import given
from hypothesis import strategies as st

from linter.facts import Facts
from linter.facts.clauses import clauses
from linter.facts.phrases import GAP, Index, index
from linter.readers.text import from_string


def places(text: str, *phrases: str) -> list[str]:
    return [span.of(text) for span in Facts(from_string(text))(index).phrases(phrases)]


def test_words_of_any_length_are_found_in_order() -> None:
    text = "法规科送审12件，审核意见书9份，均经审核。"
    assert places(text, "审核", "送审", "件") == ["送审", "件", "审核", "审核"]
    assert places(text, "审核意见书") == ["审核意见书"]


def test_a_phrase_keeps_its_order_and_its_clause() -> None:
    assert places("立案材料报市局法规科审核。", "报…局…审核") == ["报市局法规科审核"]
    assert places("审核后报市局。", "报…局…审核") == []
    assert places("立案材料报市局，审核后归档。", "报…局…审核") == []


def test_a_phrase_ends_at_the_first_word_that_completes_it() -> None:
    assert places("公开处罚决定和处罚结果", "公开…处罚") == ["公开处罚"]


def test_a_gap_has_a_limit() -> None:
    assert places("报" + "甲" * GAP + "审核", "报…审核")
    assert places("报" + "甲" * (GAP + 1) + "审核", "报…审核") == []


def test_absent_words_are_not_found() -> None:
    assert places("全年立案12件。", "法制审核", "报…审核", "") == []


@given(st.text("报审核送，。 \n甲", max_size=60), st.sampled_from(["审核", "报…审核", "送审…核", "报", "审核…送…报"]))
def test_what_is_found_begins_and_ends_with_the_words_of_the_phrase(text: str, phrase: str) -> None:
    facts = Facts(from_string(text))
    words = phrase.split("…")
    found = facts(index).phrases([phrase])
    assert found == sorted(set(found))
    for span in found:
        said = span.of(text)
        assert said.startswith(words[0]) and said.endswith(words[-1])
        assert len(words) == 1 or not set("，。\n") & set(said)


@given(st.text("审核法制，。\n", max_size=60))
def test_the_index_finds_what_a_plain_search_finds(text: str) -> None:
    facts = Facts(from_string(text))
    found = Index(text, facts(clauses)).phrases(["法制审核", "审核"])
    plain = {place for place in range(len(text)) if text.startswith(("法制审核", "审核"), place)}
    assert {span.start for span in found} == plain
