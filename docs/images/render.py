"""Draws docs/images/{review,issue,summary}.png from the sentences as they are: `.venv/bin/python docs/images/render.py`.

Needs `chromium` on the path. The style sheet is ours and only resembles GitHub's.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.worker.publish.samples import bug, dead, pass_through, run  # noqa: E402 - found through the path above
from worker.publish.comments import issue, review, summary  # noqa: E402 - see above

STYLE = """
* { box-sizing: border-box }
body { margin: 0; padding: 16px; width: 820px; background: #fff; color: #1f2328;
       font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif }
h1 { margin: 0 0 12px; font-size: 24px; font-weight: 400 }
.box { border: 1px solid #d1d9e0; border-radius: 6px; overflow: hidden }
.head { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; color: #59636e }
.head b { color: #1f2328 } .head span { border: 1px solid #d1d9e0; border-radius: 2em; padding: 0 6px; font-size: 12px }
.body { padding: 4px 16px 8px }
code { background: #818b981f; border-radius: 6px; padding: .2em .4em; font: 85% ui-monospace, "DejaVu Sans Mono", monospace }
pre { background: #f6f8fa; border-radius: 6px; padding: 12px; overflow: hidden; line-height: 1.45 }
pre code { background: none; padding: 0 } a { color: #0969da; text-decoration: none }
h3 { margin: 20px 0 8px; font-size: 17.5px } sub { color: #59636e; font-size: 11px; vertical-align: baseline }
table { border-collapse: collapse; margin: 8px 0 } th, td { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left }
details { margin: 8px 0 } summary { cursor: pointer } ul, ol { padding-left: 2em; margin: 8px 0 }
.suggestion { border: 1px solid #d1d9e0; border-radius: 6px; margin: 8px 0; overflow: hidden }
.suggestion p { margin: 0; padding: 4px 12px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; font-size: 12px }
.suggestion pre { margin: 0; background: #dafbe1; border-radius: 0 }
"""


def page(markdown: str, heading: str, opened: bool) -> str:
    """The HTML of one comment in a frame; `opened` unfolds the first part that is folded."""
    body = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    body = body.replace('<pre><code class="language-suggestion">', '<div class="suggestion"><p>Suggested change</p><pre><code>')
    if "Suggested change" in body:
        start = body.index("Suggested change")
        body = body[:start] + body[start:].replace("</pre>", "</pre></div>", 1)
    body = body.replace("<details>", "<details open>", 1) if opened else body
    title = f"<h1>{heading}</h1>" if heading else ""
    head = '<div class="head"><b>anatoly</b> <span>bot</span> commented</div>'
    frame = f'<div class="box">{head}<div class="body">{body}</div></div>'
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{title}{frame}'


def shoot(html: str, target: Path, height: int) -> None:
    """A picture of the page, 820 points wide."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(html)
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        size = [f"--window-size=820,{height}", f"--screenshot={target}"]
        subprocess.run(["chromium", *options, *size, file.as_uri()], check=True, capture_output=True, timeout=120)


def main() -> None:
    """Draw all three."""
    here = Path(__file__).parent
    replacement = bug().claim.suggestion
    comment = review.comment(bug(), run(), replacement.replacement if replacement else None)
    shoot(page(comment, "", opened=True), here / "review.png", 880)
    shoot(
        page(issue.body(dead(), run(), None), "Dead code: <code>legacy_total</code> is never used", opened=False),
        here / "issue.png",
        790,
    )
    text = summary.summary(run(), [bug(), dead(), pass_through()], 2, [pass_through()])
    shoot(page(text, "", opened=False), here / "summary.png", 345)


if __name__ == "__main__":
    main()
