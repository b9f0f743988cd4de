"""Words of names that stand in any sentence: beside the name of the owner they describe nothing of its own."""

from __future__ import annotations

__all__ = ["PLAIN_WORDS"]

PLAIN_WORDS = frozenset((
    "includes", "include", "including", "which", "that", "with", "around", "containing", "contain", "made", "from",
    "partner", "other", "others", "plan", "planned", "planning", "wants", "build", "based", "called", "known",
    "make", "maker", "another", "every", "company", "firm", "business", "project", "first", "second", "third",
    "last", "latest", "newest", "biggest", "largest", "smallest", "best", "most", "more", "than", "team", "people",
    "所在", "参与", "参加", "包括", "包含", "在内", "那个", "这个", "那款", "这款", "那帮", "那伙", "他们", "打算", "计划", "生产", "公司", "机构",
    "领域", "行业", "企业", "发布", "批准", "新的", "最新", "项目", "团队", "组织", "组成", "产品", "全球", "最大", "世界", "目前", "现有", "的新",
    "新建", "要在", "在加", "建的",
))  # fmt: skip
