"""The same poster as a web page, for the browser's printer: the same texts, bars, faces and code, nothing less."""

from html import escape
from typing import Any

from isaf.kit.paper import FONTS

STYLE = """
@font-face{font-family:N;src:url(FONTS/NotoSans-Regular.ttf)}@font-face{font-family:N;font-weight:700;src:url(FONTS/NotoSans-Bold.ttf)}
@font-face{font-family:K;src:url(FONTS/NotoSansKhmer-Regular.ttf)}@font-face{font-family:K;font-weight:700;src:url(FONTS/NotoSansKhmer-Bold.ttf)}
@page{size:297mm 420mm;margin:0}*{box-sizing:border-box}body{margin:0;font:10pt/1.35 N,K;color:#122b28;width:297mm;height:419mm;position:relative}
header{background:#00534d;color:#fff;padding:9mm 15mm 7mm;border-bottom:2.4mm solid #e8a317}h1{font-size:50pt;line-height:1.3;margin:2mm 0}
.year{float:right;background:#e8a317;color:#122b28;font:700 22pt N,K;padding:2mm 4mm;border-radius:2mm}.demo{background:#122b28;color:#fff;text-align:center;font-weight:700;padding:2mm}
.id{background:#fdf6e6;display:grid;grid-template-columns:1fr 1fr;gap:3mm 8mm;padding:4mm 15mm;font-size:13pt}.id b{display:block}
main{padding:5mm 15mm}h2{color:#00534d;font-size:13.6pt;border-bottom:.3mm solid #00534d;border-left:1.2mm solid #e8a317;padding-left:2mm;margin:3mm 0}
table{width:100%;border-collapse:collapse}td,th{border-bottom:.2mm solid #c9d5d1;padding:1mm;text-align:left}th{background:#eaf1ef;color:#00534d;font-size:8pt}
.two{display:grid;grid-template-columns:1fr 1fr;gap:11mm}.bar{display:inline-block;height:3mm;background:#00534d}.spending .bar{background:repeating-linear-gradient(45deg,#e8a317 0 1mm,#fff 1mm 2mm);border:.2mm solid #122b28}
footer{position:absolute;bottom:0;left:0;right:0;background:#eaf1ef;border-top:1.2mm solid #00534d;padding:4mm 15mm;display:flex;gap:7mm}footer svg{width:29mm;height:29mm;background:#fff}.q{color:#4d5f5b;font-size:9pt}
""".replace("FONTS", FONTS.as_uri())
SIGN = '<svg width="14" height="14" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9" fill="%s" stroke="#122b28"/><path d="%s" stroke="#122b28" stroke-width="2" fill="none"/></svg>'
TICK, CROSS, MOUTH = "M5 10l4 4 6-8", "M6 6l8 8M14 6l-8 8", "M5 13q5 4 10 0"


def say(texts: list[str]) -> str:
    return "<br>".join(map(escape, texts))


def table(rows: list[list[str]], heads: list[str] | None = None) -> str:
    head = "<tr>" + "".join(f"<th>{cell}</th>" for cell in heads) + "</tr>" if heads else ""
    return f"<table>{head}{''.join('<tr>' + ''.join(f'<td>{c}</td>' for c in row) + '</tr>' for row in rows)}</table>"


def page(d: dict[str, Any]) -> str:
    """One whole page."""
    services, performance, scores, actions = d["services"], d["performance"], d["scores"], d["actions"]
    keys = [head["key"] for head in services["heads"]]
    parts = [
        f"<header><span class=year>{d['year']}</span>{say(d['programme'])}<h1>{say(d['title'])}</h1>{say(d['place'])}</header>",
        f"<div class=demo>{say(d['demonstration'])}</div>",
        "<div class=id>" + "".join(f"<div>{SIGN % ('none', TICK)} {say(i['label'])}<b>{say(i['text'])}</b></div>" for i in d["identity"]) + "</div><main>",
        f"<h2>{say(services['title'])}</h2>",
        table([[f"<b>{say(r['name'])}</b>", *(say(r.get(k, ["–"])) for k in keys)] for r in services["rows"]],
              ["", *(say(h["words"]) for h in services["heads"])]),
        f"<h2>{say(performance['title'])} {say(performance['summary'])}</h2>",
        table([[f"{say(r['name'])} <span class=q>{say(r['unit'])}</span>", say(r["standard"]), say(r["last"]), f"<b>{say(r['now'])}</b>",
                SIGN % ("#fff", TICK if r["standing"] == "met" else CROSS) + say(r["standing_words"]),
                SIGN % ("#fff", TICK) + say(r["change_words"])] for r in performance["rows"]],
              ["", say(d["standard"]), *performance["heads"], "", ""]),
        "<div class=two><div>", f"<h2>{say(d['money']['title'])} {say(d['money']['currency'])}</h2>",
    ]  # fmt: skip
    for flow in d["money"]["flows"]:
        parts.append(
            f"<div class={flow['flow']}><b>{say(flow['title'])} {say(flow['total'])}</b><br>{_bar(flow['length'])}<br>{say(flow['per_head'])}"
        )
        parts.append(
            table([[say(r["name"]), _bar(r["length"], 25), f"<b>{r['amount']}</b>"] for r in flow["rows"]])
            + "</div>"
        )
    parts.append(
        "".join(f"<span class=q>{say(b['name'])}: {b['amount']} </span>" for b in d["money"]["balance"])
    )
    parts += [
        f"</div><div><h2>{say(scores['title'])}</h2>{SIGN % ('#f4f1e6', MOUTH)} <b>{say(scores.get('word', []))}</b> {say(scores.get('people', []))}",
        table([[say(r["name"]), SIGN % ("#bfe0d8", MOUTH) + say(r["word"]), r["n_words"]] for r in scores["rows"]]),
        f"<h2>{say(actions['title'])} {say(actions['summary'])}</h2>",
        "".join(f"<p>{SIGN % ('#00534d', TICK)} {say(r['name'])}<br><b>{say(r['status_words'])}</b> {say(r['due'])}</p>" for r in actions["rows"]),
        f"</div></div></main><footer>{d['foot']['qr']['svg']}<div><b>{say(d['foot']['scan'])}</b><br>{escape(d['foot']['address'])}",
        f"<p class=q>{say(d['foot']['version'])} {say(d['foot']['offices'])} {say(d['foot']['origin'])}</p></div><div>{say(d['foot']['ask_label'])}<br><b>{say(d['foot']['ask'])}</b></div></footer>",
    ]  # fmt: skip
    return f"<!doctype html><html lang=km><meta charset=utf-8><style>{STYLE}</style><body>{''.join(parts)}"


def _bar(length: int, whole: int = 100) -> str:
    return f'<span class=bar style="width:{length * whole / 1000:.1f}mm"></span>'
