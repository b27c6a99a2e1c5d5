"""The pages: the form, what came of a report, and a message. They work by keyboard, without a script and on a narrow screen."""

from __future__ import annotations

from collections.abc import Iterable

from linter import __version__
from linter.readers import EXTENSIONS
from linter.review import KIND_NAMES, STAGE_NAMES
from linter.serve.shelf import MINUTES
from linter.serve.task import Answer, Choices, Made
from linter.serve.upload import LARGEST
from linter.writers.markup import Node, Safe, seen, tag

_NAME = "法治政府建设年度报告检查"
_LABELS = {"annotated": "带批注的 Word", "mended": "改好的报告", "page": "标注网页", "checklist": "对照表"}
_MB = 1024 * 1024


def form(ticket: str, fault: str | None = None, chosen: Choices | None = None) -> str:
    """The first page; with a sentence where the last try came to nothing, and what was chosen then."""
    return page(
        _NAME,
        tag("header", tag("h1", _NAME), tag("p", "放进一份报告，得到标出问题的网页、对照表、带批注的 Word 和改好的报告。")),
        tag(
            "main",
            tag("p", fault, class_="fault", role="alert") if fault else None,
            tag(
                "form",
                tag(
                    "div",
                    tag("label", "报告文件", for_="report"),
                    tag("p", "把文件拖到这里，或点下面的按钮选。Word、WPS、PDF、OFD、网页、文本都行，一次一份。", id="how"),
                    tag("input", type="file", name="report", id="report", required=True, accept=",".join(sorted(EXTENSIONS)), aria_describedby="how",
                        data_largest=str(LARGEST)),
                    class_="drop",
                ),
                _choices(chosen or Choices(), opened=bool(chosen and chosen != Choices())),
                tag("p", tag("button", "开始检查", type="submit"), tag("span", id="state", role="status")),
                method="post", action=f"/check?ticket={ticket}", enctype="multipart/form-data", id="check",
            ),
            tag(
                "ul",
                tag("li", "只在这台电脑上检查，不联网，不往外发任何东西。"),
                tag("li", f"文件和结果只放在内存里，{MINUTES} 分钟没人看就清除；也可以看完马上清除，关掉程序就都没有了。"),
                tag("li", "结果供修改参考；报告由您定稿。"),
                class_="promises",
            ),
        ),
        class_="first",
    )


def result(name: str, answer: Answer, chosen: Choices, ticket: str) -> str:
    """What came of the report that is kept under `name`."""
    at = f"/r/{name}"
    return page(
        f"{answer.whose} 检查结果",
        tag(
            "header",
            tag("h1", answer.whose),
            tag("p", tag("b", answer.tally), tag("span", f"  {answer.recognised}"), class_="tally"),
            tag("p", f"只检查了一部分：{answer.lost}", class_="fault") if answer.lost else None,
            tag("ul", [_file(made, at) for made in answer.files], class_="files"),
            tag(
                "div",
                tag(
                    "form", _choices(chosen, summary="认错了机关、年度或阶段？改了再查", submit="改了再查"),
                    method="post", action=f"{at}/again?ticket={ticket}", enctype="multipart/form-data",
                ),
                tag("a", "再查一份", href="/", class_="button"),
                tag("form", tag("button", "马上清除", type="submit", class_="plain"), method="post", action=f"{at}/drop?ticket={ticket}"),
                class_="next",
            ),
        ),
        tag(
            "main",
            tag("p", "标注的报告", tag("a", "单独打开（可打印）", href=f"{at}/report", target="_blank", rel="noopener"), class_="above"),
            tag("iframe", src=f"{at}/report", title="标注的报告"),
        ),
        class_="result",
    )


def message(title: str, words: str, *, fault: bool = True) -> str:
    said = tag("p", words, class_="fault", role="alert") if fault else tag("p", words, role="status")
    back = tag("p", tag("a", "回到首页", href="/", class_="button"))
    return page(title, tag("header", tag("h1", title)), tag("main", said, back), class_="first")


def _file(made: Made, at: str) -> Safe:
    label = _LABELS[made.kind]
    if made.data is None:
        return tag("li", tag("b", label), tag("span", f"没有：{made.note}"), class_="none")
    link = tag("a", f"下载{label}", href=f"{at}/file/{made.kind}", download=made.name)
    return tag("li", link, tag("span", made.note), tag("small", f"{made.name}，{_size(len(made.data))}"))


def _size(length: int) -> str:
    return f"{length / _MB:.1f} MB" if length >= _MB else f"{max(1, length // 1024)} KB"


def _choices(chosen: Choices, summary: str = "机关、年度、类型、阶段（不填就自己认）", submit: str | None = None, opened: bool = False) -> Safe:
    return tag(
        "details",
        tag("summary", summary),
        tag(
            "div",
            _field("报告机关", tag("input", name="agency", value=chosen.agency or "", maxlength=60, placeholder="看标题和落款", autocomplete="off")),
            _field("报告年度", tag("input", name="year", value=str(chosen.year or ""), type="number", min=1990, max=2100, placeholder="看标题和正文")),
            _field("机关类型", _select("kind", "看机关名称", KIND_NAMES.items(), chosen.kind)),
            _field("阶段", _select("stage", "看文件格式", STAGE_NAMES.items(), chosen.stage)),
            tag("button", submit, type="submit") if submit else None,
            class_="fields",
        ),
        open=opened,
    )


def _field(label: str, control: Node) -> Safe:
    return tag("label", tag("span", label), control)


def _select(name: str, default: str, options: Iterable[tuple[str, str]], chosen: str | None) -> Safe:
    known = [("", default), *options]
    return tag("select", [tag("option", words, value=value, selected=value == (chosen or "")) for value, words in known], name=name)


def page(title: str, *body: Node, class_: str) -> str:
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", seen(title)),
        tag("link", rel="stylesheet", href="/desk.css"),
        tag("script", src="/desk.js", defer=True),
    )
    foot = tag("footer", f"fazhi-lint {__version__}，只在本机运行")
    return f"<!DOCTYPE html>\n{tag('html', head, tag('body', *body, foot, class_=class_), lang='zh-CN')}\n"
