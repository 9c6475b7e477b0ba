"""Both languages are whole: the tool that gathers the words, and the catalogue as it is."""

from pathlib import Path

import django
from babel.messages.pofile import read_po

from tools import words

ROOT = Path(__file__).resolve().parents[2]
PAGE = """{% load i18n %}
  <p title="{% translate "A title." %}">it's ( not closed
 {% blocktranslate trimmed count n=k %}
    One sheet.
 {% plural %}{{ n }} sheets.{% endblocktranslate %}
{{ _("Under 100 %") }} {% translate "May" context "month" %}</p>
"""
CODE = """class A:
    text = gettext_noop(
        "Two pieces "
        "joined: %(who)s."
    )
    said = gettext(text)
"""


def small_house(root: Path) -> Path:
    """A room with one page and one refusal."""
    (root / "isaf/plans/templates/plans").mkdir(parents=True)
    (root / "isaf/plans/templates/plans/a.html").write_text(PAGE)
    (root / "isaf/plans/problems.py").write_text(CODE)
    return root


def catalogue(root: Path, khmer: str) -> None:
    (root / "more.tsv").write_text(khmer)
    words.write(root, words.gathered(root, words.fragments([root / "more.tsv"]))[0])


WHOLE = "\n".join(
    [
        "A title.\tក។",
        "One sheet.\tសន្លឹក {{ n }}។",
        "{{ n }} sheets.\tសន្លឹក {{ n }}។",
        "Under 100 %\tក្រោម 100 %",
        "month\tMay\tឧសភា",
        "Two pieces joined: %(who)s.\tពីរ៖ %(who)s។",
    ]
)


def test_the_sentences_of_code_and_pages_are_gathered(tmp_path: Path) -> None:
    found = {english for _, english, _ in words.sentences(small_house(tmp_path))}

    assert found == {
        "A title.", ("One sheet.", "%(n)s sheets."), "Under 100 %", "May", "Two pieces joined: %(who)s.",
    }  # fmt: skip


def test_a_whole_catalogue_has_no_fault_and_compiles(tmp_path: Path) -> None:
    catalogue(small_house(tmp_path), WHOLE)

    assert words.faults(tmp_path) == []
    words.compile_all(tmp_path)
    assert words.catalogue_path(tmp_path).with_suffix(".mo").stat().st_size > 100


def test_a_missing_a_doubtful_and_a_changed_sentence_are_told(tmp_path: Path) -> None:
    catalogue(small_house(tmp_path), WHOLE.replace("៖ %(who)s", "").replace("A title.\tក។", ""))
    path = words.catalogue_path(tmp_path)
    path.write_text(
        path.read_text().replace("#: isaf/plans/templates/plans/a.html\nmsgctxt", "#, fuzzy\nmsgctxt")
    )
    page = tmp_path / "isaf/plans/templates/plans/a.html"
    page.write_text(page.read_text().replace("Under 100 %", "Over 100 %"))

    kinds = sorted(fault.split(":")[0] for fault in words.faults(tmp_path))

    assert kinds == [
        "doubtful", "no Khmer", "no longer said anywhere (make words)", "not in the catalogue (make words)",
        "placeholders differ",
    ]  # fmt: skip


def test_gathering_again_keeps_the_khmer_that_is_there(tmp_path: Path) -> None:
    catalogue(small_house(tmp_path), WHOLE)
    before = words.catalogue_path(tmp_path).read_text()

    catalogue(tmp_path, "")

    assert words.catalogue_path(tmp_path).read_text() == before


def test_every_listed_sentence_is_one_that_django_says() -> None:
    said = set()
    for path in Path(django.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            said |= {words.key(message)[1] for message in read_po(file) if message.id}
    listed = (ROOT / "isaf/locale/django_strings.txt").read_text().splitlines()
    ours = {line.split("\t")[0].replace("\\n", "\n") for line in listed if not line.startswith("#")}

    assert ours - said == set()
