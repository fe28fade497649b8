"""Final Draft files as programs write them, and as attackers do."""

from __future__ import annotations

import pytest

from kachinko.files.script.fdx_reader import read_fdx
from kachinko.model.errors import InputError

FILE = """<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
  <Content>
    <Paragraph Number="12A" Type="Scene Heading">
      <SceneProperties Length="1 3/8" Page="4" Title=""/>
      <Text>INT. </Text><Text Style="Bold">LAB</Text><Text> - NIGHT</Text>
    </Paragraph>
    <Paragraph Type="Action" StartsNewPage="Yes">
      <ScriptNote ID="1"><Paragraph><Text>ask props</Text></Paragraph></ScriptNote>
      <Text>MARIKO waits.</Text>
    </Paragraph>
    <Paragraph>
      <DualDialogue>
        <Paragraph Type="Character"><Text>MARIKO</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Now.</Text></Paragraph>
        <Paragraph Type="Character"><Text>TOM</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Now!</Text></Paragraph>
      </DualDialogue>
    </Paragraph>
    <Paragraph Type="Shot"><Text>CLOSE ON THE BOTTLE</Text></Paragraph>
  </Content>
  <TitlePage><Content>
    <Paragraph Alignment="Center" Type="General"><Text>The Lab</Text></Paragraph>
    <Paragraph Alignment="Center" Type="General"><Text>written by nobody</Text></Paragraph>
  </Content></TitlePage>
</FinalDraft>
"""


def test_what_a_program_wrote_is_read() -> None:
    script = read_fdx(FILE.encode(), "a.fdx")

    heading = script.paragraphs[0]
    assert (heading.text, heading.number, heading.eighths) == ("INT. LAB - NIGHT", "12A", 11)
    assert [(each.kind, each.text, each.dual) for each in script.paragraphs[1:]] == [
        ("page_break", "", False),
        ("action", "MARIKO waits.", False),
        ("note", "ask props", False),
        ("character", "MARIKO", False),
        ("dialogue", "Now.", False),
        ("character", "TOM", True),
        ("dialogue", "Now!", False),
        ("action", "CLOSE ON THE BOTTLE", False),
    ]
    assert script.title_page == (("title", "The Lab"), ("credit", "written by nobody"))


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FAULTS = {
    "entities": (f"<?xml version='1.0'?>{BOMB}<FinalDraft><Content/></FinalDraft>", "entities"),
    "damaged": (FILE[: len(FILE) // 2], "damaged"),
    "another format": ("<html><body/></html>", "<html>"),
    "no content": ("<FinalDraft/>", "without a script"),
    "empty": ("", "damaged"),
    "unknown encoding": ("<?xml version='1.0' encoding='martian'?><FinalDraft/>", "d"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_no_script_is_refused_in_words(name: str) -> None:
    text, what = FAULTS[name]

    with pytest.raises(InputError) as caught:
        read_fdx(text.encode(), "a.fdx")

    assert what in caught.value.faults[0].what
